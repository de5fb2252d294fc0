import fc from "fast-check";
import { expect, it } from "vitest";
import { addMonths, dayOf, fiscalQuarter, isoDay, mondayOf } from "./calendar.ts";

it("begins the fiscal year on 1 February", () => {
  const quarter = (day: string) => {
    const { start, end } = fiscalQuarter(dayOf(day));
    return [isoDay(start), isoDay(end)];
  };
  expect(quarter("2026-11-16")).toEqual(["2026-11-01", "2027-01-31"]);
  expect(quarter("2027-01-31")).toEqual(["2026-11-01", "2027-01-31"]);
  expect(quarter("2028-02-29")).toEqual(["2028-02-01", "2028-04-30"]);
  expect(quarter("2026-05-01")).toEqual(["2026-05-01", "2026-07-31"]);
});

it("adds months without running over their end", () => {
  expect(isoDay(addMonths(dayOf("2027-01-31"), 1))).toBe("2027-02-28");
  expect(isoDay(addMonths(dayOf("2026-11-16"), -12))).toBe("2025-11-16");
});

it("finds the Monday and the quarter of any day", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), (day) => {
      const monday = mondayOf(day);
      const { start, end } = fiscalQuarter(day);
      expect(new Date(monday * 86_400_000).getUTCDay()).toBe(1);
      expect(day - monday).toBeLessThan(7);
      expect(day >= start && day <= end).toBe(true);
      expect(fiscalQuarter(end + 1).start).toBe(end + 1);
    }),
  );
});
