// Days as whole numbers (days since 1970-01-01), and Meridian's fiscal year, which begins on 1 February.

/** Days since 1970-01-01. */
export type Day = number;

const millisecondsPerDay = 86_400_000;

/** "YYYY-MM-DD" → day; throws a RangeError on anything else. */
export function dayOf(text: string): Day {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || isoDay(time / millisecondsPerDay) !== text) {
    throw new RangeError("The day must be a calendar date written YYYY-MM-DD.");
  }
  return time / millisecondsPerDay;
}

/** Day → "YYYY-MM-DD". */
export function isoDay(day: Day): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
}

/** A moment of a day → "YYYY-MM-DDTHH:MM:SS.000Z". */
export function isoTime(day: Day, secondOfDay: number): string {
  return new Date(day * millisecondsPerDay + Math.floor(secondOfDay) * 1000).toISOString();
}

export function yearOf(day: Day): number {
  return new Date(day * millisecondsPerDay).getUTCFullYear();
}

/** 1 to 12. */
export function monthOf(day: Day): number {
  return new Date(day * millisecondsPerDay).getUTCMonth() + 1;
}

/** First day of a month; months outside 1 to 12 carry over into the neighbouring years. */
export function firstOfMonth(year: number, month: number): Day {
  return Date.UTC(year, month - 1, 1) / millisecondsPerDay;
}

/** The same day of the month `months` later, or that month's last day where it is shorter. */
export function addMonths(day: Day, months: number): Day {
  const first = firstOfMonth(yearOf(day), monthOf(day) + months);
  const next = firstOfMonth(yearOf(day), monthOf(day) + months + 1);
  const dayOfMonth = day - firstOfMonth(yearOf(day), monthOf(day));
  return first + Math.min(dayOfMonth, next - first - 1);
}

/** The Monday of the day's week. */
export function mondayOf(day: Day): Day {
  return day - ((((day + 3) % 7) + 7) % 7);
}

export function isWeekend(day: Day): boolean {
  return day - mondayOf(day) >= 5;
}

export interface Quarter {
  readonly start: Day;
  /** The last day, included. */
  readonly end: Day;
}

/** The fiscal quarter that holds the day: February to April, May to July, August to October, November to January. */
export function fiscalQuarter(day: Day): Quarter {
  const month = monthOf(day);
  const back = (month + 10) % 3;
  const start = firstOfMonth(yearOf(day), month - back);
  return { start, end: addMonths(start, 3) - 1 };
}
