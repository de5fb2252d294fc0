// WHERE as a tree. The parser gives a flat chain with counts of parentheses; Salesforce's own grammar is applied here:
// AND and OR don't mix without parentheses, and NOT stands first in its parentheses or in the clause.
import type { NegationCondition, Subquery, WhereClause } from "@jetstreamapp/soql-parser-js";
import type { Query } from "@jetstreamapp/soql-parser-js";
import { malformedQuery, notInStandIn } from "../errors.ts";
import { literal } from "./literals.ts";
import type { Comparison, Condition, Statement } from "./statement.ts";

type Token = "(" | ")" | "AND" | "OR" | "NOT" | Condition;
type Leaf = Exclude<WhereClause["left"], null>;

const comparisons: readonly Comparison[] = ["=", "!=", "<", "<=", ">", ">=", "LIKE", "IN", "NOT IN"];

/** Throws MALFORMED_QUERY where Salesforce would, and on conditions that the stand-in doesn't have. */
export function conditionTree(where: WhereClause, statement: (query: Query | Subquery) => Statement): Condition {
  const tokens = flatten(where, statement);
  let at = 0;

  function operand(depth: number): Condition {
    const token = tokens[at++];
    if (depth > 100) throw malformedQuery("too many levels of parentheses");
    if (token === "(") {
      const inner = expression(depth + 1);
      if (tokens[at++] !== ")") throw malformedQuery("unbalanced parentheses in WHERE");
      return inner;
    }
    if (typeof token === "object") return token;
    throw malformedQuery(token === undefined ? "unexpected end of WHERE" : `unexpected token: '${token}'`);
  }

  function expression(depth: number): Condition {
    if (tokens[at] === "NOT") {
      at++;
      return { kind: "not", arg: operand(depth) };
    }
    const first = operand(depth);
    const operator = tokens[at];
    if (operator !== "AND" && operator !== "OR") return first;
    const args = [first];
    while (tokens[at] === operator) {
      at++;
      args.push(operand(depth));
    }
    return { kind: operator === "AND" ? "and" : "or", args };
  }

  const tree = expression(0);
  const rest = tokens[at];
  // The parser drops the innermost of three NOTs within each other, with its parenthesis: that shows here.
  if (rest === ")") throw malformedQuery("unbalanced parentheses in WHERE, or more than two NOTs within each other");
  if (rest !== undefined) throw malformedQuery(`unexpected token: '${typeof rest === "string" ? rest : "condition"}'`);
  return tree;
}

function flatten(where: WhereClause, statement: (query: Query | Subquery) => Statement): Token[] {
  const tokens: Token[] = [];
  const repeat = (token: "(" | ")", times = 0): void => {
    for (let count = 0; count < times; count++) tokens.push(token);
  };
  let node: WhereClause | undefined = where;
  while (node !== undefined) {
    const left: Leaf | NegationCondition | null = node.left;
    const operator = "operator" in node ? node.operator : undefined;
    if (operator === "NOT") {
      repeat("(", left === null ? 0 : left.openParen);
      tokens.push("NOT");
    } else {
      if (left === null) throw malformedQuery("unexpected end of WHERE");
      repeat("(", left.openParen);
      tokens.push(leaf(left, statement));
      repeat(")", "closeParen" in left ? left.closeParen : 0);
      if (operator !== undefined) tokens.push(operator);
    }
    node = "right" in node ? node.right : undefined;
  }
  return tokens;
}

function leaf(condition: Leaf, statement: (query: Query | Subquery) => Statement): Condition {
  if (!("operator" in condition)) throw malformedQuery("unexpected token: '('");
  if ("fn" in condition) throw notInStandIn(`${condition.fn.functionName ?? "a function"}() in WHERE`);
  const spelled: string = condition.operator.toUpperCase().replace("<>", "!=");
  const operator = comparisons.find((it) => it === spelled);
  if (operator === undefined) throw notInStandIn(`the operator ${spelled}`);
  const field = condition.field;
  const isList = operator === "IN" || operator === "NOT IN";
  if ("valueQuery" in condition) {
    if (!isList) throw malformedQuery("unexpected token: 'SELECT'");
    return { kind: "semi-join", field, negated: operator === "NOT IN", query: statement(condition.valueQuery) };
  }
  const values = Array.isArray(condition.value) ? condition.value : [condition.value];
  if (Array.isArray(condition.value) !== isList)
    throw malformedQuery(
      isList ? `${operator} operator must be used with an iterable expression` : "unexpected token: '('",
    );
  const types = condition.literalType;
  const literals = values.map((value, index) => {
    const type = Array.isArray(types) ? types[index] : types;
    if (type === undefined) throw malformedQuery("a literal could not be read");
    return literal(value, type);
  });
  return { kind: "compare", field, operator, literals };
}
