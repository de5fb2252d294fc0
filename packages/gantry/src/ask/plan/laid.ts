// What a plan comes to before it is a document.
import type { ColumnView } from "../../flow/index.ts";
import type { Select } from "./sql.ts";

/** A query with what is shown of it. */
export interface Laid {
  readonly rows: Select;
  readonly columns: readonly ColumnView[];
  /** Columns of a chart. */
  readonly chart?: {
    readonly x: string;
    readonly y: readonly string[];
    readonly line: boolean;
    readonly series?: string;
  };
}

/** The column that tells rows apart; not shown. */
export const rowKey = "row";
