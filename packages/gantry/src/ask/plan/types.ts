// A question as it was understood: what is listed or reckoned, from which rows, by what, in which order. Becomes a flow.
import type { Grain } from "./grammar.ts";

/** A column in its table. */
export interface Place {
  readonly table: string;
  readonly column: string;
}

export type Comparison = ">" | ">=" | "<" | "<=" | "=";

/** What a figure must be; `and`: from one number to another. */
export interface Range {
  readonly operator: Comparison;
  readonly value: number;
  readonly and?: { readonly operator: Comparison; readonly value: number };
}

export type Condition =
  | { readonly kind: "in"; readonly place: Place; readonly values: readonly string[]; readonly not: boolean }
  | {
      readonly kind: "compare";
      readonly place: Place;
      readonly operator: Comparison;
      readonly value: number;
      /** In the currency of that measure, which reckons with the column. */
      readonly reckoned?: { readonly measure: string; readonly unit: string };
    }
  /** Within the period of that input of the flow. */
  | { readonly kind: "during"; readonly place: Place; readonly period: PeriodName }
  /** Whether something stands there at all. */
  | { readonly kind: "filled"; readonly place: Place; readonly not: boolean }
  | { readonly kind: "any"; readonly of: readonly Condition[] }
  | { readonly kind: "related"; readonly related: Related }
  /** Things of that name, or whose name begins so; the name is the value of a parameter. */
  | { readonly kind: "named"; readonly place: Place; readonly parameter: string; readonly name: string };

export type PeriodName = "period" | "against";

/** Rows of another table that refer to those asked about: customers with overdue invoices, without orders, with many tickets. */
export interface Related {
  readonly table: string;
  /** What it is called. */
  readonly title: string;
  readonly where: readonly Condition[];
  /** A measure's own condition. */
  readonly formula?: string;
  readonly joins: readonly Joined[];
  readonly not: boolean;
  /** How much of it there must be. */
  readonly figure?: Range & { readonly figure: Figure };
}

/** A table that a measure's formula reads. */
export interface Joined {
  readonly table: string;
  readonly on?: string;
}

export type Figure =
  | { readonly kind: "measure"; readonly measure: string }
  | { readonly kind: "count"; readonly subject: string }
  /** A measure for each thing of a kind, on average: revenue per order. */
  | { readonly kind: "each"; readonly measure: string; readonly subject: string }
  /** Days from one day to another, on average. */
  | { readonly kind: "days"; readonly from: Place; readonly to: Place }
  | { readonly kind: "aggregate"; readonly function: "avg" | "sum" | "min" | "max"; readonly place: Place };

export type Dimension =
  | { readonly kind: "column"; readonly place: Place }
  /** Each thing of a kind: by customer. */
  | { readonly kind: "subject"; readonly subject: string }
  | { readonly kind: "time"; readonly place: Place; readonly grain: Grain };

export interface AskPlan {
  /** Whose rows are listed or reckoned with. */
  readonly table: string;
  /** Where things are listed: what they are. */
  readonly subject?: string;
  readonly figure?: Figure;
  /** Of the same rows, beside the figure. */
  readonly beside?: readonly Figure[];
  readonly by: readonly Dimension[];
  readonly where: readonly Condition[];
  /** In words that the calendar knows. */
  readonly periods: Partial<Readonly<Record<PeriodName, string>>>;
  /** Which part of the whole: of each group, or of what meets these conditions, within each group where there are some. */
  readonly share?: {
    readonly of: readonly Condition[];
    /** Of all rows that are wanted, as one number. */ readonly together?: true;
  };
  /** By the figure, or by a column of what is listed. */
  readonly order?: {
    readonly direction: "most" | "least";
    readonly by?: Place;
    /** By how much the figure changed, where two spans are side by side. */
    readonly change?: true;
  };
  readonly limit?: number;
  /** So many of each of these groups, and not of all. */
  readonly within?: readonly Dimension[];
  /** What each group's figure must be. */
  readonly having?: Range;
  readonly chart: boolean;
  /** Columns that a list is asked to show, beside those that it shows anyway. */
  readonly shows?: readonly Place[];
  /** With how it was reckoned. */
  readonly why?: true;
}

/** Asked back: each choice is a question that can be answered. */
export interface Unclear {
  readonly why: string;
  readonly choices: readonly PlanChoice[];
}

export interface PlanChoice {
  readonly title: string;
  /** A question of its own. */
  readonly example: string;
  /** How the question itself becomes clear: with these words besides, or in place of some of its own. */
  readonly reword?: { readonly besides: string } | { readonly written: string; readonly as: string };
}

export type Understood =
  | { readonly kind: "plan"; readonly plan: AskPlan; readonly notes: readonly string[] }
  | { readonly kind: "unclear"; readonly unclear: Unclear }
  /** Words that it can't take into account, or what is missing. */
  | { readonly kind: "beyond"; readonly why: string; readonly unknown: readonly string[] };
