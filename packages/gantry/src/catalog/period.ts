// Words for a span of time, resolved once to half-open dates in the company's fiscal calendar.
import { addDays, isDay, monthOf, monthStart, weekStart, yearOf } from "./days.ts";
import type { Calendar } from "./types.ts";

/** `start` belongs to the period, `end` is the first day after it; both "YYYY-MM-DD". */
export interface Period {
  readonly start: string;
  readonly end: string;
  /** For people: "this fiscal quarter". */
  readonly title: string;
}

export interface PeriodOptions {
  readonly today: string;
  readonly calendar: Calendar;
}

const shifts: Readonly<Record<string, number>> = {
  this: 0,
  current: 0,
  next: 1,
  coming: 1,
  last: -1,
  previous: -1,
  past: -1,
};
const monthNames = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/**
 * Resolves "this quarter", "next month", "last year", "next 90 days", "past 12 weeks", "q3", "q3 2026", "by march",
 * "since january", "year to date", "october", "october 2025", "2025", "today", "yesterday", "2026-11" or
 * "2026-11-01..2027-02-01" (half-open). A year or month by its own name is the calendar's, a month without a year the last one
 * that has begun. Quarters and years are fiscal: Q1 starts with the calendar's
 * `fiscalYearStart` month, and a fiscal year bears the number of the calendar year in which it starts.
 *
 * @returns null when the text names no period that it knows.
 * @example resolvePeriod("this quarter", { today: "2026-11-16", calendar: { timeZone: "Europe/Zurich", fiscalYearStart: 2 } })
 * // { start: "2026-11-01", end: "2027-02-01", title: "this fiscal quarter" }
 */
export function resolvePeriod(text: string, { today, calendar }: PeriodOptions): Period | null {
  const words = text.trim().toLowerCase().replaceAll(/\s+/g, " ");
  return (
    relative(words, today, calendar) ??
    counted(words, today) ??
    namedQuarter(words, today, calendar) ??
    untilMonth(words, today) ??
    since(words, today, calendar) ??
    calendarSpan(words, today) ??
    explicit(words)
  );
}

function relative(words: string, today: string, calendar: Calendar): Period | null {
  const match =
    /^(?:in |during )?(this|current|next|coming|last|previous|past)( fiscal)? (week|month|quarter|year)$/.exec(words);
  if (!match) return null;
  const shift = shifts[match[1] ?? ""] ?? 0;
  const word = shift === 0 ? "this" : shift > 0 ? "next" : "last";
  switch (match[3]) {
    case "week": {
      const start = addDays(weekStart(today), 7 * shift);
      return { start, end: addDays(start, 7), title: `${word} week` };
    }
    case "month": {
      const months = (n: number): string => monthStart(yearOf(today), monthOf(today), n);
      return { start: months(shift), end: months(shift + 1), title: `${word} month` };
    }
    case "quarter": {
      const { year, quarter } = fiscalQuarter(today, calendar);
      return { ...quarterDates(year, quarter + shift, calendar), title: `${word} fiscal quarter` };
    }
    default: {
      const { year } = fiscalQuarter(today, calendar);
      const years = (n: number): string => monthStart(year + n, calendar.fiscalYearStart);
      return { start: years(shift), end: years(shift + 1), title: `${word} fiscal year` };
    }
  }
}

function counted(words: string, today: string): Period | null {
  const match =
    /^(?:in |within |over )?(?:the )?(next|coming|last|past|previous) (\d{1,4}) (day|week|month|quarter|year)s?$/.exec(
      words,
    );
  if (!match) return null;
  const count = Number(match[2]);
  const ahead = (shifts[match[1] ?? ""] ?? 0) > 0;
  const unit = match[3] ?? "day";
  const months = { month: 1, quarter: 3, year: 12 }[unit];
  const move = (sign: number): string =>
    months === undefined
      ? addDays(today, sign * count * (unit === "week" ? 7 : 1))
      : addMonths(today, sign * count * months);
  const title = `${ahead ? "next" : "last"} ${count} ${unit}${count === 1 ? "" : "s"}`;
  return ahead ? { start: today, end: move(1), title } : { start: move(-1), end: today, title };
}

function namedQuarter(words: string, today: string, calendar: Calendar): Period | null {
  const match = /^(?:in |during )?q([1-4])(?: (?:of )?(\d{4}))?$/.exec(words);
  if (!match) return null;
  const quarter = Number(match[1]);
  const year = match[2] === undefined ? fiscalQuarter(today, calendar).year : Number(match[2]);
  return { ...quarterDates(year, quarter, calendar), title: `fiscal quarter ${quarter} of ${year}` };
}

function untilMonth(words: string, today: string): Period | null {
  const match = /^(?:by|until|before) ([a-z]+)$/.exec(words);
  const month = monthNames.indexOf(match?.[1] ?? "") + 1;
  if (month === 0) return null;
  const year = yearOf(today) + (month <= monthOf(today) ? 1 : 0);
  return { start: today, end: monthStart(year, month), title: `until ${match?.[1]} ${year}` };
}

/** From a month or year on, today included. */
function since(words: string, today: string, calendar: Calendar): Period | null {
  const end = addDays(today, 1);
  if (/^(?:(?:this )?year to date|ytd|so far this year|this year so far)$/.test(words)) {
    const { year } = fiscalQuarter(today, calendar);
    return { start: monthStart(year, calendar.fiscalYearStart), end, title: "this fiscal year to date" };
  }
  const match = /^since (.+)$/.exec(words);
  const from = match?.[1] === undefined ? null : calendarSpan(match[1], today);
  return from === null || from.start >= end ? null : { start: from.start, end, title: `since ${from.title}` };
}

/** A year, month or day of the calendar. */
function calendarSpan(words: string, today: string): Period | null {
  if (words === "today") return { start: today, end: addDays(today, 1), title: "today" };
  if (words === "yesterday") return { start: addDays(today, -1), end: today, title: "yesterday" };
  const year = /^(?:in |during )?((?:19|20)\d{2})$/.exec(words)?.[1];
  if (year !== undefined) return { start: `${year}-01-01`, end: `${Number(year) + 1}-01-01`, title: year };
  const match = /^(?:in |during )?([a-z]+)(?: ((?:19|20)\d{2}))?$/.exec(words);
  const month = monthNames.indexOf(match?.[1] ?? "") + 1;
  if (month === 0) return null;
  const of = match?.[2] === undefined ? yearOf(today) - (month > monthOf(today) ? 1 : 0) : Number(match[2]);
  return { start: monthStart(of, month), end: monthStart(of, month, 1), title: `${match?.[1]} ${of}` };
}

function explicit(words: string): Period | null {
  const [start = "", end = ""] = words.split(/\.\.| to /);
  if (isDay(start) && isDay(end) && start < end) return { start, end, title: `${start} to ${addDays(end, -1)}` };
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(words)) {
    const [year, month] = [yearOf(words), monthOf(words)];
    return { start: monthStart(year, month), end: monthStart(year, month, 1), title: words };
  }
  return null;
}

/** Fiscal year and quarter (1 to 4) of a day. */
function fiscalQuarter(day: string, { fiscalYearStart }: Calendar): { year: number; quarter: number } {
  const months = monthOf(day) - fiscalYearStart;
  const year = yearOf(day) + (months < 0 ? -1 : 0);
  return { year, quarter: Math.floor(((months + 12) % 12) / 3) + 1 };
}

/** Dates of a quarter; numbers beyond 1 to 4 run on into the neighbouring years. */
function quarterDates(year: number, quarter: number, { fiscalYearStart }: Calendar): { start: string; end: string } {
  const at = (n: number): string => monthStart(year, fiscalYearStart, 3 * n);
  return { start: at(quarter - 1), end: at(quarter) };
}

/** The same day of another month, or that month's last day. */
function addMonths(day: string, months: number): string {
  const first = monthStart(yearOf(day), monthOf(day), months);
  const last = addDays(monthStart(yearOf(first), monthOf(first), 1), -1);
  const same = `${first.slice(0, 8)}${day.slice(8)}`;
  return same > last ? last : same;
}
