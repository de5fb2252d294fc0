// Rows as series: one a column, or one a value of the column that splits the rows.
import type { ChartAxis, ChartSpec } from "@gantry/contract";
import { formatCell } from "../format.ts";
import { distinct, numberOf } from "./look.ts";
import type { ChartRow } from "./look.ts";

interface Part {
  readonly title: string;
  readonly axis: ChartAxis;
  readonly rows: readonly ChartRow[];
}

export interface Series<Value> {
  readonly title: string;
  readonly axis: ChartAxis;
  readonly values: readonly Value[];
}

function partsOf({ y, series }: ChartSpec, rows: readonly ChartRow[]): readonly Part[] {
  const [first] = y;
  if (series === undefined || first === undefined) return y.map((axis) => ({ title: axis.title, axis, rows }));
  return distinct(rows, { column: series, format: "text" }).map((title) => ({
    title,
    axis: first,
    rows: rows.filter((row) => formatCell(row[series], "text") === title),
  }));
}

/** A value for each category; null where nothing is told of it. */
export const byCategory = (
  spec: ChartSpec,
  rows: readonly ChartRow[],
  categories: readonly string[],
): readonly Series<number | null>[] =>
  partsOf(spec, rows).map(({ title, axis, rows: own }) => {
    const values = new Map(
      own.map((row) => [formatCell(row[spec.x.column], spec.x.format), numberOf(row[axis.column])]),
    );
    return { title, axis, values: categories.map((category) => values.get(category) ?? null) };
  });

/** Points by their two values, from left to right. */
export const byPoint = (spec: ChartSpec, rows: readonly ChartRow[]): readonly Series<readonly [number, number]>[] =>
  partsOf(spec, rows).map(({ title, axis, rows: own }) => {
    const points = own.flatMap((row): (readonly [number, number])[] => {
      const [along, up] = [numberOf(row[spec.x.column]), numberOf(row[axis.column])];
      return along === null || up === null ? [] : [[along, up]];
    });
    return { title, axis, values: points.sort(([a], [b]) => a - b) };
  });
