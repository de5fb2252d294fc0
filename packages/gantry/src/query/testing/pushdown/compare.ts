// Whether two answers are the same: as bags, or in order where the SQL gives one; floating point to twelve digits.
import type { RelationColumn, Row } from "../../../catalog/index.ts";

const rounded = (value: unknown): unknown => (typeof value === "number" ? Number(value.toPrecision(12)) : value);

const lines = (rows: readonly Row[], columns: readonly RelationColumn[]): readonly string[] =>
  rows.map((row) =>
    JSON.stringify(columns.map(({ name, type }) => (type === "double" ? rounded(row[name]) : row[name]))),
  );

export const isSameAnswer = (
  a: readonly Row[],
  b: readonly Row[],
  columns: readonly RelationColumn[],
  isOrdered: boolean,
): boolean => {
  const [left, right] = [lines(a, columns), lines(b, columns)].map((all) => (isOrdered ? all : all.toSorted()));
  return JSON.stringify(left) === JSON.stringify(right);
};
