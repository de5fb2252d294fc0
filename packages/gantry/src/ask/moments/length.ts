// How long: "30 days", "half a year", "anderthalb Jahre", "un an et demi".
import { addDays } from "../../catalog/index.ts";
import { behind, bareUnit } from "./spoken.ts";
import type { Spoken, Took } from "./spoken.ts";
import { monthsOn } from "./whole.ts";
import { countOf } from "./words.ts";

export interface Length {
  readonly count: number;
  readonly unit: "day" | "month";
  /** As it was told, where it was in whole units: "4 quarters". */
  readonly told?: string;
}

const isOne = (word: string | undefined): boolean => /^(?:an?|one|une?|ein\w{0,2})$/.test(word ?? "");

const inUnit = (count: number, unit: string): Length | undefined => {
  const told =
    Number.isInteger(count) && /^(?:day|week|month|quarter|year)$/.test(unit) ? { told: `${count} ${unit}s` } : {};
  if (unit === "day" || unit === "week") return { count: count * (unit === "week" ? 7 : 1), unit: "day", ...told };
  const months = count * ({ month: 1, quarter: 3, half: 6, year: 12 }[unit] ?? 12);
  return Number.isInteger(months) ? { count: months, unit: "month", ...told } : undefined;
};

const told = (length: Length | undefined, to: number): Took<Length> | undefined =>
  length === undefined ? undefined : { it: length, to };

/** A length of time that is named there. */
export const lengthAt = (spoken: Spoken, at: number): Took<Length> | undefined => {
  const { words } = spoken;
  const half = behind(
    spoken,
    at,
    "half a year",
    "a half year",
    "ein halbes jahr",
    "einem halben jahr",
    "halben jahr",
    "halbes jahr",
    "une demi annee",
    "half year",
  );
  if (half !== undefined) return { it: { count: 6, unit: "month" }, to: half };
  const fortnight = behind(spoken, at, "a fortnight", "fortnight");
  if (fortnight !== undefined) return { it: { count: 14, unit: "day" }, to: fortnight };
  // "One and a half years", "anderthalb Jahre".
  const more = behind(spoken, at, "anderthalb", "eineinhalb", "one and a half");
  if (more !== undefined) {
    const unit = bareUnit(spoken, more);
    return unit === undefined ? undefined : told(inUnit(1.5, unit.it), unit.to);
  }
  const year = behind(spoken, at, "year and a half", "annee et demie", "an et demi");
  if (year !== undefined) return { it: { count: 18, unit: "month" }, to: year };
  const count = isOne(words[at]) ? 1 : countOf(words[at]);
  if (count === undefined || count < 1 || count > 9999) return undefined;
  const andHalf = behind(spoken, at + 1, "and a half");
  const unit = bareUnit(spoken, andHalf ?? at + 1);
  if (unit === undefined || /^20\d\d$/.test(words[at] ?? "")) return undefined;
  const behindHalf = behind(spoken, unit.to, "and a half", "et demi", "et demie");
  const all = andHalf === undefined && behindHalf === undefined ? count : count + 0.5;
  return told(inUnit(all, unit.it), behindHalf ?? unit.to);
};

/** The day that lies so long after another; before it where negative. The same day of another month, or that month's last. */
export const moved = (day: string, { count, unit }: Length, sign: 1 | -1): string => {
  if (unit === "day") return addDays(day, sign * count);
  const first = monthsOn(day, sign * count);
  const last = addDays(monthsOn(first, 1), -1);
  const same = `${first.slice(0, 8)}${day.slice(8)}`;
  return same > last ? last : same;
};
