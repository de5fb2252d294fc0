// What relative date words mean on Monday, 16 November 2026.
import { expect, it } from "vitest";
import { period } from "./periods.ts";

const now = new Date("2026-11-16T12:00:00Z");

it.each([
  ["TODAY", 1, "2026-11-16", "2026-11-17"],
  ["YESTERDAY", 1, "2026-11-15", "2026-11-16"],
  ["TOMORROW", 1, "2026-11-17", "2026-11-18"],
  ["LAST_N_DAYS", 7, "2026-11-09", "2026-11-17"],
  ["NEXT_N_DAYS", 7, "2026-11-17", "2026-11-24"],
  ["LAST_90_DAYS", 1, "2026-08-18", "2026-11-17"],
  ["N_DAYS_AGO", 3, "2026-11-13", "2026-11-14"],
  ["THIS_WEEK", 1, "2026-11-15", "2026-11-22"],
  ["LAST_N_WEEKS", 2, "2026-11-01", "2026-11-15"],
  ["THIS_MONTH", 1, "2026-11-01", "2026-12-01"],
  ["LAST_MONTH", 1, "2026-10-01", "2026-11-01"],
  ["NEXT_N_MONTHS", 3, "2026-12-01", "2027-03-01"],
  ["N_MONTHS_AGO", 11, "2025-12-01", "2026-01-01"],
  ["THIS_QUARTER", 1, "2026-10-01", "2027-01-01"],
  ["NEXT_QUARTER", 1, "2027-01-01", "2027-04-01"],
  ["LAST_N_QUARTERS", 4, "2025-10-01", "2026-10-01"],
  ["THIS_YEAR", 1, "2026-01-01", "2027-01-01"],
  ["N_YEARS_AGO", 2, "2024-01-01", "2025-01-01"],
  // The fiscal year begins in February: its quarters in February, May, August and November.
  ["THIS_FISCAL_QUARTER", 1, "2026-11-01", "2027-02-01"],
  ["LAST_FISCAL_QUARTER", 1, "2026-08-01", "2026-11-01"],
  ["NEXT_N_FISCAL_QUARTERS", 2, "2027-02-01", "2027-08-01"],
  ["THIS_FISCAL_YEAR", 1, "2026-02-01", "2027-02-01"],
  ["N_FISCAL_YEARS_AGO", 1, "2025-02-01", "2026-02-01"],
])("%s:%i is from %s up to, without, %s", (word, count, start, end) => {
  expect(period(word, count, now, 2)).toMatchObject({ start, end });
});

it("a fiscal word without a configured fiscal year is refused", () => {
  expect(() => period("THIS_FISCAL_YEAR", 1, now)).toThrow("fiscalYearStartMonth");
});

it("an unknown word or a count that leaves the calendar is refused", () => {
  expect(() => period("SOMEDAY", 1, now)).toThrow("SOMEDAY");
  expect(() => period("LAST_N_YEARS", 9999, now)).toThrow("calendar");
  expect(() => period("LAST_N_DAYS", Number.NaN, now)).toThrow("LAST_N_DAYS");
});
