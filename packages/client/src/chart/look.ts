// How all charts look: colours that are told apart by those who see few, ink, and numbers short enough for an axis.
import type { ChartAxis, Scalar } from "@gantry/contract";
import { formatCell } from "../format.ts";

export type ChartRow = Readonly<Record<string, Scalar>>;

/** An option for ECharts, which takes far more than we give. */
export type ChartOption = Readonly<Record<string, unknown>>;

export const ink = "#1c2b26";
export const faint = "#5f6f69";
export const ground = "#dfe5e2";
export const colours = ["#1d6b57", "#c98a1b", "#36587f", "#a23b3b", "#7a5c99", "#5b8c2a", "#b0668a", "#3d8f9e"];
/** What the others are compared with. */
export const muted = "#a9b4af";
export const [rise, fall, sum] = ["#1d6b57", "#a23b3b", "#36587f"];

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

/** What an axis counts in, where its values don't say: "EUR". */
export const unitOf = ({ format, unit }: ChartAxis): ChartOption =>
  format !== "currency" || unit === undefined
    ? {}
    : {
        name: unit,
        nameLocation: "end",
        nameGap: 10,
        nameTextStyle: { color: faint, align: "right", padding: [0, 6, 0, 0] },
      };

export const valueAxis = (axis: ChartAxis): ChartOption => ({
  type: "value",
  ...unitOf(axis),
  axisLabel: { color: faint, hideOverlap: true, formatter: (value: number) => short(value, axis) },
  splitLine: { lineStyle: { color: ground } },
});

export const categoryAxis = (data: readonly string[], wrapAt?: number): ChartOption => ({
  type: "category",
  data,
  axisTick: { show: false },
  axisLine: { lineStyle: { color: muted } },
  axisLabel: {
    color: ink,
    ...(wrapAt === undefined ? {} : { interval: 0, width: wrapAt, overflow: "break", fontSize: 11, lineHeight: 13 }),
  },
});

/** Room for what stands around the plot; labels of the axes make their own. */
export const grid = (top: number, right = 24): ChartOption => ({
  left: 8,
  right,
  top,
  bottom: 8,
  outerBoundsMode: "same",
  outerBoundsContain: "axisLabel",
});

/** The values of a column, each once, in the order of the rows. */
export const distinct = (
  rows: readonly ChartRow[],
  { column, format }: Pick<ChartAxis, "column" | "format">,
): string[] => [...new Set(rows.map((row) => formatCell(row[column], format)))];
