// Columns as they land: cells side by side in the form that DuckDB's vectors have, so that nobody makes a JavaScript
// value of a cell that nobody looks at.
import type { ColumnType } from "../../../catalog/index.ts";
import { decimalOf } from "../values.ts";

/** A column of a batch, packed. */
export interface PackedColumn {
  readonly type: ColumnType;
  /** Bit `i % 8` of byte `i / 8` is 1 where cell `i` is not NULL; whole 64-bit words. Absent: no cell is NULL. */
  readonly valid?: Uint8Array;
  /**
   * Of fixed width (see `widthOf`): the cells, little-endian; a date is days since 1970, a timestamp microseconds since
   * 1970 (UTC), both with `endless` numbers for infinity, a decimal its unscaled integer. Of text: the UTF-8 of all cells. NULL cells hold anything, or no text.
   */
  readonly data: Uint8Array;
  /** Of text: where each cell begins in `data`, and where the last ends (one more than there are rows). */
  readonly offsets?: Uint32Array;
}

/** Bytes of a cell in DuckDB's vectors; 0 for text, which has none of its own. */
export const widthOf = (type: ColumnType): number => {
  switch (type) {
    case "boolean":
      return 1;
    case "int32":
    case "date":
      return 4;
    case "int64":
    case "double":
    case "timestamp":
    case "timestamptz":
      return 8;
    case "varchar":
    case "json":
      return 0;
    default: {
      const { precision } = decimalOf(type) ?? { precision: 38 };
      return precision <= 4 ? 2 : precision <= 9 ? 4 : precision <= 18 ? 8 : 16;
    }
  }
};

/** Bytes that the bitmap of so many cells takes. */
export const bitmapBytes = (rows: number): number => Math.ceil(rows / 64) * 8;

/** Whether cell `row` is there. */
export const isPresent = ({ valid }: PackedColumn, row: number): boolean =>
  valid === undefined || ((valid[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;

/** First and last day that ISO 8601 writes with four digits, in days since 1970: years 1 to 9999. */
export const firstDay = -719_162;
export const lastDay = 2_932_896;

/** What stands for infinity, and negated for minus infinity, in DuckDB's dates and timestamps. */
export const endless = { date: 2 ** 31 - 1, timestamp: 2n ** 63n - 1n } as const;
