import fc from "fast-check";
import { expect, test } from "vitest";
import { band, bandText, dateBand, magnitudeBand, numberOf, trend } from "./band.ts";

test.each([
  [73_400, "50k–100k"],
  [50_000, "50k–100k"],
  [49_999, "20k–50k"],
  [1_200_000, "1M–2M"],
  [0.31, "0.2–0.5"],
  [-40, "−50–−20"],
  [0, "0"],
  [1_000, "1k–2k"],
])("%d lies in %s", (value, range) => {
  expect(magnitudeBand(value)).toBe(range);
});

test("a band names the quarter among the step's values, when there are enough of them", () => {
  const column = [10, 20, 30, 40, 50, 60, 70, 80];
  expect(band(80, column)).toBe("50–100, highest quarter");
  expect(band(10, column)).toBe("10–20, lowest quarter");
  expect(band(10, [10, 20])).toBe("10–20");
});

test("no two values of the same range are told apart", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (value) => {
      const range = magnitudeBand(value);
      expect(["1", "2", "5"]).toContain(/^[0.]*(\d)/.exec(range.replace(/^(\d)0*/, "$1"))?.[1]);
      expect(range).not.toContain("undefined");
    }),
  );
});

test("prose keeps its years, dates, percentages and small numbers; amounts become bands", () => {
  expect(bandText("Invoice of 12,400 EUR due 2026-11-16, 43 % of 28.650,50 paid since 2024, P-1001, 3 open.")).toBe(
    "Invoice of 10k–20k EUR due 2026-11-16, 43 % of 20k–50k paid since 2024, P-1001, 3 open.",
  );
});

test("series head somewhere, dates lie in quarters, numeric strings are numbers", () => {
  expect([trend([10, 9, 8, 4, 3, 3]), trend([1, 1, 1]), trend([1, 2, 3]), trend([1])]).toEqual([
    "falling",
    "steady",
    "rising",
    "unknown",
  ]);
  expect([dateBand("2026-11-16"), dateBand("soon")]).toEqual(["2026 Q4", null]);
  expect([numberOf("12.50"), numberOf("-3"), numberOf("x")]).toEqual([12.5, -3, null]);
});
