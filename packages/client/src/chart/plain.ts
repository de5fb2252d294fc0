// Bars, lines, areas and points: one series a column, or one a value of the column that splits the rows.
import type { ChartAxis, ChartSpec } from "@gantry/contract";
import { formatCell } from "../format.ts";
import { categoryAxis, colours, distinct, full, grid, ink, muted, numberOf, short, valueAxis } from "./look.ts";
import type { ChartOption, ChartRow } from "./look.ts";

interface Series {
  readonly title: string;
  readonly axis: ChartAxis;
  /** By category. */
  readonly values: readonly (number | null)[];
}

/** Null where nothing is told of a category. */
function seriesOf({ x, y, series }: ChartSpec, rows: readonly ChartRow[], categories: readonly string[]): Series[] {
  const at = (some: readonly ChartRow[], axis: ChartAxis): (number | null)[] => {
    const values = new Map(some.map((row) => [formatCell(row[x.column], x.format), numberOf(row[axis.column])]));
    return categories.map((category) => values.get(category) ?? null);
  };
  const [first] = y;
  if (series === undefined || first === undefined)
    return y.map((axis) => ({ title: axis.title, axis, values: at(rows, axis) }));
  return distinct(rows, { column: series, format: "text" }).map((title) => {
    const own = rows.filter((row) => formatCell(row[series], "text") === title);
    return { title, axis: first, values: at(own, first) };
  });
}

export function plainOption(spec: ChartSpec, rows: readonly ChartRow[]): ChartOption {
  const ordered = spec.horizontal === true ? rows.toReversed() : rows;
  const categories = distinct(ordered, spec.x);
  const series = seriesOf(spec, ordered, categories);
  const axis: ChartAxis = spec.y[0] ?? { column: "", title: "", format: "number" };
  const along = categoryAxis(categories);
  const values = { ...valueAxis(axis), ...(axis.format === "percent" ? { min: 0, max: 1 } : {}) };
  const many = series.length > 1;
  const isBar = spec.type === "bar";
  let used = 0;
  return {
    grid: grid(many ? 44 : 24),
    tooltip: { trigger: "axis", valueFormatter: (value: unknown) => full(value, axis) },
    ...(many ? { legend: { top: 0, left: 0, itemHeight: 10, textStyle: { color: ink } } } : {}),
    xAxis: spec.horizontal === true ? values : { ...along, boundaryGap: isBar },
    yAxis: spec.horizontal === true ? along : values,
    series: series.map((it) => {
      const isMuted = it.axis.muted === true;
      const color = isMuted ? muted : colours[used++ % colours.length];
      const isLine = spec.type === "line" || spec.type === "area";
      return {
        name: it.title,
        type: spec.type === "area" ? "line" : spec.type,
        data: it.values,
        itemStyle: { color },
        ...(isLine
          ? { symbolSize: isMuted ? 5 : 7, lineStyle: { width: isMuted ? 2 : 3, type: isMuted ? "dashed" : "solid" } }
          : {}),
        ...(spec.type === "area" ? { areaStyle: { opacity: 0.2 } } : {}),
        ...(spec.stacked === true ? { stack: "all" } : {}),
        ...(isBar ? { barMaxWidth: spec.horizontal === true ? 16 : 36 } : {}),
        label: {
          show: spec.horizontal === true && spec.stacked !== true,
          position: "right",
          color: ink,
          formatter: ({ value }: { readonly value: unknown }) =>
            typeof value === "number" ? short(value, it.axis) : "",
        },
      };
    }),
  };
}
