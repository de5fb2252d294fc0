// The query engine's face: SQL over the catalog and over earlier steps, with lineage and a scan plan.
import type { Level } from "@gantry/contract";
import type { ColumnType, Relation, RelationColumn, Row, SourceColumn, Table } from "../catalog/index.ts";
import type { Connector, Context, Predicate, Value } from "../connect/kit/index.ts";
import type { Foreseen, ForeseeOptions } from "./foresee/types.ts";
import type { PeopleRule } from "./privacy/people.ts";

export type { PeopleRule };

/**
 * How much of each source column is in a value; `control` lives beside it, in `Lineage.control`. A sum, count or average
 * is `aggregated` whatever it groups by, even where a group is one row; `max`, `any_value`, `string_agg` and their like
 * pass a row's own value on unchanged.
 */
export type Influence = Readonly<Record<SourceColumn, Exclude<Level, "control">>>;

export interface LineageColumn extends RelationColumn {
  readonly sources: Influence;
}

/**
 * What can influence a query's result. Columns of steps appear as `<step>.<column>` (no source has a step's name),
 * parameters as `$<name>`.
 */
export interface Lineage {
  readonly columns: readonly LineageColumn[];
  /** Columns that decide which rows come out, how many, and in which order; `table.*` for a row's existence. */
  readonly control: readonly SourceColumn[];
}

export interface TypedValue {
  readonly type: ColumnType;
  readonly value: Value;
}

/** What this caller may see: gone at landing, before his SQL runs. */
export interface Access {
  /** By table: a boolean SQL expression over that table's columns, other catalog tables, and `$caller_…` parameters. */
  readonly rowFilters: Readonly<Record<string, string>>;
  /** Full column names that do not exist for this caller. */
  readonly forbidden: readonly SourceColumn[];
  readonly parameters: Readonly<Record<string, TypedValue>>;
  /** How many distinct people an aggregated value must cover; without it, none is withheld. */
  readonly people?: PeopleRule | undefined;
}

export interface BindOptions {
  /** Types of the parameters, by name without `$`. */
  readonly parameters: Readonly<Record<string, ColumnType>>;
  /** Columns of the steps that the SQL may name as tables. */
  readonly steps: Readonly<Record<string, readonly RelationColumn[]>>;
  readonly access?: Access;
}

/** Rows that a scan has landed. */
export interface LandedRows {
  /** SQL names, in the order of the cells. */
  readonly columns: readonly string[];
  /** Every row that passes it is there; others may be. */
  readonly filter: Predicate | undefined;
  readonly rows: readonly (readonly Value[])[];
  /** ISO 8601 */
  readonly asOf: string;
  readonly notes?: readonly string[];
}

/** Stands between a query and its sources: notes what they give, or answers in their place. */
export interface Tap {
  /** In place of the source's connector, which `inner` gives. */
  connector(source: string, inner: () => Connector): Connector;
  /** Rows that another query read at that time have answered. */
  reused(table: Table, asOf: string, landed: () => LandedRows): void;
}

export interface RunOptions {
  readonly parameters: Readonly<Record<string, TypedValue>>;
  readonly steps: Readonly<Record<string, Relation>>;
  readonly access?: Access;
  /** By source: the context of its calls. */
  readonly context: (source: string) => Context;
  readonly signal: AbortSignal;
  /** Who asks (a caller, a run): where queries wait, shares take turns. */
  readonly share?: string;
  /** Version of the policy that `access` follows. Without it nothing is cached or shared. */
  readonly policy?: string;
  /** Queries of one run share what they read for a minute, as far as they see the same: rows with one `asOf`. */
  readonly run?: string;
  /** Default: sources are asked themselves. */
  readonly tap?: Tap;
  /** Rows of the result that `run` gives; the others it counts. Default: all, or `budget-exceeded` past the engine's most. */
  readonly keep?: number;
  /** Push filters, columns and join keys into the sources (default), or land whole tables (for comparison). */
  readonly pushdown?: boolean;
}

/** One scan, as planned and as it went. */
export interface ScanReport {
  readonly source: string;
  readonly table: string;
  /** What the source was asked, with the filter's values: for a person who may see them, never for a log or a model. Empty when it was not asked. */
  readonly native: string;
  readonly columns: readonly string[];
  /** The filter that the source evaluates, without values: `region = … and id in (12 values)`. */
  readonly pushed: string;
  /** What was not pushed, and why. */
  readonly kept: readonly string[];
  readonly guarantee: "exact" | "superset";
  /** What the caller should know of this read, a sentence each: a column that the source hides from him. */
  readonly notes?: readonly string[];
  readonly estimatedCalls?: number;
  readonly estimatedRows?: number;
  readonly calls?: number;
  readonly rows?: number;
  /** When the source was read, ISO 8601. */
  readonly asOf?: string;
  readonly milliseconds?: number;
  /** The source was not asked: rows of an earlier scan answered, of a table with a cache or of the same run, as of `asOf`. */
  readonly cached?: true;
}

export interface QueryResult {
  readonly relation: Relation;
  /** Rows of the whole result; more than `relation` holds where fewer were to be kept. */
  readonly total: number;
  readonly scans: readonly ScanReport[];
}

/** `json`: one array of objects; `ndjson`: an object a line; both with cells as relations hold them. `parquet`: DuckDB's own types. */
export type StreamFormat = "json" | "ndjson" | "csv" | "parquet";

/** What rows go through before they leave. */
export interface Through {
  /** Those that come out, by name, with their types then. */
  readonly columns: readonly RelationColumn[];
  /** Called with a page at a time, in order. */
  readonly rows: (rows: readonly Row[]) => Promise<readonly Row[]>;
}

export interface StreamOptions {
  readonly format: StreamFormat;
  /** Most rows. Default: all there are. */
  readonly limit?: number;
  /** Default: rows leave as they are. */
  readonly through?: Through;
  /** Told what was read, before the first bytes. */
  readonly onScans?: (scans: readonly ScanReport[]) => void;
}

export interface QueryEngine {
  /** Binds against the catalog alone: no source is touched. Throws `bad-sql` naming what is unknown or not allowed. */
  bind(sql: string, options: BindOptions): Promise<Lineage>;
  /** What each source would be asked, without asking it; and which scans earlier rows would answer. */
  explain(sql: string, options: RunOptions): Promise<readonly ScanReport[]>;
  /** What it would take and give, by what is known of the tables; no source is asked for its rows. */
  foresee(sql: string, options: ForeseeOptions): Promise<Foreseen>;
  run(sql: string, options: RunOptions): Promise<QueryResult>;
  /**
   * The result as bytes, made as they are read; however many rows there are. Whoever stops reading ends the query.
   * An error may come after the first bytes.
   */
  stream(sql: string, options: RunOptions, how: StreamOptions): AsyncIterable<Uint8Array>;
  /** Forgets the rows of earlier scans that are kept in memory (tables with a `cache`). */
  forget(): void;
  close(): Promise<void>;
}
