// Chance out of a seed: the same seed throws the same.

export interface Dice {
  below(limit: number): number;
  pick<T>(items: readonly T[]): T;
  chance(share: number): boolean;
  some<T>(items: readonly T[], from: number, to: number): readonly T[];
}

/** Mulberry32: the same seed throws the same. */
export const diceOf = (seed: number): Dice => {
  let state = (seed * 0x9e3779b1) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick: <T>(items: readonly T[]): T => items[below(items.length)] as T,
    chance: (share) => next() < share,
    some: (items, from, to) => {
      const left = [...items];
      const count = Math.min(left.length, from + below(to - from + 1));
      return Array.from({ length: count }, () => left.splice(below(left.length), 1)).flat();
    },
  };
};
