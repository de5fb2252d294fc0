// A table in the terminal: headers broken into words, numbers to the right; lists, and columns for which there is no room,
// on lines of their own below the row.
import type { BlockColumn, Cell } from "@gantry/contract";
import { block, bold, dim, shorten, terminalWidth, together, wrap } from "./terminal.ts";

type Column = Pick<BlockColumn, "name" | "title" | "format" | "unit">;
type Row = Readonly<Record<string, Cell>>;

interface Laid {
  readonly column: Column;
  readonly header: readonly string[];
  readonly cells: readonly string[];
  readonly width: number;
}

const gap = "  ";
const narrowest = 14;
const mostReasons = 5;

export function printTable(columns: readonly Column[], rows: readonly Row[]): void {
  const lists = columns.filter((it) => it.format === "list");
  const laid = columns.filter((it) => it.format !== "list").map((column) => layOut(column, rows));
  const { beside, below } = fit(laid, terminalWidth() - gap.length);
  const height = Math.max(0, ...beside.map((it) => it.header.length));
  for (let line = 0; line < height; line += 1) {
    console.log(dim(lineOf(beside, (it) => it.header[line - height + it.header.length])));
  }
  const hasMore = below.length > 0 || lists.length > 0;
  for (const [index, row] of rows.entries()) {
    const text = lineOf(beside, (it) => it.cells[index]);
    console.log(hasMore ? bold(text) : text);
    const more = below.map(({ column, cells }) => together(`${column.title}: ${cells[index] ?? ""}`));
    if (more.length > 0) console.log(block(more.join(" · "), `${gap}  `));
    for (const column of lists) console.log(block(formatCell(row[column.name] ?? null, column, row), `${gap}  `));
  }
  console.log();
}

function layOut(column: Column, rows: readonly Row[]): Laid {
  const cells = rows.map((row) => formatCell(row[column.name] ?? null, column, row));
  return widthOf(column, cells, Math.max(1, ...cells.map((it) => it.length)));
}

function widthOf(column: Column, cells: readonly string[], wanted: number): Laid {
  const width = Math.max(wanted, ...column.title.split(" ").map((it) => it.length));
  return { column, width, header: wrap(column.title, width), cells: cells.map((it) => shorten(it, width)) };
}

const widthOfAll = (all: readonly Laid[]): number => all.reduce((sum, it) => sum + it.width + gap.length, -gap.length);

/** The first column says which row it is, so it stays whole; other texts give way, widest first, then the last columns go below. */
function fit(
  all: readonly Laid[],
  width: number,
): { readonly beside: readonly Laid[]; readonly below: readonly Laid[] } {
  const narrowed = [...all];
  for (let excess = widthOfAll(all) - width; excess > 0; excess = widthOfAll(narrowed) - width) {
    const texts = narrowed.filter((it, index) => index > 0 && !isNumeric(it.column) && it.width > narrowest);
    const widest = Math.max(0, ...texts.map((it) => it.width));
    const next = texts.filter((it) => it.width < widest).map((it) => it.width);
    const index = narrowed.findIndex((it) => texts.includes(it) && it.width === widest);
    const found = narrowed[index];
    if (!found) break;
    const to = Math.max(narrowest, widest - excess, Math.min(widest - 1, Math.max(0, ...next)));
    const laid = widthOf(found.column, found.cells, to);
    // Its title holds a longer word: it can't give way.
    if (laid.width >= widest) break;
    narrowed[index] = laid;
  }
  if (widthOfAll(narrowed) <= width) return { beside: narrowed, below: [] };
  let room = all.length;
  while (room > 1 && widthOfAll(all.slice(0, room)) > width) room -= 1;
  return { beside: all.slice(0, room), below: all.slice(room) };
}

const isNumeric = ({ format }: Column): boolean => ["number", "percent", "currency"].includes(format);

const lineOf = (laid: readonly Laid[], textOf: (it: Laid) => string | undefined): string => {
  const padded = laid.map((it) => {
    const text = textOf(it) ?? "";
    return isNumeric(it.column) ? text.padStart(it.width) : text.padEnd(it.width);
  });
  return `${gap}${padded.join(gap)}`.trimEnd();
};

/** A cell for people; `row` holds the unit of an amount where the column names one. Of many reasons, the first. */
export function formatCell(cell: Cell, { format, unit }: Pick<Column, "format" | "unit">, row: Row = {}): string {
  if (cell === null) return "–";
  if (Array.isArray(cell)) {
    const texts = cell.map((it) => (typeof it === "object" && it !== null ? it.text : String(it)));
    const rest = texts.length - mostReasons;
    return `${texts.slice(0, mostReasons).join("; ")}${rest > 0 ? `; and ${rest} more` : ""}`;
  }
  if (format === "percent" && typeof cell === "number") return `${Math.round(cell * 100)} %`;
  if (format === "currency" && !Number.isNaN(Number(cell))) {
    const currency = unit === undefined ? "" : (row[unit] ?? unit);
    return `${Math.round(Number(cell)).toLocaleString("en")} ${typeof currency === "string" ? currency : ""}`.trim();
  }
  if (format === "number" && !Number.isNaN(Number(cell))) return String(Math.round(Number(cell) * 100) / 100);
  return String(cell);
}
