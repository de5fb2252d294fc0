import fc from "fast-check";
import { expect, test } from "vitest";
import { leafOf, puncture, seedsOf } from "./tree.ts";

const seeds = seedsOf(new Uint8Array(32).fill(5));
const leaf = fc.string({ unit: fc.constantFrom(..."0123456789abcdef".split("")), minLength: 16, maxLength: 16 });

test("destroyed leaves are gone, and every other one stays what it was", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(leaf, { minLength: 1, maxLength: 6 }),
      fc.array(leaf, { maxLength: 6 }),
      (gone, others) => {
        const left = gone.reduce(puncture, seeds);
        for (const name of gone) expect(leafOf(left, name)).toBeUndefined();
        for (const name of others.filter((it) => !gone.includes(it)))
          expect(leafOf(left, name)).toEqual(leafOf(seeds, name));
        // Neighbours share all of the way but its end.
        for (const name of gone) {
          const neighbour = name.slice(0, 15) + (name.endsWith("0") ? "1" : "0");
          if (!gone.includes(neighbour)) expect(leafOf(left, neighbour)).toEqual(leafOf(seeds, neighbour));
        }
      },
    ),
  );
});

test("a leaf can be destroyed twice, and costs no more than 240 seeds", () => {
  const once = puncture(seeds, "0123456789abcdef");
  expect(puncture(once, "0123456789abcdef")).toBe(once);
  expect(once.size).toBe(240);
});
