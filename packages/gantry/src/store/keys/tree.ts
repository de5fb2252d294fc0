// A tree of keys in which single leaves can be destroyed. Every leaf follows from the root by hashing (Goldreich, Goldwasser,
// Micali 1986); to destroy one, the seeds on its way are given up for those of its siblings (as in Green, Miers 2015). So
// any number of keys costs nothing to keep, and a destroyed one costs 240 seeds.
import { hash } from "node:crypto";

/** 16 hex digits: the way from the root to a leaf, a digit a level. */
export type LeafName = string;

/** Seeds by the way to them: "" is the root. A leaf none of whose ancestors is there is destroyed. */
export type Seeds = ReadonlyMap<string, Uint8Array>;

const depth = 16;
const digits = "0123456789abcdef";

const childOf = (seed: Uint8Array, digit: string): Uint8Array =>
  hash("sha256", Buffer.concat([seed, Buffer.from(digit)]), "buffer");

/** The tree of one secret: nothing is destroyed yet. */
export const seedsOf = (root: Uint8Array): Seeds => new Map([["", root]]);

/** The seed that stands on the way to a leaf, and where; undefined when the leaf is destroyed. */
function standing(seeds: Seeds, leaf: LeafName): readonly [string, Uint8Array] | undefined {
  for (let length = 0; length <= depth; length += 1) {
    const way = leaf.slice(0, length);
    const seed = seeds.get(way);
    if (seed !== undefined) return [way, seed];
  }
  return undefined;
}

/** The 32 bytes of a leaf; undefined when it is destroyed. */
export function leafOf(seeds: Seeds, leaf: LeafName): Uint8Array | undefined {
  const found = standing(seeds, leaf);
  if (found === undefined) return undefined;
  let [way, seed] = found;
  for (const digit of leaf.slice(way.length)) seed = childOf(seed, digit);
  return new Uint8Array(seed);
}

/** The seeds without a leaf. All other leaves stay as they are; the same seeds when it is destroyed already. */
export function puncture(seeds: Seeds, leaf: LeafName): Seeds {
  const found = standing(seeds, leaf);
  if (found === undefined) return seeds;
  let [way, seed] = found;
  const left = new Map(seeds);
  left.delete(way);
  for (const digit of leaf.slice(way.length)) {
    for (const sibling of digits) if (sibling !== digit) left.set(way + sibling, childOf(seed, sibling));
    seed = childOf(seed, digit);
    way += digit;
  }
  return left;
}
