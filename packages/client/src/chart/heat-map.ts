// A heat map: one coloured field where a line and a column meet. Values on both sides of zero get a colour for each side.
import type { ChartSpec } from "@gantry/contract";
import { formatCell } from "../format.ts";
import { categoryAxis, distinct, fall, full, grid, ink, numberOf, rise, short, unitOf } from "./look.ts";
import type { ChartOption, ChartRow } from "./look.ts";

export function heatMapOption({ x, y, value }: ChartSpec, rows: readonly ChartRow[]): ChartOption {
  const [lines] = y;
  // The contract has it that a heat map has both.
  if (lines === undefined || value === undefined) return {};
  const columns = distinct(rows, x);
  const names = distinct(rows, lines).toReversed();
  const fields = rows.flatMap((row) => {
    const number = numberOf(row[value.column]);
    const at = [
      columns.indexOf(formatCell(row[x.column], x.format)),
      names.indexOf(formatCell(row[lines.column], lines.format)),
    ];
    return number === null ? [] : [[...at, number]];
  });
  const numbers = fields.map(([, , number = 0]) => number);
  const most = Math.max(0, ...numbers.map(Math.abs));
  const isSigned = numbers.some((number) => number < 0);
  return {
    grid: grid(value.unit === undefined ? 12 : 28),
    tooltip: { valueFormatter: (it: unknown) => full(it, value) },
    xAxis: { ...categoryAxis(columns), splitArea: { show: false } },
    yAxis: { ...categoryAxis(names), ...unitOf(value) },
    visualMap: {
      show: false,
      min: isSigned ? -most : 0,
      max: most === 0 ? 1 : most,
      inRange: { color: isSigned ? [fall, "#f6f4ef", rise] : ["#f3f7f5", rise] },
    },
    series: [
      {
        type: "heatmap",
        name: value.title,
        data: fields.map((field) => ({
          value: field,
          // Dark fields need light figures.
          label: { color: Math.abs(field[2] ?? 0) > most * 0.75 ? "#ffffff" : ink },
        })),
        label: {
          show: true,
          formatter: ({ value: field }: { readonly value: readonly number[] }) => {
            const number = field[2] ?? 0;
            return `${isSigned && number > 0 ? "+" : ""}${short(number, value)}`;
          },
        },
        itemStyle: { borderColor: "#ffffff", borderWidth: 2 },
      },
    ],
  };
}
