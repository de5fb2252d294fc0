// Random choices that can be made again: all that is random in a test follows from one seed.

export interface Choices {
  /** A whole number from 0 to `n` - 1. */
  below(n: number): number;
  /** Whether, with the probability `share`. */
  chance(share: number): boolean;
  one<T>(list: readonly T[]): T;
  /** Some of `list` in another order, at least `least`. */
  some<T>(list: readonly T[], least: number): readonly T[];
}

/** Choices from a seed, by Mulberry32: a 32-bit generator whose whole state is one number. */
export const choicesFrom = (seed: number): Choices => {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  const one = <T>(list: readonly T[]): T => {
    const item = list[below(list.length)];
    if (list.length === 0) throw new TypeError("nothing to choose from");
    // The index is in range; T itself may include undefined.
    return item as T;
  };
  return {
    below,
    chance: (share) => next() < share,
    one,
    some: (list, least) => {
      const left = [...list];
      const count = Math.min(left.length, least + below(Math.max(1, left.length - least + 1)));
      return Array.from({ length: count }, () => left.splice(below(left.length), 1)).flat();
    },
  };
};
