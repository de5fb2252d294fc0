// A waterfall: from one sum to another by the changes between them, each bar beginning where the one before ended.
import type { ChartSpec } from "@gantry/contract";
import { formatCell } from "../format.ts";
import { categoryAxis, grid, nothingToDraw, valueAxis } from "./axes.ts";
import { full, numberOf, short } from "./look.ts";
import type { ChartOption, ChartRow, Look } from "./look.ts";

interface Bar {
  readonly name: string;
  readonly value: number;
  readonly isSum: boolean;
  readonly low: number;
  readonly high: number;
}

/** Bars of the rows in their order; a row that is a sum begins on the ground. */
export function barsOf({ x, y: [axis], total = "" }: ChartSpec, rows: readonly ChartRow[]): readonly Bar[] {
  let level = 0;
  return rows.map((row) => {
    const value = numberOf(row[axis?.column ?? ""]) ?? 0;
    const isSum = row[total] === true;
    const begin = isSum ? 0 : level;
    level = begin + value;
    const name = formatCell(row[x.column], x.format);
    return { name, value, isSum, low: Math.min(begin, level), high: Math.max(begin, level) };
  });
}

export function waterfallOption(spec: ChartSpec, rows: readonly ChartRow[], look: Look): ChartOption {
  const [axis] = spec.y;
  if (axis === undefined || rows.length === 0) return nothingToDraw(look);
  const bars = barsOf(spec, rows);
  const label = ({ isSum, value }: Bar): string => `${!isSum && value > 0 ? "+" : ""}${short(value, axis)}`;
  // ECharts stacks what is above zero and what is below apart: each bar has a part of either, on an unseen one.
  const parts = (of: (bar: Bar) => number, look: (bar: Bar) => object): object => ({
    type: "bar",
    stack: "all",
    barWidth: "62%",
    data: bars.map((bar) => ({ value: of(bar), ...look(bar) })),
  });
  const unseen = { itemStyle: { color: "transparent" }, tooltip: { show: false }, silent: true };
  const above = (bar: Bar): number => Math.max(bar.high, 0) - Math.max(bar.low, 0);
  const below = (bar: Bar): number => Math.min(bar.low, 0) - Math.min(bar.high, 0);
  const colourOf = (bar: Bar): string => (bar.isSum ? look.sum : bar.value < 0 ? look.fall : look.rise);
  const seen = (isAbove: boolean) => (bar: Bar) => ({
    // A rim, so that the least of changes is seen.
    itemStyle: {
      color: colourOf(bar),
      borderColor: colourOf(bar),
      borderWidth: (isAbove ? above(bar) : below(bar)) === 0 ? 0 : 1,
    },
    label: {
      show: bars.length <= 20 && above(bar) >= -below(bar) === isAbove,
      position: isAbove ? "top" : "bottom",
      color: look.ink,
      formatter: label(bar),
    },
  });
  return {
    grid: grid(28),
    tooltip: { trigger: "item", valueFormatter: (value: unknown) => full(value, axis) },
    xAxis: categoryAxis(
      bars.map(({ name }) => name),
      look,
    ),
    // Figures below the lowest bar need room above the names.
    yAxis: { ...valueAxis(axis, look), boundaryGap: [bars.some((it) => it.low < 0) ? "12%" : 0, "6%"] },
    series: [
      parts(
        ({ low }) => Math.max(low, 0),
        () => unseen,
      ),
      parts(above, seen(true)),
      parts(
        ({ high }) => Math.min(high, 0),
        () => unseen,
      ),
      parts(below, seen(false)),
    ],
  };
}
