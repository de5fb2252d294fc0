import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createModels } from "../index.ts";
import { conformalWidth, forecastOf, seasonalNaive } from "./index.ts";

/** The first days of so many months from January 2024 on. */
const months = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => new Date(Date.UTC(2024, index, 1)).toISOString().slice(0, 10));

const wave = (index: number): number => 100 + 40 * Math.sin((2 * Math.PI * index) / 12) + (index % 5);

describe("a forecast", () => {
  test("goes on with a season, once it was seen twice", () => {
    const seen = Array.from({ length: 36 }, (_, index) => wave(index));
    const told = forecastOf(seen, 12, 12);
    for (const [step, { value, low, high }] of told?.steps.entries() ?? []) {
      expect(Math.abs(value - wave(36 + step))).toBeLessThan(8);
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
    expect(["seasonal naive", "level and season"]).toContain(told?.method);
  });

  test("follows a trend, and of a level says the level", () => {
    const rising = forecastOf(
      Array.from({ length: 30 }, (_, index) => 10 + 3 * index),
      1,
      4,
    );
    expect(rising?.method).toBe("damped trend");
    expect(rising?.steps[0]?.value).toBeGreaterThan(98);
    const level = forecastOf(
      Array.from({ length: 30 }, (_, index) => 50 + (index % 2 === 0 ? 4 : -4)),
      1,
      2,
    );
    expect(level?.steps[1]?.value).toBeCloseTo(50, -0.5);
  });

  test("of what was never below zero is not below zero", () => {
    const told = forecastOf([5, 0, 3, 0, 1, 4, 0, 2, 0, 1, 0, 0], 1, 3);
    expect(told?.steps.every((it) => it.low >= 0)).toBe(true);
  });

  test("of fewer than four values is none", () => {
    expect(forecastOf([1, 2, 3], 1, 2)).toBeNull();
  });

  test("lies within its interval, whatever the series", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 4, maxLength: 40 }),
        fc.constantFrom(1, 4, 12),
        (seen, season) => {
          const told = forecastOf(seen, season, 3);
          for (const { value, low, high } of told?.steps ?? []) {
            expect(low).toBeLessThanOrEqual(value);
            expect(high).toBeGreaterThanOrEqual(value);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test("takes for the width of an interval the error that so many stayed within", () => {
    expect(conformalWidth([1, -2, 3, -4, 5, -6, 7, -8, 9], 0.8)).toBe(8);
    expect(conformalWidth([3], 0.8)).toBe(3);
    expect(seasonalNaive(3)([1, 2, 3, 4, 5, 6], 4)).toEqual([4, 5, 6, 4]);
  });
});

test("as a score model fills the periods to come of each series, and says which were too short", async () => {
  const rows = [
    ...months(30).map((day, index) => ({ series: "EMEA", day, value: index < 27 ? wave(index) : null })),
    ...months(3).map((day) => ({ series: "new", day, value: 1 })),
    { series: "new", day: "2024-04-01", value: null },
  ];
  const { outputs, coverage } = await createModels({}).score("forecast").score(rows.toReversed());
  const told = outputs.toReversed();
  expect(told.slice(0, 27).every((it) => it["forecast"] === null)).toBe(true);
  expect(Math.abs(Number(told[28]?.["forecast"]) - wave(28))).toBeLessThan(10);
  expect(Number(told[28]?.["low"])).toBeLessThan(Number(told[28]?.["high"]));
  expect(told.at(-1)?.["forecast"]).toBeNull();
  expect(coverage).toEqual(["1 of 2 series has fewer than four values; not foretold"]);
});
