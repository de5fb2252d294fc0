// Calendar arithmetic on days written "YYYY-MM-DD", in the proleptic Gregorian calendar; no clock, no time zone.

const MILLISECONDS_A_DAY = 86_400_000;

const toUtc = (day: string): Date => new Date(`${day}T00:00:00Z`);
const fromUtc = (date: Date): string => date.toISOString().slice(0, 10);

/** The day `days` later (earlier when negative). */
export const addDays = (day: string, days: number): string =>
  fromUtc(new Date(toUtc(day).getTime() + days * MILLISECONDS_A_DAY));

/** First day of the month that lies `months` after the given year and month (1 to 12). */
export const monthStart = (year: number, month: number, months = 0): string =>
  fromUtc(new Date(Date.UTC(year, month - 1 + months, 1)));

export const yearOf = (day: string): number => Number(day.slice(0, 4));
export const monthOf = (day: string): number => Number(day.slice(5, 7));

/** Whether the text is a real day: "2026-02-29" is not. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(toUtc(text).getTime()) && fromUtc(toUtc(text)) === text;

/** Monday of the day's week (ISO 8601). */
export const weekStart = (day: string): string => addDays(day, -((toUtc(day).getUTCDay() + 6) % 7));

/** The day that it is at an instant in a time zone (IANA name). */
export const dayIn = (timeZone: string, instant: Date): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(instant);
