import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, isDay, resolvePeriod } from "./index.ts";

const calendar = { timeZone: "Europe/Zurich", fiscalYearStart: 2 };
const at = (text: string, today = "2026-11-16"): unknown => {
  const period = resolvePeriod(text, { today, calendar });
  return period && [period.start, period.end];
};

describe("a fiscal year that starts in February", () => {
  test.each([
    ["this quarter", ["2026-11-01", "2027-02-01"]],
    ["next quarter", ["2027-02-01", "2027-05-01"]],
    ["last quarter", ["2026-08-01", "2026-11-01"]],
    ["this year", ["2026-02-01", "2027-02-01"]],
    ["Q1", ["2026-02-01", "2026-05-01"]],
    ["in q3 2025", ["2025-08-01", "2025-11-01"]],
    ["this month", ["2026-11-01", "2026-12-01"]],
    ["next 90 days", ["2026-11-16", "2027-02-14"]],
    ["past 2 months", ["2026-09-16", "2026-11-16"]],
    ["by March", ["2026-11-16", "2027-03-01"]],
    ["2026-12", ["2026-12-01", "2027-01-01"]],
    ["2026-11-01..2027-02-01", ["2026-11-01", "2027-02-01"]],
  ])("%s", (text, expected) => expect(at(text)).toEqual(expected));

  test("January still belongs to the fiscal year before", () => {
    expect(at("this quarter", "2027-01-31")).toEqual(["2026-11-01", "2027-02-01"]);
    expect(at("this quarter", "2027-02-01")).toEqual(["2027-02-01", "2027-05-01"]);
  });

  test.each(["someday", "2026-13", "2026-02-30..2026-03-01", "2026-03-01..2026-02-01"])("%s is no period", (text) =>
    expect(at(text)).toBeNull(),
  );
});

test("this quarter always holds today and spans 89 to 92 days, whatever the fiscal year", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 12 }), (days, fiscalYearStart) => {
      const today = addDays("2000-01-01", days);
      const period = resolvePeriod("this quarter", { today, calendar: { timeZone: "UTC", fiscalYearStart } });
      expect(period).not.toBeNull();
      if (!period) return;
      expect(isDay(period.start) && isDay(period.end)).toBe(true);
      expect(period.start <= today && today < period.end).toBe(true);
      expect(addDays(period.start, 89) <= period.end && period.end <= addDays(period.start, 92)).toBe(true);
    }),
  );
});
