// Relative date literals (TODAY, LAST_N_DAYS:7, THIS_FISCAL_QUARTER …) as half-open ranges of days, in UTC.
import { malformedQuery, notInStandIn } from "../errors.ts";

/** From the first day on, up to but without the last, "YYYY-MM-DD"; `untilNow` ends a datetime range at this second. */
export interface Period {
  readonly start: string;
  readonly end: string;
  readonly untilNow: boolean;
}

type Unit = "DAY" | "WEEK" | "MONTH" | "QUARTER" | "YEAR" | "FISCAL_QUARTER" | "FISCAL_YEAR";

/** Years beyond this would leave the four-digit calendar. */
const maxCount = 9999;

/**
 * What the word means on this day. Weeks begin on Sunday, as in the en_US locale that the stand-in's users have.
 * Throws MALFORMED_QUERY on unknown words, and on fiscal words if no fiscal year is configured.
 * See "Date Formats and Date Literals" in Salesforce's SOQL reference.
 */
export function period(word: string, count: number, now: Date, fiscalYearStartMonth?: number): Period {
  if (!Number.isInteger(count) || count < 0 || count > maxCount) throw malformedQuery(`invalid number in ${word}`);
  const range = (unit: Unit, from: number, to: number): Period => ({
    start: boundary(unit, from, now, fiscalYearStartMonth),
    end: boundary(unit, to, now, fiscalYearStartMonth),
    untilNow: false,
  });
  switch (word) {
    case "YESTERDAY":
      return range("DAY", -1, 0);
    case "TODAY":
      return range("DAY", 0, 1);
    case "TOMORROW":
      return range("DAY", 1, 2);
    case "LAST_90_DAYS":
      return { ...range("DAY", -90, 1), untilNow: true };
    case "NEXT_90_DAYS":
      return range("DAY", 1, 91);
    case "LAST_N_DAYS":
      return { ...range("DAY", -count, 1), untilNow: true };
  }
  const single = /^(LAST|THIS|NEXT)_((?:FISCAL_)?(?:QUARTER|YEAR)|WEEK|MONTH)$/.exec(word);
  if (single !== null) {
    const from = single[1] === "LAST" ? -1 : single[1] === "THIS" ? 0 : 1;
    return range(unitOf(single[2]), from, from + 1);
  }
  const several = /^(LAST|NEXT)_N_((?:FISCAL_)?(?:QUARTER|YEAR)|DAY|WEEK|MONTH)S$/.exec(word);
  if (several !== null) {
    const unit = unitOf(several[2]);
    return several[1] === "LAST" ? range(unit, -count, 0) : range(unit, 1, count + 1);
  }
  const ago = /^N_((?:FISCAL_)?(?:QUARTER|YEAR)|DAY|WEEK|MONTH)S_AGO$/.exec(word);
  if (ago !== null) return range(unitOf(ago[1]), -count, -count + 1);
  throw notInStandIn(`the date literal ${word}`);
}

const units: readonly Unit[] = ["DAY", "WEEK", "MONTH", "QUARTER", "YEAR", "FISCAL_QUARTER", "FISCAL_YEAR"];

function unitOf(text = ""): Unit {
  const unit = units.find((it) => it === text);
  if (unit === undefined) throw notInStandIn(`the date unit ${text}`);
  return unit;
}

/** First day of the unit that lies `steps` units from the current one. */
function boundary(unit: Unit, steps: number, now: Date, fiscalYearStartMonth?: number): string {
  const year = now.getUTCFullYear();
  const month = now.getUTCMonth();
  const date = now.getUTCDate();
  switch (unit) {
    case "DAY":
      return day(year, month, date + steps);
    case "WEEK":
      return day(year, month, date - now.getUTCDay() + 7 * steps);
    case "MONTH":
      return day(year, month + steps, 1);
    case "QUARTER":
      return day(year, month - (month % 3) + 3 * steps, 1);
    case "YEAR":
      return day(year + steps, 0, 1);
    case "FISCAL_QUARTER":
    case "FISCAL_YEAR": {
      if (fiscalYearStartMonth === undefined)
        throw malformedQuery("fiscal date literals need fiscalYearStartMonth in this stand-in's data");
      const intoYear = (month - (fiscalYearStartMonth - 1) + 12) % 12;
      return unit === "FISCAL_YEAR"
        ? day(year, month - intoYear + 12 * steps, 1)
        : day(year, month - (intoYear % 3) + 3 * steps, 1);
    }
  }
}

function day(year: number, month: number, date: number): string {
  const at = new Date(0);
  at.setUTCFullYear(year, month, date);
  if (at.getUTCFullYear() < 0 || at.getUTCFullYear() > 9999 || Number.isNaN(at.getTime()))
    throw malformedQuery("the date literal leaves the calendar");
  return at.toISOString().slice(0, 10);
}
