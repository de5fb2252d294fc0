// SOQL text to a statement, by the real parser; what the stand-in can't execute is refused here, by name.
import {
  type FieldType,
  type FunctionExp,
  type OrderByClause,
  type Query,
  type Subquery,
  parseQuery,
} from "@jetstreamapp/soql-parser-js";
import { CrmError, malformedQuery, notInStandIn } from "../errors.ts";
import { conditionTree } from "./condition-tree.ts";
import { type AggregateCall, type Ordering, type SelectItem, type Statement, aggregateFunctions } from "./statement.ts";

/** Salesforce's limit on the length of a SOQL statement, in characters. */
const maxStatement = 100_000;

/** Throws MALFORMED_QUERY on text that isn't SOQL, that Salesforce wouldn't take, or that isn't implemented. */
export function parseSoql(text: string): Statement {
  if (text.length > maxStatement)
    throw malformedQuery(`SOQL statements cannot be longer than ${maxStatement} characters.`);
  let query: Query;
  try {
    query = parseQuery(text);
  } catch (error) {
    throw malformedQuery(firstLine(error));
  }
  return statement(query);
}

/** The parser's own words, cut to one line; a stack overflow is a statement nested too deeply. */
function firstLine(error: unknown): string {
  if (error instanceof RangeError) return "the statement is nested too deeply";
  const message = error instanceof Error ? error.message : "unexpected token";
  return message.split("\n", 1)[0]?.slice(0, 200) || "unexpected token";
}

function statement(query: Query | Subquery): Statement {
  refuseUnsupported(query);
  const from = "relationshipName" in query ? query.relationshipName : query.sObject;
  if (from === undefined) throw malformedQuery("unexpected end of statement: no FROM");
  if ("sObjectPrefix" in query && query.sObjectPrefix !== undefined)
    throw notInStandIn("a path in a sub-select's FROM");
  const select = (query.fields ?? []).map(selectItem);
  if (select.length === 0) throw malformedQuery("no fields selected");
  const groupBy = asList(query.groupBy).map((it) => {
    if ("fn" in it) throw notInStandIn(`GROUP BY ${it.fn.functionName ?? "a function"}()`);
    return it.field;
  });
  return {
    from,
    ...(query.sObjectAlias === undefined ? {} : { alias: query.sObjectAlias }),
    select,
    ...(query.where === undefined ? {} : { where: conditionTree(query.where, statement) }),
    groupBy,
    orderBy: asList(query.orderBy).map(ordering),
    ...(query.limit === undefined ? {} : { limit: query.limit }),
    offset: offsetOf(query.offset),
  };
}

function refuseUnsupported(query: Query | Subquery): void {
  if (query.having !== undefined) throw notInStandIn("HAVING");
  if (query.usingScope !== undefined) throw notInStandIn("USING SCOPE");
  if (query.withDataCategory !== undefined) throw notInStandIn("WITH DATA CATEGORY");
  if (query.withSecurityEnforced !== undefined) throw notInStandIn("WITH SECURITY_ENFORCED");
  if (query.withAccessLevel !== undefined) throw notInStandIn(`WITH ${query.withAccessLevel}`);
  if (query.for !== undefined) throw notInStandIn(`FOR ${query.for}`);
  if (query.update !== undefined) throw notInStandIn(`UPDATE ${query.update}`);
}

const asList = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  // Array.isArray doesn't narrow readonly arrays away from T.
  value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];

function offsetOf(offset = 0): number {
  if (offset > 2000) throw new CrmError(400, "NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is 2000");
  return offset;
}

function selectItem(field: FieldType): SelectItem {
  switch (field.type) {
    case "Field":
      return named({ kind: "field", path: "objectPrefix" in field ? field.rawValue : field.field }, field.alias);
    case "FieldRelationship":
      return named(
        { kind: "field", path: [...field.relationships, field.field].join(".") },
        "alias" in field ? field.alias : undefined,
      );
    case "FieldSubquery":
      return { kind: "children", query: statement(field.subquery) };
    case "FieldTypeof":
      throw notInStandIn("TYPEOF");
    case "FieldFunctionExpression": {
      if (field.functionName.toUpperCase() === "FIELDS") return wholeFields(field.parameters);
      return named({ kind: "aggregate", call: aggregateCall(field) }, field.alias);
    }
  }
}

function named<T extends SelectItem>(item: T, alias: string | undefined): T {
  return alias === undefined ? item : { ...item, alias };
}

function wholeFields(parameters: readonly unknown[]): SelectItem {
  const which = typeof parameters[0] === "string" ? parameters[0].toUpperCase() : "";
  if (which === "ALL" || which === "STANDARD" || which === "CUSTOM") return { kind: "fields", which };
  throw malformedQuery("FIELDS takes ALL, STANDARD or CUSTOM");
}

function aggregateCall(call: Pick<FunctionExp, "functionName" | "parameters">): AggregateCall {
  const name = (call.functionName ?? "").toUpperCase();
  const fn = aggregateFunctions.find((it) => it === name);
  if (fn === undefined) throw notInStandIn(`the function ${call.functionName ?? "without a name"}()`);
  const [field, ...more] = call.parameters ?? [];
  if (more.length > 0) throw malformedQuery(`${fn} takes one field`);
  if (field === undefined) {
    if (fn !== "COUNT") throw malformedQuery(`${fn} needs a field`);
    return { fn, field: null };
  }
  if (typeof field !== "string") throw notInStandIn(`a function within ${fn}()`);
  return { fn, field };
}

function ordering(clause: OrderByClause): Ordering {
  return {
    by: "fn" in clause ? aggregateCall(clause.fn) : clause.field,
    descending: clause.order === "DESC",
    // Salesforce puts nulls first in either direction unless told otherwise.
    nullsLast: clause.nulls === "LAST",
  };
}
