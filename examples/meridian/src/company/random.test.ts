import fc from "fast-check";
import { expect, it } from "vitest";
import { shareOut, stream } from "./random.ts";

it("draws the same from a stream of the same name, and other values from another", () => {
  const draw = (...name: (string | number)[]) =>
    Array.from(
      { length: 5 },
      (
        (random) => () =>
          random.next()
      )(stream(7, ...name)),
    );
  expect(draw("tickets", 1)).toEqual(draw("tickets", 1));
  expect(draw("tickets", 1)).not.toEqual(draw("tickets", 2));
});

it("shares out every unit, each share within one of its due", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1 }), fc.nat(5000), (weights, total) => {
      const sum = weights.reduce((all, weight) => all + weight, 0);
      const shares = shareOut(total, weights, stream(1, "shares"));
      expect(shares.reduce((all, share) => all + share, 0)).toBe(sum === 0 ? 0 : total);
      shares.forEach((share, i) =>
        expect(Math.abs(share - (sum === 0 ? 0 : (total * (weights[i] ?? 0)) / sum))).toBeLessThanOrEqual(1.000001),
      );
    }),
  );
});
