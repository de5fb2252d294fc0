// A SOQL statement as this stand-in understands it: what isn't in these types has been refused.

export type Literal =
  /** As written, quotes and escapes included: LIKE reads them differently. */
  | { readonly type: "string"; readonly quoted: string }
  | { readonly type: "number"; readonly number: number }
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "null" }
  | { readonly type: "date"; readonly day: string }
  /** ISO 8601 in UTC with milliseconds, so that text order is time order. */
  | { readonly type: "datetime"; readonly instant: string }
  | { readonly type: "relative"; readonly word: string; readonly count: number };

export type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=" | "LIKE" | "IN" | "NOT IN";

export type Condition =
  | { readonly kind: "and" | "or"; readonly args: readonly Condition[] }
  | { readonly kind: "not"; readonly arg: Condition }
  | {
      readonly kind: "compare";
      readonly field: string;
      readonly operator: Comparison;
      readonly literals: readonly Literal[];
    }
  | { readonly kind: "semi-join"; readonly field: string; readonly negated: boolean; readonly query: Statement };

export const aggregateFunctions = ["COUNT", "COUNT_DISTINCT", "SUM", "AVG", "MIN", "MAX"] as const;
type AggregateFunction = (typeof aggregateFunctions)[number];

export interface AggregateCall {
  readonly fn: AggregateFunction;
  /** Field path; null for `COUNT()`. */
  readonly field: string | null;
}

export type SelectItem =
  | { readonly kind: "field"; readonly path: string; readonly alias?: string }
  | { readonly kind: "aggregate"; readonly call: AggregateCall; readonly alias?: string }
  | { readonly kind: "fields"; readonly which: "ALL" | "STANDARD" | "CUSTOM" }
  | { readonly kind: "children"; readonly query: Statement };

export interface Ordering {
  readonly by: string | AggregateCall;
  readonly descending: boolean;
  readonly nullsLast: boolean;
}

export interface Statement {
  /** Object name, or for a child sub-select the relationship's. */
  readonly from: string;
  readonly alias?: string;
  readonly select: readonly SelectItem[];
  readonly where?: Condition;
  readonly groupBy: readonly string[];
  readonly orderBy: readonly Ordering[];
  readonly limit?: number;
  readonly offset: number;
}
