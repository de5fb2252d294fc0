// How all charts look, on light ground and on dark: colours that are told apart by those who see few, and numbers short enough
// for an axis.
import type { ChartAxis, Scalar } from "@gantry/contract";
import { formatCell } from "../format.ts";

export type ChartRow = Readonly<Record<string, Scalar>>;

/** An option for ECharts, which takes far more than we give. */
export type ChartOption = Readonly<Record<string, unknown>>;

export type ChartTheme = "light" | "dark";

export interface Look {
  readonly ink: string;
  readonly faint: string;
  /** Lines behind the plot. */
  readonly line: string;
  readonly ground: string;
  readonly colours: readonly string[];
  /** What the others are compared with. */
  readonly muted: string;
  readonly rise: string;
  readonly fall: string;
  readonly sum: string;
  /** The least of a scale of one colour, and the middle of one of two. */
  readonly least: string;
  readonly middle: string;
  /** What is named and has no value. */
  readonly empty: string;
  /** Ink on fields of the strongest colours. */
  readonly inverse: string;
}

const light: Look = {
  ink: "#1c2b26",
  faint: "#5f6f69",
  line: "#dfe5e2",
  ground: "#ffffff",
  colours: ["#1d6b57", "#c98a1b", "#36587f", "#a23b3b", "#7a5c99", "#5b8c2a", "#b0668a", "#3d8f9e"],
  muted: "#a9b4af",
  rise: "#1d6b57",
  fall: "#a23b3b",
  sum: "#36587f",
  least: "#e3eeea",
  middle: "#f6f4ef",
  empty: "#eef1ef",
  inverse: "#ffffff",
};

const dark: Look = {
  ink: "#e4ebe8",
  faint: "#9aaaa4",
  line: "#2f3d38",
  ground: "#16201d",
  colours: ["#4fb897", "#e2ad4d", "#7fa9d9", "#e07f7f", "#b59cd3", "#98c768", "#de9cbd", "#74c5d4"],
  muted: "#6f7f79",
  rise: "#4fb897",
  fall: "#e07f7f",
  sum: "#7fa9d9",
  least: "#22362f",
  middle: "#2a3531",
  empty: "#1f2a26",
  inverse: "#0f1714",
};

export const lookOf = (theme: ChartTheme): Look => (theme === "dark" ? dark : light);

const compact = new Intl.NumberFormat("en-GB", { notation: "compact", maximumSignificantDigits: 3 });

/** Decimals come as strings; null where there is no number. */
export const numberOf = (cell: Scalar | undefined): number | null => {
  if (cell === null || cell === undefined || cell === "" || typeof cell === "boolean") return null;
  const number = Number(cell);
  return Number.isFinite(number) ? number : null;
};

/** A value as an axis or a label says it: "1.24M", "43%". */
export const short = (value: number, { format, unit }: ChartAxis): string =>
  format === "currency" || (format === "number" && Math.abs(value) >= 10_000)
    ? compact.format(value).replace(/^-/, "−")
    : formatCell(value, format, unit);

/** The same in full, for a tooltip. */
export const full = (value: unknown, { format, unit }: ChartAxis): string =>
  formatCell(typeof value === "number" || typeof value === "string" ? value : null, format, unit);

/** The values of a column, each once, in the order of the rows. */
export const distinct = (
  rows: readonly ChartRow[],
  { column, format }: Pick<ChartAxis, "column" | "format">,
): string[] => [...new Set(rows.map((row) => formatCell(row[column], format)))];
