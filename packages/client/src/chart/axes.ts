// Axes, and the room around a plot.
import type { ChartAxis } from "@gantry/contract";
import { short } from "./look.ts";
import type { ChartOption, Look } from "./look.ts";

/** What an axis counts in, where its values don't say: "EUR". */
export const unitOf = ({ format, unit }: ChartAxis, look: Look): ChartOption =>
  format !== "currency" || unit === undefined
    ? {}
    : {
        name: unit,
        nameLocation: "end",
        nameGap: 10,
        nameTextStyle: { color: look.faint, align: "right", padding: [0, 6, 0, 0] },
      };

/** The same below an axis along the bottom. */
export const unitBelow = (axis: ChartAxis, look: Look): ChartOption => ({
  ...unitOf(axis, look),
  nameLocation: "middle",
  nameGap: 24,
  nameTextStyle: { color: look.faint, align: "center" },
});

export const valueAxis = (axis: ChartAxis, look: Look): ChartOption => ({
  type: "value",
  ...unitOf(axis, look),
  axisLabel: { color: look.faint, hideOverlap: true, formatter: (value: number) => short(value, axis) },
  splitLine: { lineStyle: { color: look.line } },
});

/** A share is drawn from 0 to 1 where it is one; growth goes below zero and above one. */
export const shareBounds = ({ format }: ChartAxis, values: readonly number[]): ChartOption =>
  format === "percent" && values.length > 0 && values.every((it) => it >= 0 && it <= 1) ? { min: 0, max: 1 } : {};

/** Whether points stand by what the axis says, and not side by side. */
export const isMeasured = ({ format }: ChartAxis): boolean =>
  format === "number" || format === "percent" || format === "currency";

/** An axis along the bottom that measures, with its name below. */
export const measuredAxis = (axis: ChartAxis, look: Look): ChartOption => ({
  ...valueAxis(axis, look),
  scale: true,
  name: axis.unit === undefined ? axis.title : `${axis.title} (${axis.unit})`,
  nameLocation: "middle",
  nameGap: 26,
  nameTextStyle: { color: look.faint, align: "center" },
  splitLine: { show: false },
  axisLine: { show: true, lineStyle: { color: look.muted } },
});

/** From here on names below the bars are turned. */
const turnedFrom = 9;

/** Names along an axis, side by side (`across`) or listed: long ones are broken, turned or cut, and none is left out while there is room for all. */
export const categoryAxis = (data: readonly string[], look: Look, across = true): ChartOption => {
  const longest = Math.max(0, ...data.map((it) => it.length));
  const place = across
    ? longest * data.length <= 90 || data.length > 40
      ? {}
      : data.length < turnedFrom
        ? { interval: 0, width: Math.floor(640 / data.length), overflow: "break", fontSize: 11, lineHeight: 13 }
        : { interval: 0, rotate: 40, width: 130, overflow: "truncate", fontSize: 11 }
    : { width: 200, overflow: "truncate" };
  return {
    type: "category",
    data,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: look.muted } },
    axisLabel: { color: look.ink, ...place },
  };
};

/** Room for what stands around the plot; labels of the axes make their own. */
export const grid = (top: number, right = 24, bottom = 8): ChartOption => ({
  left: 16,
  right,
  top,
  bottom,
  outerBoundsMode: "same",
  outerBoundsContain: "axisLabel",
});

/** Said in the middle where there is nothing to draw. */
export const nothingToDraw = (look: Look): ChartOption => ({
  title: {
    text: "no values",
    left: "center",
    top: "middle",
    textStyle: { color: look.faint, fontSize: 13, fontWeight: 400 },
  },
});
