// Of what sources could have been asked, how much they were asked. Counted by what the plans of the connectors say that
// the source evaluates.
import type { Column, Operator } from "../../../catalog/index.ts";
import { compareValues, type Predicate, type ScanPlan } from "../../../connect/kit/index.ts";
import { implies } from "../../land/implies.ts";
import { isGroup } from "../../plan/predicate.ts";
import type { JoinKey, PlainFilter } from "./maker.ts";
import type { RandomQuery } from "./query.ts";

export interface Share {
  pushable: number;
  pushed: number;
}

export interface Shares {
  readonly filters: Share;
  /** Join keys whose partner is limited itself, so that its keys can spare rows. */
  readonly keys: Share;
  /** Those of partners that are read whole: pushing them is sound, but brings the same rows, only later. */
  readonly wholeKeys: Share;
}

type Leaf = Exclude<Predicate, { readonly op: "and" | "or" }>;

const leaves = (predicate: Predicate | undefined): readonly Leaf[] =>
  predicate === undefined ? [] : isGroup(predicate) ? predicate.args.flatMap(leaves) : [predicate];

/** Whether the connector declares the operator in so many words. */
const declares = (column: Column, op: Operator): boolean =>
  column.operators.includes(op) &&
  (column.collation !== "insensitive" || ["=", "in", "is null", "is not null"].includes(op));

const asPredicate = ({ column, op, values }: PlainFilter): Predicate => {
  if (op === "is null" || op === "is not null") return { op, column: column.name };
  const of = { column: column.name, type: column.type };
  return op === "in" ? { op, ...of, values } : { op, ...of, value: values[0] ?? null };
};

/** Whether the leaf asks for just these values, or some of them. */
const asksFor = (leaf: Leaf, { column, op, values }: PlainFilter): boolean => {
  if (leaf.column !== column.name) return false;
  if (!("type" in leaf)) return leaf.op === op;
  const isAmong = (value: PlainFilter["values"][number]): boolean =>
    values.some(
      (other) => other !== null && value !== null && compareValues(leaf.type, value, other, column.type) === 0,
    );
  if ("values" in leaf)
    return (
      (op === "in" || op === "=") && values.every((value) => leaf.values.includes(value) || leaf.values.some(isAmong))
    );
  return (leaf.op === op || op === "in" || leaf.op === "=") && isAmong(leaf.value);
};

/** `plans` are those that ran, by full table name; `unasked` the tables of which no row could match. */
export const countPushed = (
  query: RandomQuery,
  plans: ReadonlyMap<string, ScanPlan>,
  unasked: ReadonlySet<string>,
  { filters, keys, wholeKeys }: Shares,
): void => {
  for (const filter of query.filters) {
    const { table, column, op } = filter;
    const plan = plans.get(table.name);
    // What isn't read at all needs no filter.
    if (!declares(column, op) || (plan === undefined && !unasked.has(table.name))) continue;
    filters.pushable += 1;
    const isPushed =
      plan === undefined ||
      implies(plan.pushed, asPredicate(filter)) ||
      leaves(plan.pushed).some((leaf) => asksFor(leaf, filter));
    if (isPushed) filters.pushed += 1;
  }
  const isKeyed = ({ table, column }: JoinKey["targets"][number]): boolean =>
    unasked.has(table.name) ||
    leaves(plans.get(table.name)?.pushed).some(
      (leaf) => leaf.column === column.name && (leaf.op === "in" || leaf.op === "="),
    );
  for (const { targets } of query.joins) {
    const able = targets.filter(
      ({ table, column }) =>
        !["double", "json", "boolean"].includes(column.type) &&
        declares(column, "in") &&
        (plans.has(table.name) || unasked.has(table.name)) &&
        // A list of constants would be taken for one of keys.
        !query.filters.some((other) => other.column === column && (other.op === "in" || other.op === "=")),
    );
    if (able.length === 0) continue;
    const isSparing = able.some(
      ({ partner }) => unasked.has(partner.name) || plans.get(partner.name)?.pushed !== undefined,
    );
    const share = isSparing ? keys : wholeKeys;
    share.pushable += 1;
    if (able.some(isKeyed)) share.pushed += 1;
  }
};
