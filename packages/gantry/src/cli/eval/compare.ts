// Whether a table holds the expected rows: each expected column is one of the table's, in every row.
import type { Block } from "@gantry/contract";
import type { Cells } from "./types.ts";

/** How rows are compared. */
export interface Comparing {
  readonly ordered?: boolean;
  readonly decimals?: number;
}

/** Numbers to nine digits or so many decimals, texts as they are: 64-bit integers and decimals cross the wire as text. */
const normal = (cell: unknown, decimals: number | undefined): string => {
  if (cell === null || cell === undefined) return "∅";
  if (typeof cell === "boolean") return String(cell);
  const text = typeof cell === "string" ? cell : JSON.stringify(cell);
  if (/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text)) {
    // Ids and case numbers begin with zeros, which tell.
    if (/^-?0\d/.test(text)) return text;
    const number = Number(text);
    const rounded = decimals === undefined ? number.toPrecision(9) : number.toFixed(decimals);
    return Number(rounded) === 0 ? "0" : rounded;
  }
  return text;
};

const counted = (values: readonly string[]): string => [...values].sort().join("\u0001");

/** Assigns a column of the table to each expected one so that whole rows match; `ordered` by the last expected column. */
const fits = (
  wanted: readonly (readonly string[])[],
  found: readonly (readonly string[])[],
  ordered: boolean,
): boolean => {
  if (wanted.length !== found.length) return false;
  if (wanted.length === 0) return true;
  const columnsOf = (rows: readonly (readonly string[])[], at: number): readonly string[] =>
    rows.map((row) => row[at] ?? "∅");
  const width = wanted[0]?.length ?? 0;
  const candidates = Array.from({ length: width }, (_, at) => {
    const own = counted(columnsOf(wanted, at));
    return (found[0] ?? []).flatMap((_, other) => (counted(columnsOf(found, other)) === own ? [other] : []));
  });
  const target = counted(wanted.map((row) => row.join("\u0002")));
  const search = (chosen: readonly number[]): boolean => {
    if (chosen.length < width)
      return (candidates[chosen.length] ?? []).some((it) => !chosen.includes(it) && search([...chosen, it]));
    const picked = found.map((row) => chosen.map((at) => row[at] ?? "∅"));
    if (counted(picked.map((row) => row.join("\u0002"))) !== target) return false;
    if (!ordered) return true;
    const last = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.at(-1)).join("\u0001");
    return last(picked) === last(wanted);
  };
  return search([]);
};

export const holdsRows = (wanted: Cells, found: Cells, { ordered = false, decimals }: Comparing = {}): boolean => {
  const normalised = (cells: Cells): string[][] => cells.map((row) => row.map((cell) => normal(cell, decimals)));
  return fits(normalised(wanted), normalised(found), ordered);
};

/** A table's cells, row by row, the key last, which no column may show. */
export const cellsOf = (table: Extract<Block, { kind: "table" }>): Cells =>
  table.rows.map((row) => [...table.columns.map(({ name }) => row[name] ?? null), row["$key"] ?? null]);
