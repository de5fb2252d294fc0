// Rows of a query as a table.
import type { QueryAnswer } from "@gantry/contract";

type Cell = QueryAnswer["rows"][number][string];

const textOf = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? "" : typeof cell === "object" ? JSON.stringify(cell) : String(cell);

const widest = 60;

/** In columns; a long text is cut. */
export const tableOf = ({ columns, rows }: QueryAnswer): string => {
  const cut = (text: string): string => {
    const line = text.replaceAll(/\s+/g, " ");
    return line.length > widest ? `${line.slice(0, widest - 1)}…` : line;
  };
  const texts = rows.map((row) => columns.map(({ name }) => cut(row[name] === null ? "–" : textOf(row[name]))));
  const widths = columns.map(({ name }, at) => Math.max(name.length, ...texts.map((line) => line[at]?.length ?? 0)));
  const isNumber = columns.map(({ type }) => /^(?:int|double|decimal)/.test(type));
  const lineOf = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => (isNumber[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join("  ")
      .trimEnd();
  return [
    lineOf(columns.map(({ name }) => name)),
    lineOf(widths.map((width) => "─".repeat(width))),
    ...texts.map(lineOf),
  ]
    .map((line) => `${line}\n`)
    .join("");
};
