// Bars, lines, areas and points, over names side by side or along an axis that measures; a line may stand in a band.
import type { ChartAxis, ChartSpec } from "@gantry/contract";
import { formatCell } from "../format.ts";
import {
  categoryAxis,
  grid,
  isMeasured,
  measuredAxis,
  nothingToDraw,
  shareBounds,
  unitBelow,
  valueAxis,
} from "./axes.ts";
import { distinct, full, numberOf, short } from "./look.ts";
import type { ChartOption, ChartRow, Look } from "./look.ts";
import { byCategory, byPoint } from "./series.ts";
import type { Series } from "./series.ts";

type Value = number | null | readonly [number, number];

/** From here on a line is drawn without its points. */
const dense = 30;

/** A listed bar's figure stands where the bar ends. */
const beside = (value: Value): ChartOption => ({
  value,
  label: { position: (upOf(value) ?? 0) < 0 ? "left" : "right" },
});

const upOf = (value: Value): number | null => (typeof value === "object" && value !== null ? value[1] : value);

function lineLook({ axis, values }: Series<Value>, isArea: boolean): ChartOption {
  const isMuted = axis.muted === true;
  const count = values.filter((it) => it !== null).length;
  return {
    symbol: "circle",
    symbolSize: isMuted ? 5 : 7,
    showSymbol: count < dense,
    lineStyle: { width: isMuted ? 1.5 : count < dense ? 2.5 : 2, type: isMuted ? "dashed" : "solid" },
    ...(isArea && !isMuted ? { areaStyle: { opacity: 0.2 } } : {}),
  };
}

/** The band as two stacked lines without ink: what is below it, and the filled rest. */
function bandOf(
  { band, x }: ChartSpec,
  rows: readonly ChartRow[],
  categories: readonly string[],
  look: Look,
): ChartOption[] {
  if (band === undefined) return [];
  const limits = new Map(
    rows.map((row) => [formatCell(row[x.column], x.format), [numberOf(row[band.low]), numberOf(row[band.high])]]),
  );
  const part = (name: string, of: (low: number, high: number) => number, opacity: number): ChartOption => ({
    name,
    type: "line",
    stack: "band",
    // Below zero too: the second part stands on the first, whatever their signs.
    stackStrategy: "all",
    silent: true,
    symbol: "none",
    tooltip: { show: false },
    lineStyle: { opacity: 0 },
    itemStyle: { color: look.colours[0], opacity: 0.35 },
    areaStyle: { color: look.colours[0], opacity },
    data: categories.map((category) => {
      const [low = null, high = null] = limits.get(category) ?? [];
      return low === null || high === null ? null : of(low, high);
    }),
  });
  return [part("", (low) => low, 0), part(band.title, (low, high) => high - low, 0.16)];
}

function shownBy(
  spec: ChartSpec,
  rows: readonly ChartRow[],
  categories: readonly string[] | null,
): readonly Series<Value>[] {
  return categories === null ? byPoint(spec, rows) : byCategory(spec, rows, categories);
}

export function plainOption(spec: ChartSpec, rows: readonly ChartRow[], look: Look): ChartOption {
  const isBar = spec.type === "bar";
  const isListed = isBar && spec.horizontal === true;
  const ordered = isListed ? rows.toReversed() : rows;
  const categories = !isBar && isMeasured(spec.x) ? null : distinct(ordered, spec.x);
  const series = shownBy(spec, ordered, categories);
  const numbers = series.flatMap((it) => it.values.flatMap((value) => upOf(value) ?? []));
  if (numbers.length === 0) return nothingToDraw(look);
  const axis: ChartAxis = spec.y[0] ?? { column: "", title: "", format: "number" };
  const values = { ...valueAxis(axis, look), ...(spec.stacked === true ? {} : shareBounds(axis, numbers)) };
  const along =
    categories === null
      ? {
          ...measuredAxis(spec.x, look),
          ...shareBounds(
            spec.x,
            rows.flatMap((row) => numberOf(row[spec.x.column]) ?? []),
          ),
        }
      : { ...categoryAxis(categories, look, !isListed), boundaryGap: isBar };
  const band = bandOf(spec, ordered, categories ?? [], look);
  const hasLegend = series.length + band.length > 1;
  let used = 0;
  return {
    grid: grid(hasLegend ? 44 : isListed ? 4 : 24, isListed ? 60 : 24, categories === null || isListed ? 30 : 8),
    tooltip: {
      trigger: categories === null ? "item" : "axis",
      // A point has two values: the second is told.
      valueFormatter: (value: unknown) => full(Array.isArray(value) ? value[1] : value, axis),
    },
    ...(hasLegend
      ? {
          legend: {
            type: "scroll",
            top: 0,
            left: 0,
            right: 0,
            itemHeight: 10,
            itemGap: 24,
            textStyle: { color: look.ink, width: 220, overflow: "truncate" },
            pageTextStyle: { color: look.faint },
            pageIconColor: look.faint,
            pageIconInactiveColor: look.line,
            data: [...series.map((it) => it.title), ...(spec.band === undefined ? [] : [spec.band.title])],
          },
        }
      : {}),
    xAxis: isListed ? { ...values, ...unitBelow(axis, look) } : along,
    yAxis: isListed ? along : values,
    series: [
      ...band,
      ...series.map((it) => ({
        name: it.title,
        type: spec.type === "area" ? "line" : spec.type,
        data: isListed ? it.values.map(beside) : it.values,
        itemStyle: { color: it.axis.muted === true ? look.muted : look.colours[used++ % look.colours.length] },
        ...(spec.type === "line" || spec.type === "area" ? lineLook(it, spec.type === "area") : {}),
        ...(spec.type === "scatter" ? { symbolSize: it.values.length > 200 ? 5 : 8 } : {}),
        ...(spec.stacked === true ? { stack: "all" } : {}),
        ...(isBar ? { barMaxWidth: isListed ? 16 : 36 } : {}),
        label: {
          show: isListed && spec.stacked !== true,
          color: look.ink,
          formatter: ({ value }: { readonly value: unknown }) =>
            typeof value === "number" ? short(value, it.axis) : "",
        },
      })),
    ],
  };
}
