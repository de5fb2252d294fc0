// Two join keys as one condition: `(country = 'DE' and id in (1, 2)) or (country = 'FR' and id in (7))`.
import type { Predicate, Value } from "../../connect/kit/index.ts";
import type { Known } from "./needs.ts";
import { or } from "./predicate.ts";
import type { Edge, Pair } from "./use.ts";

/** With more alternatives than this a condition costs its source more than it spares. */
const mostGroups = 50;

const valuesBy = (pairs: readonly (readonly [Value, Value])[]): ReadonlyMap<Value, ReadonlySet<Value>> => {
  const groups = new Map<Value, Set<Value>>();
  for (const [by, value] of pairs) {
    const values = groups.get(by) ?? new Set();
    values.add(value);
    groups.set(by, values);
  }
  return groups;
};

const written = (by: Edge, other: Edge, groups: ReadonlyMap<Value, ReadonlySet<Value>>): Predicate | undefined =>
  or(
    [...groups].map(([value, values]) => ({
      op: "and",
      args: [
        { op: "=", column: by.column, type: by.type, value },
        { op: "in", column: other.column, type: other.type, values: [...values] },
      ],
    })),
  );

/** The condition for the pairs that are known; nothing where it would say no more than the lists of both columns. */
export const pairFilter = (pair: Pair, known: Known): Predicate | undefined => {
  const pairs = known.pairs(pair);
  if (pairs === undefined || pairs.length === 0) return undefined;
  const [first, second] = pair.edges;
  const [byFirst, bySecond] = [valuesBy(pairs), valuesBy(pairs.map(([a, b]) => [b, a] as const))];
  if (Math.min(byFirst.size, bySecond.size) > mostGroups || pairs.length >= byFirst.size * bySecond.size)
    return undefined;
  return byFirst.size <= bySecond.size ? written(first, second, byFirst) : written(second, first, bySecond);
};
