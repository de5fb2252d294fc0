// What a query is expected to take and to give, before it runs.
import type { ColumnType } from "../../catalog/index.ts";
import type { Predicate } from "../../connect/kit/index.ts";
import type { RunOptions } from "../types.ts";
import type { Statistics } from "./statistics.ts";

/** Values that a column of a step may have, as codes, row by row of the scan `of` which they are. */
export interface ForeseenColumn {
  readonly codes: Float64Array;
  readonly of: string;
  /** Letters of a text, on the mean. */
  readonly letters?: number;
}

/** Rows that a step is expected to give. */
export interface ForeseenStep {
  readonly rows: number;
  readonly types: readonly { readonly name: string; readonly type: ColumnType }[];
  /** Of columns that repeat a source's. */
  readonly columns: Readonly<Record<string, ForeseenColumn>>;
}

export interface ForeseenScan {
  readonly source: string;
  readonly table: string;
  readonly rows: number;
  readonly calls: number;
  /** Whether all rows of the table are known, and not a part of them or none. */
  readonly isExact: boolean;
}

/** Rows that a query of the run will have read before, and that answer others. */
export interface ForeseenRead {
  readonly table: string;
  readonly columns: readonly string[];
  readonly filter: Predicate | undefined;
  readonly rows: readonly number[];
}

export interface ForeseeOptions extends Pick<RunOptions, "parameters" | "access" | "policy" | "context" | "signal"> {
  readonly steps: Readonly<Record<string, ForeseenStep>>;
  readonly statistics: Statistics;
  /** Of queries of the same run before this one; what it reads itself is added. */
  readonly before: ForeseenRead[];
  /** Column that tells the rows of the result apart. */
  readonly key?: string;
}

export interface Foreseen {
  readonly scans: readonly ForeseenScan[];
  /** What comes out, as far as it can be told. */
  readonly step: ForeseenStep;
}
