// Where a change feed stands: a value of the rising column, as text. Rows may come into sight a little late, by a
// transaction that took its time; so each look begins a little before, and rows that were seen are known by their key.
import type { ColumnType } from "../../catalog/index.ts";
import type { TypedValue } from "../../query/index.ts";

/** How far a look reaches back: seconds of times, steps of numbers. */
const overlap = { time: 60, number: 1000n } as const;

const isNumber = (type: ColumnType): boolean => type === "int32" || type === "int64";

/** In a form whose order as text is that of the times. */
const padded = (text: string): string => {
  const [, seconds = text, fraction = "", zone = ""] = /^(.{19})(?:\.(\d+))?(Z?)$/.exec(text) ?? [];
  return `${seconds}.${fraction.padEnd(6, "0")}${zone}`;
};

/** Whether `a` is further than `b`. */
export function isPast(type: ColumnType, a: string, b: string): boolean {
  return isNumber(type) ? BigInt(a) > BigInt(b) : padded(a) > padded(b);
}

/** From where on a look reads, having come to `position`. */
export function lookFrom(type: ColumnType, position: string): TypedValue {
  if (isNumber(type)) {
    const from = BigInt(position) - overlap.number;
    return { type, value: type === "int32" ? Number(from) : from };
  }
  const zone = type === "timestamptz" ? "Z" : "";
  const from = new Date(Date.parse(`${position.replace(/Z$/, "").slice(0, 19)}Z`) - overlap.time * 1000);
  return { type, value: `${from.toISOString().slice(0, 19)}${zone}` };
}
