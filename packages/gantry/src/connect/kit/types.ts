// The connector interface: what the code that speaks to one kind of system offers.
import type { ColumnType, Operator, Source, TableDef } from "../../catalog/index.ts";
import type { PackedColumn } from "./packed/column.ts";

/**
 * A typed constant or a cell. `int64` is a bigint; `decimal` a string ("12.50"); `date` "YYYY-MM-DD"; `timestamp`
 * "YYYY-MM-DDTHH:MM:SS[.ffffff]"; `timestamptz` the same with "Z"; `json` a JSON text; `int32` and `double` numbers. Of the
 * three with days, "infinity" and "-infinity" too.
 */
export type Value = string | number | bigint | boolean | null;

export type Comparison = Exclude<Operator, "in" | "is null" | "is not null">;

/** Filter over one table's columns, by SQL name. */
export type Predicate =
  | { readonly op: "and" | "or"; readonly args: readonly Predicate[] }
  | { readonly op: Comparison; readonly column: string; readonly type: ColumnType; readonly value: Value }
  | { readonly op: "in"; readonly column: string; readonly type: ColumnType; readonly values: readonly Value[] }
  | { readonly op: "is null" | "is not null"; readonly column: string };

/** An order of rows, as DuckDB orders values: texts by code point, NaN above all numbers. */
export interface Order {
  readonly column: string;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** Only the first rows of those that pass the filter, in this order; of equal ones any. */
export interface Top {
  readonly order: readonly Order[];
  readonly rows: number;
}

/** What the query engine wants of one table. Over-returning is always safe, under-returning never. */
export interface ScanRequest {
  readonly table: TableDef;
  /** SQL names, in the order of the batches; at least one. */
  readonly columns: readonly string[];
  readonly filter?: Predicate;
  /** Enough of the rows that pass the filter. To be taken only where the whole filter is evaluated exactly, else ignored. */
  readonly top?: Top;
  /** About this many of the table's rows are enough, picked from all over it where the source can. To be taken only without a filter, else ignored. */
  readonly sample?: number;
}

/** Whose number is wanted. */
export type CountRequest = Pick<ScanRequest, "table" | "filter">;

/** One aggregate over the rows of a group. NULL cells count for nothing; of no cells a sum, least or greatest is NULL. */
export interface Aggregate {
  /** What it is called in the plan and its batches. */
  readonly name: string;
  readonly function: "count" | "sum" | "min" | "max";
  /** SQL name; absent where rows are counted. */
  readonly column?: string;
  /** Of the result: `int64` for a count, `decimal(38,s)` for a sum, that of the column for the others. */
  readonly type: ColumnType;
}

/** What the query engine wants of the rows that pass the filter: not them, but numbers over them. */
export interface AggregateRequest {
  readonly table: TableDef;
  readonly filter?: Predicate;
  /** SQL names: one row for each combination of their values, NULL being a value; without any, one row for all. */
  readonly groups: readonly string[];
  readonly aggregates: readonly Aggregate[];
}

/** What will be sent, in how many calls, with which guarantee. Plain data: it can be shown, hashed and stored. */
export interface ScanPlan {
  readonly table: string;
  readonly columns: readonly string[];
  /** The native query as a person would write it (SOQL, SQL, URL). Values of the filter are part of it: never log it. */
  readonly native: string;
  /** The part of the filter that the source evaluates. */
  readonly pushed?: Predicate;
  readonly guarantee: "exact" | "superset";
  /** Set where no more than the request's first rows come. */
  readonly top?: Top;
  /** Set where no more rows come than the request's sample has, about: picked one by one, or in runs from several places. */
  readonly sample?: "random" | "runs";
  /** Estimates. */
  readonly calls?: number;
  /** Requests that each begin with a first page of their own, where `calls` counts further pages too. Default: `calls`. */
  readonly requests?: number;
  readonly rows?: number;
  /** What the caller should know of this read, a sentence each, safe to show him: a column that is hidden from the caller and reads as NULL. */
  readonly notes?: readonly string[];
  /** The connector's own, opaque to others. */
  readonly detail: unknown;
}

/** The connector can't run this request. */
export interface Refusal {
  readonly refused: string;
  readonly remedy?: string;
}

/** A batch of rows by column, in the plan's order of columns; each array has `rows` cells. */
export interface ColumnBatch {
  readonly rows: number;
  readonly columns: readonly (readonly Value[])[];
  /** The same cells packed, where the connector reads them in that form; then `columns` is made only when asked for. */
  readonly packed?: readonly PackedColumn[];
}

/** Counts calls to a source; throws `budget-exceeded` before the call that would pass the limit. */
export interface CallBudget {
  spend(calls: number): void;
  readonly spent: number;
}

/** What a connector gets with each call. */
export interface Context {
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Resolves a reference to a secret. Throws `bad-config` naming the reference when it is absent. */
  readonly secret: (name: string) => string;
  /** The caller's own token for this source, where reads run on the caller's behalf. */
  readonly onBehalfOf?: string;
  readonly budget: CallBudget;
  /**
   * Of a write: throws where it is no longer this process's to make. To be called as late as can be, before the bytes by
   * which it becomes true (a mail's last, a request's first); what it throws goes on to the caller as it is.
   */
  readonly fence?: () => void;
}

export interface Health {
  readonly ok: boolean;
  /** Safe to show. */
  readonly detail: string;
}

/** One field of an action's input. `role` says what it steers: a recipient or a target must never be untrusted. */
export interface ActionField {
  readonly type: ColumnType;
  readonly required: boolean;
  readonly role: "recipient" | "target" | "content";
  readonly description: string;
}

export interface FurtherFields {
  /** How they are named, for whoever reads an error: `fields.<Field>`. */
  readonly named: string;
  /** What a name stands for; undefined for one that is none of them. */
  readonly of: (name: string) => ActionField | undefined;
}

export interface ActionResult {
  /** The thing made, as the system names it (message id, record id). */
  readonly reference: string;
}

/** A mail as its reader will see it. */
export interface ActionPreview {
  /** A page that stands alone: its pictures are in it, it loads nothing and runs nothing. Null where there is plain text only. */
  readonly html: string | null;
  /** What is shown where HTML is not. */
  readonly text: string;
}

/**
 * A write. `run` is called with the same `key` at most once unless `reconcile` has said "absent".
 *
 * What its errors say: `source-timeout` = nobody knows whether it happened (reconcile); every other code = it surely
 * did not, and `retryable` says whether trying again may help.
 */
export interface ActionDef {
  readonly title: string;
  readonly input: Readonly<Record<string, ActionField>>;
  /** Fields that the flow's author names: no value of a row, and so no text of a model, ever names one. */
  readonly further?: FurtherFields | undefined;
  /** How it is made idempotent, in words. */
  readonly idempotency: string;
  /** What would go out, for a person who decides on it: no call is made. Absent where its fields say all. */
  preview?(input: Readonly<Record<string, Value>>): ActionPreview;
  /** By what a person finds the effect in the system: `Message-ID <…>`. Absent where the key leaves no trace there. */
  trace?(key: string): string;
  run(input: Readonly<Record<string, Value>>, key: string, context: Context): Promise<ActionResult>;
  /** After a crash between intent and `sent`: the result if it happened, `absent` if it surely did not, else `unknown`. */
  reconcile(
    input: Readonly<Record<string, Value>>,
    key: string,
    context: Context,
  ): Promise<ActionResult | "absent" | "unknown">;
}

/** The code that speaks to one kind of system, bound to one source. All errors are `GantryError`s that name the source. */
export interface Connector {
  discover(context: Context): Promise<readonly TableDef[]>;
  plan(request: ScanRequest, context: Context): Promise<ScanPlan | Refusal>;
  scan(plan: ScanPlan, context: Context): AsyncIterable<ColumnBatch>;
  /**
   * A plan for `scan` whose columns are the groups, then the aggregates, each by name. Null unless the source evaluates
   * the whole filter exactly, and groups, orders and adds as DuckDB does: nothing is mended afterwards. Absent where it
   * never does.
   */
  aggregate?(request: AggregateRequest, context: Context): Promise<ScanPlan | null>;
  /**
   * How many rows pass the filter, where the system tells it in one call; undefined where it does not, or evaluates only a
   * part of the filter. Absent where it never does.
   */
  count?(request: CountRequest, context: Context): Promise<number | undefined>;
  check(context: Context): Promise<Health>;
  readonly actions?: Readonly<Record<string, ActionDef>>;
  /** Who a user's token belongs to, where the system is an identity provider (RFC 7662 introspection). */
  introspect?(token: string, context: Context): Promise<IntrospectedUser | null>;
  close(): Promise<void>;
}

export interface IntrospectedUser {
  readonly subject: string;
  readonly name: string;
  readonly username: string;
  readonly expiresAt: Date;
  readonly attributes: Readonly<Record<string, string>>;
}

export type ConnectorFactory = (source: Source) => Connector;
