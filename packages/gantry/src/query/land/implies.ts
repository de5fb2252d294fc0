// Whether one filter lets through nothing that another doesn't. Sound, not complete: "no" may mean "not seen".
import { compareValues, type Predicate, type Value } from "../../connect/kit/index.ts";
import { isGroup } from "../plan/predicate.ts";

type Leaf = Exclude<Predicate, { readonly op: "and" | "or" }>;
type Compared = Extract<Leaf, { readonly value: Value }>;
type Listed = Extract<Leaf, { readonly op: "in" }>;

const compare = (
  a: Leaf & { readonly type: Compared["type"] },
  left: Value,
  b: Compared | Listed,
  right: Value,
): number => compareValues(a.type, left, right, b.type);

/** Whether a row whose cell equals `value` passes `to`. */
const passes = (from: Compared | Listed, value: Value, to: Leaf): boolean => {
  if (value === null) return true; // never equals anything: no such row
  if ("values" in to) return to.values.some((other) => other !== null && compare(from, value, to, other) === 0);
  if (!("value" in to)) return to.op === "is not null";
  if (to.value === null) return false;
  const order = compare(from, value, to, to.value);
  switch (to.op) {
    case "=":
      return order === 0;
    case "<>":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
};

const leafImplies = (from: Leaf, to: Leaf): boolean => {
  if (from.column !== to.column) return false;
  if (!("value" in from) && !("values" in from)) return from.op === to.op;
  // The same condition, whatever order its type has.
  if ("value" in from && "value" in to && from.op === to.op && from.type === to.type && from.value === to.value)
    return true;
  // Infinity and NaN have an order of their own.
  if (from.type === "double" && to.op !== "is not null") return false;
  if ("values" in from) return from.values.every((value) => passes(from, value, to));
  if (to.op === "is not null") return true;
  if (from.op === "=") return passes(from, from.value, to);
  if (!("value" in to) || from.value === null || to.value === null) return false;
  const order = compare(from, from.value, to, to.value);
  switch (from.op) {
    case "<>":
      return to.op === "<>" && order === 0;
    case "<":
      return (to.op === "<" && order <= 0) || ((to.op === "<=" || to.op === "<>") && order <= 0);
    case "<=":
      return (to.op === "<=" && order <= 0) || ((to.op === "<" || to.op === "<>") && order < 0);
    case ">":
      return (to.op === ">" && order >= 0) || ((to.op === ">=" || to.op === "<>") && order >= 0);
    case ">=":
      return (to.op === ">=" && order >= 0) || ((to.op === ">" || to.op === "<>") && order > 0);
    default:
      return false;
  }
};

/** Whether every row that passes `from` passes `to`. No filter (`undefined`) lets everything through. */
export const implies = (from: Predicate | undefined, to: Predicate | undefined): boolean => {
  if (to === undefined) return true;
  if (from === undefined) return false;
  if (to.op === "and") return to.args.every((arg) => implies(from, arg));
  if (from.op === "or") return from.args.every((arg) => implies(arg, to));
  if (to.op === "or" && to.args.some((arg) => implies(from, arg))) return true;
  if (from.op === "and") return from.args.some((arg) => implies(arg, to));
  return !isGroup(from) && !isGroup(to) && leafImplies(from, to);
};
