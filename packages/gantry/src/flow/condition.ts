// A step's `when` as a query: one row, one column that says whether the step runs.
import type { Shape } from "./types.ts";

/** The condition stands on lines of its own, so that a comment at its end ends with it. */
export const conditionSql = (when: string): string => `select (\n${when}\n) as holds`;

/** The columns that a condition reads: all of them decide whether the step has rows. */
export const steeredBy = ({ columns, control }: Shape): readonly string[] => [
  ...new Set([...columns.flatMap((it) => Object.keys(it.sources)), ...control]),
];

export const withControl = (shape: Shape, more: Iterable<string>): Shape => ({
  ...shape,
  control: [...new Set([...shape.control, ...more])].sort(),
});
