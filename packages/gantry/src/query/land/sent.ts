// Rows as a source sent them, as rows of a result: where nothing is left to do, no database has to do it.
import type { Cell, ColumnType, RelationColumn, Row } from "../../catalog/index.ts";
import { unpack, type PackedColumn, type Value } from "../../connect/kit/index.ts";
import type { ScanReport } from "../types.ts";

/** Rows that have landed in memory, by column. */
export interface LandedPart {
  readonly rows: number;
  readonly columns: readonly PackedColumn[];
}

/** Whether the source gave just the rows that were asked for, and nothing of the query is left. */
const isAll = ({ guarantee, kept, cached }: ScanReport): boolean =>
  guarantee === "exact" && kept.length === 0 && cached !== true;

/** A value in the form that cells have, as DuckDB writes it. */
const cellOf = (value: Value, type: ColumnType): Cell => {
  if (value === null) return null;
  if (type === "double") return Number.isFinite(value) ? Number(value) : null;
  if (type === "timestamp" || type === "timestamptz") return String(value).replace(/(\.\d*?)0+(?=Z?$)/u, "$1");
  return typeof value === "bigint" ? value.toString() : value;
};

/**
 * The rows of a result whose columns are `from` of the one scanned table, in their order. Undefined where a source left
 * something to do, or a column has a form of its own (JSON).
 */
export const sentRows = (
  scans: readonly ScanReport[],
  parts: readonly LandedPart[],
  columns: readonly RelationColumn[],
  from: readonly string[],
): readonly Row[] | undefined => {
  const [scan, ...others] = scans;
  if (scan === undefined || others.length > 0 || !isAll(scan)) return undefined;
  const places = from.map((name) => scan.columns.indexOf(name));
  if (places.includes(-1) || columns.some(({ type }) => type === "json")) return undefined;
  return parts.flatMap(({ rows, columns: packed }) => {
    const cells = places.map((place, index) => {
      const column = packed[place];
      const type = columns[index]?.type ?? "varchar";
      return column === undefined ? [] : unpack(column, rows).map((value) => cellOf(value, type));
    });
    return Array.from({ length: rows }, (_, row) =>
      Object.fromEntries(columns.map(({ name }, index) => [name, cells[index]?.[row] ?? null])),
    );
  });
};
