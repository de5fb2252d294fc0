// Whole units of the calendar: this quarter, the month before last, a fiscal half, a week by its number.
import { addDays, resolvePeriod, weekStart } from "../../catalog/index.ts";
import type { PeriodOptions } from "../../catalog/index.ts";
import type { Days } from "./anchors.ts";
import type { Unit } from "./words.ts";

const two = (number: number): string => String(number).padStart(2, "0");

/** The first of the month that lies so many months after a day. */
export const monthsOn = (day: string, months: number): string => {
  const all = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return `${Math.floor(all / 12)}-${two((all % 12) + 1)}-01`;
};

export const monthIn = (year: number, month: number): Days => {
  const start = `${year}-${two(month)}-01`;
  return { start, end: monthsOn(start, 1) };
};

export const calendarYear = (year: number): Days => ({ start: `${year}-01-01`, end: `${year + 1}-01-01` });

/** A day of a month; null where the month has none. */
export const dayIn = (year: number, month: number, day: number): Days | null => {
  const { start, end } = monthIn(year, month);
  const on = addDays(start, day - 1);
  return day >= 1 && on < end ? { start: on, end: addDays(on, 1) } : null;
};

/** This unit, or as many before or after. Quarters, halves and years are the company's fiscal ones. */
export const whole = (unit: Unit, shift: number, options: PeriodOptions): Days | null => {
  const { today } = options;
  if (unit === "day") return { start: addDays(today, shift), end: addDays(today, shift + 1) };
  if (unit === "calendar-year") return calendarYear(Number(today.slice(0, 4)) + shift);
  const found = resolvePeriod(`this ${unit === "half" ? "year" : unit}`, options);
  if (found === null) return null;
  const { start, end } = found;
  switch (unit) {
    case "week":
      return { start: addDays(start, 7 * shift), end: addDays(end, 7 * shift) };
    case "half": {
      const isSecond = today >= monthsOn(start, 6) ? 1 : 0;
      const begin = monthsOn(start, 6 * (isSecond + shift));
      return { start: begin, end: monthsOn(begin, 6) };
    }
    default: {
      const months = { month: 1, quarter: 3, year: 12 }[unit];
      return { start: monthsOn(start, months * shift), end: monthsOn(start, months * (shift + 1)) };
    }
  }
};

/** Quarter 1 to 4, or half 1 to 2, of a fiscal year that is named by the calendar year in which it begins. */
export const partOfYear = (
  unit: "quarter" | "half",
  part: number,
  year: number,
  options: PeriodOptions,
): Days | null => {
  const first = resolvePeriod(`q1 ${year}`, options);
  const months = unit === "quarter" ? 3 : 6;
  if (first === null || part < 1 || part > 12 / months) return null;
  return { start: monthsOn(first.start, months * (part - 1)), end: monthsOn(first.start, months * part) };
};

/** ISO 8601: week 1 is the one of 4 January. */
export const weekNumbered = (week: number, year: number): Days | null => {
  const start = addDays(weekStart(`${year}-01-04`), 7 * (week - 1));
  // The 53rd is the next year's first, but in long years.
  const isOf = addDays(start, 3).startsWith(String(year));
  return week >= 1 && isOf ? { start, end: addDays(start, 7) } : null;
};
