// Filters against a limit of length: a long list of keys becomes several calls, what can't fit is left unpushed.
import { and, conjuncts } from "./predicate.ts";
import type { Predicate } from "./types.ts";

/** One filter as several calls whose rows together are its rows. */
export interface Fitted {
  /** One per call; undefined = no filter. */
  readonly calls: readonly (Predicate | undefined)[];
  /** What all calls together evaluate. */
  readonly pushed?: Predicate;
  readonly kept: readonly Predicate[];
}

type InList = Extract<Predicate, { readonly op: "in" }>;

// `a = 1 or a = 2` is `a in (1, 2)`: only a list can be cut.
const asList = (filter: Predicate): Predicate => {
  if (filter.op !== "or") return filter;
  const [first] = filter.args;
  if (first === undefined || "args" in first || !("type" in first)) return filter;
  const { column, type } = first;
  const lists = filter.args.map((arg) => {
    if ("args" in arg || arg.column !== column) return undefined;
    if ("values" in arg) return arg.type === type ? arg.values : undefined;
    return arg.op === "=" && arg.type === type ? [arg.value] : undefined;
  });
  const known = lists.filter((list) => list !== undefined);
  return known.length < lists.length ? filter : { op: "in", column, type, values: known.flat() };
};

// A pushed list holds each value once and no NULL, which never equals anything.
const tidy = (filter: Predicate): Predicate => {
  const list = asList(filter);
  return list.op === "in" ? { ...list, values: [...new Set(list.values)].filter((value) => value !== null) } : list;
};

const cut = (list: InList, fits: (part: InList) => boolean, size: number): readonly InList[] => {
  const { length } = list.values;
  if (length <= 1 || (length <= size && fits(list))) return [list];
  const step = Math.min(size, Math.ceil(length / 2));
  const parts: InList[] = [];
  for (let from = 0; from < length; from += step) parts.push({ ...list, values: list.values.slice(from, from + step) });
  return parts.flatMap((part) => cut(part, fits, size));
};

/**
 * Fits a filter into calls of at most `limit` bytes each, by cutting its longest `in` list. Where even that is too long,
 * the longest other parts are kept back (over-returning is safe).
 *
 * @param bytes length of the whole call with this filter
 */
export const fit = (
  filter: Predicate | undefined,
  bytes: (filter: Predicate | undefined) => number,
  limit: number,
): Fitted => {
  const parts = conjuncts(filter).map(tidy);
  const kept: Predicate[] = [];
  for (;;) {
    const whole = and(...parts);
    if (whole === undefined) return { calls: [undefined], kept };
    if (bytes(whole) <= limit) return { calls: [whole], pushed: whole, kept };
    const lists = parts.filter((part) => part.op === "in").sort((a, b) => b.values.length - a.values.length);
    const [longest] = lists;
    const others = parts.filter((part) => part !== longest);
    if (longest !== undefined) {
      const one: InList = { ...longest, values: longest.values.slice(0, 1) };
      const fixed = bytes(and(...others, one));
      if (fixed <= limit) {
        const perValue = Math.max(1, (bytes(whole) - fixed) / longest.values.length);
        const fits = (part: InList) => bytes(and(...others, part)) <= limit;
        const calls = cut(longest, fits, Math.max(1, Math.floor((limit - fixed) / perValue)));
        if (calls.every(fits)) return { calls: calls.map((part) => and(...others, part)), pushed: whole, kept };
      }
    }
    const heaviest = (others.length > 0 ? others : parts).toSorted((a, b) => bytes(b) - bytes(a))[0];
    if (heaviest === undefined) return { calls: [undefined], kept: [...kept, whole] };
    kept.push(heaviest);
    parts.splice(parts.indexOf(heaviest), 1);
  }
};
