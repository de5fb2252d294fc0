import type { ChartSpec, ColumnFormat, Scalar } from "@gantry/contract";
import { formatCell } from "@gantry/client";

/** ECharts' option for a chart spec; pure, so that it can be tested. */
export function chartOption(
  spec: ChartSpec,
  rows: readonly Readonly<Record<string, Scalar>>[],
): Record<string, unknown> {
  const ordered = spec.horizontal ? rows.toReversed() : rows;
  const format = spec.y[0]?.format ?? "number";
  const categories = {
    type: "category",
    data: ordered.map((row) => formatCell(row[spec.x.column], spec.x.format)),
    axisTick: { show: false },
  };
  const values = {
    type: "value",
    axisLabel: { formatter: (value: number) => formatCell(value, format) },
    ...(format === "percent" ? { min: 0, max: 1 } : {}),
  };
  return {
    animation: false,
    grid: { left: 8, right: 24, top: spec.y.length > 1 ? 32 : 8, bottom: 8, containLabel: true },
    tooltip: { trigger: "axis", valueFormatter: (value: Scalar) => formatCell(value, format) },
    ...(spec.y.length > 1 ? { legend: { top: 0, left: 0 } } : {}),
    xAxis: spec.horizontal ? values : categories,
    yAxis: spec.horizontal ? categories : values,
    series: spec.y.map((axis, index) => ({
      name: axis.title,
      type: spec.type === "area" ? "line" : spec.type,
      ...(spec.type === "area" ? { areaStyle: { opacity: 0.2 } } : {}),
      data: ordered.map((row) => row[axis.column] ?? null),
      itemStyle: { color: palette[index % palette.length] },
      barMaxWidth: 16,
      label: { show: spec.horizontal === true, position: "right", formatter: label(axis.format) },
    })),
  };
}

const palette = ["#1d6b57", "#c98a1b", "#36587f", "#a23b3b"];

const label =
  (format: ColumnFormat) =>
  ({ value }: { value: Scalar }): string =>
    formatCell(value, format);
