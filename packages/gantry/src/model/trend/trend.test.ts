import { describe, expect, test } from "vitest";
import { createModels } from "../index.ts";
import { anomaliesOf, trendOf } from "./index.ts";

describe("a trend", () => {
  test("is the median slope, which one odd value doesn't move", () => {
    const values = Array.from({ length: 12 }, (_, index) => 2 * index);
    expect(trendOf(values)).toMatchObject({ slope: 2, direction: "rising" });
    expect(trendOf(values.with(5, 900))?.slope).toBeCloseTo(2, 1);
    expect(trendOf(values.map((it) => -it))?.direction).toBe("falling");
  });

  test("has the p-value of the test by hand", () => {
    // S = 4 + 3 + 2 + 1 = 10 of five rising values, its variance 5·4·15/18: z = 9/√16.67 = 2.2045, p = .0275.
    expect(trendOf([1, 2, 3, 4, 5])?.p).toBeCloseTo(0.0275, 3);
    // Two ties of two take 2·(2·1·9)/18 off: S = 4 − 0, variance (4·3·13 − 36)/18 = 6.667, z = 3/2.582, p = .2453.
    expect(trendOf([1, 1, 2, 2])?.p).toBeCloseTo(0.2453, 3);
  });

  test("is none where chance explains it, or nothing moves", () => {
    expect(trendOf([5, 3, 6, 2, 5, 4, 6, 3])?.direction).toBe("steady");
    expect(trendOf([7, 7, 7, 7, 7])).toEqual({ slope: 0, p: 1, direction: "steady" });
    expect(trendOf([1, 2, 3])).toBeNull();
  });
});

describe("an anomaly", () => {
  const week = [100, 102, 98, 101, 99, 20, 10];
  const weeks = Array.from({ length: 42 }, (_, index) => (week[index % 7] ?? 0) + (index % 3));

  test("is a value that its season and its neighbours don't explain", () => {
    const judged = anomaliesOf(weeks.with(23, 260), 7) ?? [];
    expect(judged.flatMap((it, index) => (it.isAnomaly ? [index] : []))).toEqual([23]);
    expect(judged[23]?.expected).toBeGreaterThan(80);
  });

  test("is not each Sunday", () => {
    expect(anomaliesOf(weeks, 7)?.some((it) => it.isAnomaly)).toBe(false);
  });

  test("is told by mean deviations where most values never move", () => {
    const judged = anomaliesOf([5, 5, 5, 5, 5, 5, 80, 5, 5, 5, 5, 5], 1) ?? [];
    expect(judged.map((it) => it.isAnomaly).indexOf(true)).toBe(6);
    expect(anomaliesOf([5, 5, 5, 5, 5, 5], 1)?.every((it) => it.score === 0)).toBe(true);
  });
});

test("as score models, each series is judged by itself and short ones are said", async () => {
  const day = (index: number): string => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);
  const rows = [
    ...Array.from({ length: 10 }, (_, index) => ({ series: "a", day: day(index), value: index === 6 ? 90 : index })),
    { series: "a", day: day(10), value: null },
    { series: "b", day: day(0), value: 1 },
  ];
  const models = createModels({});
  const trend = await models.score("trend").score(rows);
  expect(trend.outputs[0]?.["trend"]).toBe("rising");
  expect(trend.outputs.at(-1)).toEqual({ trend: null, slope: null, p_value: null });
  expect(trend.coverage).toEqual(["1 of 2 series has fewer than 4 values; not judged"]);
  const anomaly = await models.score("anomaly").score(rows);
  expect(anomaly.outputs.map((it) => it["anomaly"]).indexOf(true)).toBe(6);
  expect(anomaly.outputs[10]?.["anomaly"]).toBeNull();
});
