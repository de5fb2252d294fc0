// A heat map: one coloured field where a line and a column meet. Values on both sides of zero get a colour for each side.
import type { ChartSpec } from "@gantry/contract";
import { formatCell } from "../format.ts";
import { categoryAxis, grid, nothingToDraw, unitOf } from "./axes.ts";
import { distinct, full, numberOf, short } from "./look.ts";
import type { ChartOption, ChartRow, Look } from "./look.ts";
import { scaleOf } from "./scale.ts";

export function heatMapOption({ x, y, value }: ChartSpec, rows: readonly ChartRow[], look: Look): ChartOption {
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
  if (fields.length === 0) return nothingToDraw(look);
  const { visualMap, inkOn, isSigned } = scaleOf(
    fields.map(([, , number = 0]) => number),
    look,
  );
  return {
    grid: grid(value.unit === undefined ? 12 : 28),
    tooltip: { valueFormatter: (it: unknown) => full(it, value) },
    xAxis: { ...categoryAxis(columns, look), splitArea: { show: false } },
    yAxis: { ...categoryAxis(names, look, false), ...unitOf(value, look) },
    visualMap,
    series: [
      {
        type: "heatmap",
        name: value.title,
        data: fields.map((field) => ({
          value: field,
          label: { color: inkOn(field[2] ?? 0) },
        })),
        label: {
          // Fields too narrow for figures are colour alone.
          show: columns.length <= 24,
          formatter: ({ value: field }: { readonly value: readonly number[] }) => {
            const number = field[2] ?? 0;
            return `${isSigned && number > 0 ? "+" : ""}${short(number, value)}`;
          },
        },
        itemStyle: { borderColor: look.ground, borderWidth: 2 },
      },
    ],
  };
}
