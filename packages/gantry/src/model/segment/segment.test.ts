import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createModels } from "../index.ts";
import { fifthsOf, groupsOf, kMeans, scaled, segmentNameOf, segmentNames, silhouetteOf } from "./index.ts";

/** Three clouds, far from each other. */
const clouds = [
  [0, 0],
  [10, 0],
  [0, 10],
].flatMap(([x = 0, y = 0], cloud) =>
  Array.from({ length: 8 + 4 * cloud }, (_, index) => [x + (index % 3) / 3, y + (index % 4) / 4]),
);

describe("groups", () => {
  test("are found, as many as there are, the largest first", () => {
    const { of, groups, silhouette } = groupsOf(clouds);
    expect(groups).toBe(3);
    expect(silhouette).toBeGreaterThan(0.8);
    expect([1, 2, 3].map((group) => of.filter((it) => it === group).length)).toEqual([16, 12, 8]);
  });

  test("are the same each time, and of the same value whatever the order of the rows", () => {
    expect(groupsOf(clouds)).toEqual(groupsOf(clouds));
    expect(groupsOf(clouds.toReversed()).silhouette).toBeCloseTo(groupsOf(clouds).silhouette, 6);
  });

  test("leave no row nearer to another group's centre", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 })), {
          minLength: 6,
          maxLength: 40,
        }),
        (rows) => {
          const { centres, of } = kMeans(rows, 3);
          const distance = (row: readonly number[], place: number): number =>
            row.reduce((sum, value, index) => sum + (value - (centres[place]?.[index] ?? 0)) ** 2, 0);
          for (const [index, row] of rows.entries())
            for (const place of centres.keys())
              expect(distance(row, of[index] ?? 0)).toBeLessThanOrEqual(distance(row, place) + 1e-9);
        },
      ),
      { numRuns: 50 },
    );
  });

  test("have the silhouette of the textbook's formula", () => {
    // Two pairs: within 1, between (10 + 11)/2 and (9 + 10)/2.
    const rows = [[0], [1], [10], [11]];
    const each = [1 - 1 / 10.5, 1 - 1 / 9.5, 1 - 1 / 9.5, 1 - 1 / 10.5];
    expect(silhouetteOf(rows, [0, 0, 1, 1])).toBeCloseTo(each.reduce((sum, it) => sum + it, 0) / 4, 6);
    expect(silhouetteOf(rows, [0, 0, 0, 0])).toBe(0);
  });

  test("of a handful of rows, or of rows all alike, are one", () => {
    expect(groupsOf([[1], [2]]).groups).toBe(1);
    expect(groupsOf(Array.from({ length: 12 }, () => [3, 3])).groups).toBe(1);
    expect(scaled([[5], [5]])).toEqual([[0], [0]]);
  });
});

describe("segments", () => {
  test("go by fifths, equal values in the same one", () => {
    expect(fifthsOf([10, 20, 30, 40, 50])).toEqual([1, 2, 3, 4, 5]);
    expect(fifthsOf([1, 1, 1, 1, 9])).toEqual([3, 3, 3, 3, 5]);
    expect(fifthsOf([null, 4])).toEqual([null, 3]);
  });

  test("have a name for every three fifths", () => {
    for (const r of [1, 2, 3, 4, 5])
      for (const f of [1, 2, 3, 4, 5])
        for (const a of [1, 2, 3, 4, 5]) expect(segmentNames).toContain(segmentNameOf(r, f, a));
    expect(segmentNameOf(5, 5, 5)).toBe("champion");
    expect(segmentNameOf(1, 5, 5)).toBe("at risk");
    expect(segmentNameOf(1, 1, 1)).toBe("lost");
    expect(segmentNameOf(5, 1, 1)).toBe("new");
  });
});

test("as a score model, who lacks a figure is in no segment, and the coverage says so", async () => {
  const rows = [
    { recency: 3, frequency: 40, amount: "90000.00" },
    { recency: 400, frequency: 1, amount: 200 },
    { recency: null, frequency: 2, amount: 10 },
  ];
  const { outputs, coverage } = await createModels({}).score("segment").score(rows);
  expect(outputs[0]?.["segment"]).toBe("champion");
  expect(outputs[1]?.["segment"]).toBe("lost");
  expect(outputs[2]).toMatchObject({ segment: null, group: null });
  expect(coverage).toEqual(["1 of 3 lacks a figure; in no segment"]);
});
