// Rows as steps pass them on: plain JSON with a typed header.
import type { ColumnType } from "./types.ts";

/** JSON form of a cell: `int64` and `decimal` as strings, dates as ISO 8601 strings, `json` as the parsed value, the rest as JSON has it. */
export type Cell = null | boolean | number | string | readonly unknown[] | { readonly [name: string]: unknown };

export type Row = Readonly<Record<string, Cell>>;

export interface RelationColumn {
  readonly name: string;
  readonly type: ColumnType;
}

export interface Relation {
  readonly columns: readonly RelationColumn[];
  readonly rows: readonly Row[];
}
