// Which of several equal phrasings a text takes: always the same for the same row, different between rows.
import type { Cell } from "../../catalog/index.ts";
import { numeric } from "../phrase/index.ts";

/** FNV-1a, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/). */
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  // FNV's low bits are weak for short texts: mix once more (murmur3's finaliser).
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
};

/** Numbers, dates and truth values: what no treatment replaces by a token that changes from run to run. */
const steady = ([, value]: readonly [string, Cell]): boolean =>
  typeof value === "boolean" ||
  numeric(value) !== null ||
  (typeof value === "string" && /^\d{4}-\d\d-\d\d/.test(value));

/** A chooser seeded by a row's own facts; `part` makes the choices of one text independent of each other. */
export const variantPicker = (facts: Readonly<Record<string, Cell>>): ((part: string) => (count: number) => number) => {
  const own = JSON.stringify(
    Object.entries(facts)
      .filter(steady)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return (part) => (count) => (count < 1 ? 0 : hash(`${part}\n${own}`) % count);
};
