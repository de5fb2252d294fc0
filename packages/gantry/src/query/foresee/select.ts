// Which rows of a sketch pass a filter.
import type { Comparison, Predicate } from "../../connect/kit/index.ts";
import { sharesOf } from "../plan/estimate.ts";
import type { Coder } from "./codes.ts";
import type { Sketch } from "./sketch.ts";

type Passes = (row: number) => boolean;

const outcomes: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  "=": (a, b) => a === b,
  "<>": (a, b) => a !== b && !Number.isNaN(a),
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

/** A share of the rows, the same ones each time. */
const some =
  (share: number): Passes =>
  (row) =>
    (Math.imul(row + 1, 2_654_435_761) >>> 0) / 2 ** 32 < share;

const compile = (filter: Predicate, { columns, total }: Pick<Sketch, "columns" | "total">, coder: Coder): Passes => {
  if ("args" in filter) {
    const args = filter.args.map((arg) => compile(arg, { columns, total }, coder));
    return filter.op === "and"
      ? (row) => args.every((passes) => passes(row))
      : (row) => args.some((passes) => passes(row));
  }
  const column = columns.get(filter.column);
  // Of what the sketch doesn't hold a part passes, nobody knows which.
  if (column === undefined) return some(sharesOf(filter, total));
  const { codes } = column;
  if ("values" in filter) {
    const wanted = new Set(filter.values.map((value) => coder.code(filter.type, value)));
    wanted.delete(Number.NaN);
    return (row) => wanted.has(codes[row] ?? Number.NaN);
  }
  if (!("value" in filter)) {
    const isNull = filter.op === "is null";
    return (row) => Number.isNaN(codes[row] ?? Number.NaN) === isNull;
  }
  const compare = outcomes[filter.op];
  const isText = filter.type === "varchar" && filter.op !== "=" && filter.op !== "<>";
  if (!isText) {
    const literal = coder.code(filter.type, filter.value);
    return (row) => compare(codes[row] ?? Number.NaN, literal);
  }
  const { order } = column;
  if (order === undefined || filter.value === null) return some(sharesOf(filter, total));
  const literal = coder.order(String(filter.value));
  return (row) => compare(order[row] ?? Number.NaN, literal);
};

/** The rows of the sketch, or of some of its rows, that pass. */
export const select = (
  sketch: Sketch,
  filter: Predicate | undefined,
  coder: Coder,
  among?: readonly number[],
): readonly number[] => {
  const rows = among ?? Array.from({ length: sketch.held }, (_, row) => row);
  return filter === undefined ? rows : rows.filter(compile(filter, sketch, coder));
};

/** Codes of a column in these rows; nothing where the sketch doesn't hold it. */
export const codesAt = (
  sketch: Sketch | undefined,
  column: string,
  rows: readonly number[],
): Float64Array | undefined => {
  const held = sketch?.columns.get(column)?.codes;
  return held && Float64Array.from(rows, (row) => held[row] ?? Number.NaN);
};
