// Blocks of an answer as they stand in a mail: as HTML, and as plain text from the same words.
import { chartFact, counted, formatCell } from "@gantry/client";
import { chartColumns } from "@gantry/contract";
import type { Block, BlockColumn, Cell, ChartBlock, ColumnFormat, TableBlock } from "@gantry/contract";
import type { z } from "zod";
import { chartPngIfDrawn } from "../../model/index.ts";
import { bars, drawing, drawingWidth, heading, paragraph, table } from "./markup.ts";
import type { Bar, Column, Line } from "./markup.ts";

type Table = z.infer<typeof TableBlock>;
type Chart = z.infer<typeof ChartBlock>;
type Row = Readonly<Record<string, Cell>>;

export interface Piece {
  readonly html: string;
  readonly text: string;
}

/** What is said of the row with a key. */
export type MarkOf = (key: string) => "new" | "changed" | undefined;

/** More rows are read in the console. */
const mostRows = 30;
/** More columns don't fit a mail's width; the plain text has them all. */
const mostColumns = 6;

/** Of a list, so many: the first are those that matter most. */
const mostItems = 3;

/**
 * Undefined where it has nothing to show by mail. What waits for a decision is counted, never carried.
 *
 * @param tabled steps whose rows stand in a table of the same mail
 */
export async function pieceOf(
  block: Block,
  tabled: ReadonlySet<string>,
  markOf: MarkOf = () => undefined,
): Promise<Piece | undefined> {
  switch (block.kind) {
    case "text":
      return block.text === "" ? leftOut : textPiece(block.text, block.flags ?? []);
    case "metric": {
      const value = formatCell(block.value, block.format);
      return {
        html: paragraph(block.title, { soft: true }) + paragraph(value, { size: 22, bold: true }),
        text: `${block.title}: ${value}`,
      };
    }
    case "table":
      return tablePiece(block, markOf);
    case "chart":
      return chartPiece(block, tabled.has(block.step));
    default:
      return undefined;
  }
}

const unsent = "A text is left out here: what a model wrote leaves only when somebody has approved it.";
const leftOut: Piece = { html: paragraph(unsent, { size: 13, soft: true }), text: unsent };

const textPiece = (text: string, flags: readonly string[]): Piece => ({
  html: [...flags.map((it) => paragraph(`Look at this: ${it}`, { soft: true })), paragraph(text)].join(""),
  text: [...flags.map((it) => `Look at this: ${it}`), text].join("\n\n"),
});

const isThere = ({ treatment }: BlockColumn): boolean => treatment !== "drop" && treatment !== "refuse";
const isNumeric = (format: ColumnFormat): boolean => ["number", "percent", "currency"].includes(format);

const headOf = ({ title, format }: { readonly title: string; readonly format: ColumnFormat }): Column => ({
  title,
  isNumber: isNumeric(format),
  isShort: isNumeric(format) || format === "date" || format === "datetime",
});

function tablePiece(block: Table, markOf: MarkOf): Piece {
  const { title, columns, rows } = block;
  const there = columns.filter(isThere);
  const lists = there.filter(({ format }) => format === "list");
  const plain = there.filter(({ format }) => format !== "list").slice(0, mostColumns);
  const marked = (row: Row): ReturnType<MarkOf> => markOf(typeof row["$key"] === "string" ? row["$key"] : "");
  // Where not all have room, what is new comes first.
  const [news, rest] = rows.length > mostRows ? split(rows, (row) => marked(row) !== undefined) : [[], rows];
  const shown = [...news, ...rest].slice(0, mostRows);
  const lines = shown.map((row): Line => {
    const below = lists.map((it) => cellText(row, it)).filter((it) => it !== "–" && it !== "");
    const mark = marked(row);
    return {
      ...(mark === undefined ? {} : { mark }),
      cells: plain.map((it) => cellText(row, it)),
      ...(below.length === 0 ? {} : { below: below.join(" · ") }),
    };
  });
  const notes = notesOf(block, there);
  const [first, ...others] = there;
  const texts = shown.map((row) =>
    [
      `* ${first === undefined ? "" : cellText(row, first)}${marked(row) === undefined ? "" : ` (${marked(row)})`}`,
      ...others.map((it) => `  ${it.title}: ${cellText(row, it)}`),
    ].join("\n"),
  );
  const empty = rows.length === 0 ? ["There is none."] : [];
  const heads = plain.map(headOf);
  return {
    html: [
      heading(`${title} (${rows.length})`),
      rows.length === 0 ? "" : table(heads, lines),
      ...[...empty, ...notes].map((it) => paragraph(it, { size: 13, soft: true })),
    ].join(""),
    text: [underlined(`${title} (${rows.length})`), ...empty, ...texts, ...notes].join("\n\n"),
  };
}

const split = <T>(all: readonly T[], is: (it: T) => boolean): readonly [readonly T[], readonly T[]] => [
  all.filter(is),
  all.filter((it) => !is(it)),
];

function notesOf({ columns, rows }: Table, there: readonly BlockColumn[]): readonly string[] {
  const rest = rows.length - mostRows;
  const away = columns.filter((it) => !there.includes(it)).map((it) => it.title);
  return [
    ...(rest > 0 ? [`${counted(rest, "more row")} in the console.`] : []),
    ...(away.length > 0 ? [`Not by mail: ${away.join(", ")}.`] : []),
  ];
}

function cellText(row: Row, { name, format, unit }: Pick<BlockColumn, "name" | "format" | "unit">): string {
  const code = unit === undefined ? undefined : row[unit];
  const cell = row[name];
  const shown = Array.isArray(cell) ? cell.slice(0, mostItems) : cell;
  return formatCell(shown, format, typeof code === "string" ? code : unit);
}

/** One row of bars is drawn with cells, which every mail reader shows; the rest as a drawing, with its numbers below. */
async function chartPiece(block: Chart, isTabled: boolean): Promise<Piece | undefined> {
  const { spec, rows } = block;
  if (rows.length === 0) return undefined;
  const columns = chartColumns(spec);
  const axes = [spec.x, ...spec.y, ...(spec.value ? [spec.value] : [])];
  // A series is named by its cells.
  const series = spec.series === undefined ? [] : [{ column: spec.series, title: "", format: "text" } as const];
  const heads = [...axes, ...series].filter((it) => columns.includes(it.column));
  const text = (row: Row, { column, ...more }: (typeof axes)[number]): string =>
    cellText(row, { ...more, name: column });
  const lines = rows.map((row) => ({ cells: heads.map((it) => text(row, it)) }));
  const plain = [
    underlined(spec.title),
    ...lines.map(({ cells: [name = "", ...values] }) => `* ${name}: ${values.join("; ")}`),
  ].join("\n");
  const simple = barsOf(block, text);
  if (simple !== undefined) return { html: heading(spec.title) + bars(simple), text: plain };
  const numbers = table(heads.map(headOf), lines.slice(0, mostRows));
  const png = await chartPngIfDrawn(block, { width: drawingWidth });
  const drawn = png === undefined ? heading(spec.title) : drawing(png, chartFact(block));
  return { html: drawn + (isTabled ? "" : numbers), text: plain };
}

function barsOf(
  { spec, rows }: Chart,
  text: (row: Row, axis: Chart["spec"]["x"]) => string,
): readonly Bar[] | undefined {
  const [y, ...others] = spec.y;
  if (spec.type !== "bar" || y === undefined || others.length > 0 || spec.series !== undefined) return undefined;
  const numbers = rows.map((row) => Number(row[y.column] ?? 0));
  if (rows.length > mostRows || numbers.some((it) => Number.isNaN(it) || it < 0)) return undefined;
  const longest = Math.max(...numbers, Number.MIN_VALUE);
  return rows.map((row, index) => ({
    name: text(row, spec.x),
    value: text(row, y),
    share: (numbers[index] ?? 0) / longest,
  }));
}

const underlined = (title: string): string => `${title}\n${"-".repeat(title.length)}`;
