// The grammar of `$filter` (OData 4.01 URL Conventions, section 5.1.1): tokens in, a syntax tree out. It knows no
// entity types; `filter.ts` binds names and checks types.
import { ODataError } from "./errors.ts";
import { tokenize } from "./tokens.ts";
import type { Token } from "./tokens.ts";

export type ComparisonOperator = "eq" | "ne" | "gt" | "ge" | "lt" | "le";

export type Literal =
  | { readonly kind: "null"; readonly at: number }
  | { readonly kind: "boolean"; readonly value: boolean; readonly at: number }
  | { readonly kind: "string" | "number" | "date" | "instant"; readonly value: string; readonly at: number };

export type Syntax =
  | Literal
  | { readonly kind: "property"; readonly name: string; readonly at: number }
  | { readonly kind: "and" | "or"; readonly left: Syntax; readonly right: Syntax; readonly at: number }
  | { readonly kind: "not"; readonly of: Syntax; readonly at: number }
  | {
      readonly kind: "compare";
      readonly operator: ComparisonOperator;
      readonly left: Syntax;
      readonly right: Syntax;
      readonly at: number;
    }
  | { readonly kind: "in"; readonly left: Syntax; readonly list: readonly Literal[]; readonly at: number }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Syntax[]; readonly at: number };

const arithmetic = new Set(["add", "sub", "mul", "div", "divby", "mod"]);
const refusedOperators = new Set(["has", "isof", "cast"]);

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): Syntax {
    const tree = this.#or();
    const rest = this.#peek();
    if (rest.kind === "name" && (arithmetic.has(rest.text) || refusedOperators.has(rest.text)))
      throw new ODataError("not-implemented", `operator ${rest.text} in $filter is not implemented`);
    if (rest.kind !== "end") throw this.#unexpected(rest);
    return tree;
  }

  #or(): Syntax {
    let left = this.#and();
    for (let at = this.#word("or"); at !== undefined; at = this.#word("or"))
      left = { kind: "or", left, right: this.#and(), at };
    return left;
  }

  #and(): Syntax {
    let left = this.#equality();
    for (let at = this.#word("and"); at !== undefined; at = this.#word("and"))
      left = { kind: "and", left, right: this.#equality(), at };
    return left;
  }

  #equality(): Syntax {
    return this.#comparisons(["eq", "ne"], () => this.#comparisons(["gt", "ge", "lt", "le"], () => this.#membership()));
  }

  #comparisons(operators: readonly ComparisonOperator[], operand: () => Syntax): Syntax {
    let left = operand();
    for (;;) {
      const operator = operators.find((it) => this.#peek().kind === "name" && this.#peek().text === it);
      if (operator === undefined) return left;
      const { at } = this.#take();
      left = { kind: "compare", operator, left, right: operand(), at };
    }
  }

  #membership(): Syntax {
    const left = this.#unary();
    const at = this.#word("in");
    if (at === undefined) return left;
    this.#expect("(");
    const list = [this.#literal()];
    while (this.#peek().kind === ",") {
      this.#take();
      list.push(this.#literal());
    }
    this.#expect(")");
    return { kind: "in", left, list, at };
  }

  #unary(): Syntax {
    const at = this.#word("not");
    return at === undefined ? this.#primary() : { kind: "not", of: this.#nested(() => this.#unary()), at };
  }

  #primary(): Syntax {
    const token = this.#peek();
    if (token.kind === "(") {
      this.#take();
      const inner = this.#nested(() => this.#or());
      this.#expect(")");
      return inner;
    }
    if (token.kind !== "name" || ["null", "true", "false"].includes(token.text)) return this.#literal();
    this.#take();
    if (this.#peek().kind === "(") return this.#call(token);
    if (token.text.includes("/"))
      throw new ODataError("not-implemented", `paths in $filter are not implemented (position ${token.at})`);
    if (token.text.startsWith("@") || token.text.startsWith("$"))
      throw new ODataError("not-implemented", `aliases and $it are not implemented (position ${token.at})`);
    return { kind: "property", name: token.text, at: token.at };
  }

  #call(name: Token): Syntax {
    if (name.text.includes("/"))
      throw new ODataError("not-implemented", `lambda any/all and paths are not implemented (position ${name.at})`);
    this.#expect("(");
    const args: Syntax[] = [];
    if (this.#peek().kind !== ")") {
      args.push(this.#nested(() => this.#or()));
      while (this.#peek().kind === ",") {
        this.#take();
        args.push(this.#nested(() => this.#or()));
      }
    }
    this.#expect(")");
    return { kind: "call", name: name.text, args, at: name.at };
  }

  #literal(): Literal {
    const token = this.#take();
    const { at } = token;
    if (token.kind === "name" && token.text === "null") return { kind: "null", at };
    if (token.kind === "name" && (token.text === "true" || token.text === "false"))
      return { kind: "boolean", value: token.text === "true", at };
    if (token.kind === "string" || token.kind === "number" || token.kind === "date" || token.kind === "instant")
      return { kind: token.kind, value: token.text, at };
    throw this.#unexpected(token);
  }

  #nested<T>(inner: () => T): T {
    if (this.#depth >= 100) throw new ODataError("bad-filter", "the expression nests deeper than 100 levels");
    this.#depth += 1;
    const result = inner();
    this.#depth -= 1;
    return result;
  }

  #word(text: string): number | undefined {
    const token = this.#peek();
    if (token.kind !== "name" || token.text !== text) return undefined;
    this.#next += 1;
    return token.at;
  }

  #peek(): Token {
    // The list ends with `end`, which is never taken past.
    return this.#tokens[this.#next] as Token;
  }

  #take(): Token {
    const token = this.#peek();
    if (token.kind !== "end") this.#next += 1;
    return token;
  }

  #expect(kind: Token["kind"]): void {
    const token = this.#take();
    if (token.kind !== kind) throw this.#unexpected(token, kind);
  }

  #unexpected(token: Token, wanted?: string): ODataError {
    const what = token.kind === "end" ? "the expression ends" : `unexpected ${token.kind}`;
    return new ODataError(
      "bad-filter",
      `${what} at position ${token.at}${wanted === undefined ? "" : `, "${wanted}" expected`}`,
    );
  }
}

/**
 * Parses a `$filter` expression. Precedence as in the standard: `not` binds tighter than comparisons, `gt ge lt le`
 * tighter than `eq ne`, `and` tighter than `or`. Throws ODataError: 400 on bad syntax, 501 on what is left out.
 */
export const parseFilter = (text: string): Syntax => new Parser(tokenize(text)).parse();
