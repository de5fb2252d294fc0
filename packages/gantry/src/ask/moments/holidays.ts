// Days that have a name: on a date of their own, or so many days from Easter.
import { addDays, weekStart } from "../../catalog/index.ts";

const two = (number: number): string => String(number).padStart(2, "0");

/** Easter Sunday of the Gregorian calendar, by the anonymous algorithm of Meeus, Jones and Butcher. */
export const easterOf = (year: number): string => {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const [d, e, f] = [Math.floor(b / 4), b % 4, Math.floor((b + 8) / 25)];
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return `${year}-${two(Math.floor(sum / 31))}-${two((sum % 31) + 1)}`;
};

/** Fourth Thursday of November. */
const thanksgivingOf = (year: number): string => {
  const thursday = addDays(weekStart(`${year}-11-01`), 3);
  return addDays(thursday, thursday < `${year}-11-01` ? 28 : 21);
};

type OfYear = (year: number) => string;
const on =
  (date: string): OfYear =>
  (year) =>
    `${year}-${date}`;
const easter =
  (days: number): OfYear =>
  (year) =>
    addDays(easterOf(year), days);

const named: readonly (readonly [OfYear, string])[] = [
  [on("01-01"), "new year s day, new years day, new year, new years, neujahr, nouvel an, jour de l an"],
  [on("01-06"), "epiphany, epiphanie, dreikonigstag, heilige drei konige"],
  [on("02-14"), "valentine s day, valentines day, saint valentin, valentinstag"],
  [on("05-01"), "labour day, may day, fete du travail, tag der arbeit"],
  [on("10-31"), "halloween"],
  [on("11-01"), "all saints day, all saints, toussaint, allerheiligen"],
  [on("12-06"), "st nicholas day, saint nicolas, nikolaus, nikolaustag"],
  [on("12-24"), "christmas eve, veille de noel, reveillon de noel, heiligabend"],
  [on("12-25"), "christmas day, christmas, xmas, noel, jour de noel, weihnachten, weihnachtstag"],
  [on("12-26"), "boxing day, st stephen s day, stephanstag"],
  [on("12-31"), "new year s eve, new years eve, nye, saint sylvestre, st sylvestre, silvester, jahreswechsel"],
  [easter(-2), "good friday, vendredi saint, karfreitag"],
  [easter(0), "easter, easter sunday, paques, dimanche de paques, ostern, ostersonntag"],
  [easter(1), "easter monday, lundi de paques, ostermontag"],
  [easter(39), "ascension day, ascension, auffahrt, christi himmelfahrt"],
  [easter(49), "pentecost, whitsun, whit sunday, pentecote, pfingsten, pfingstsonntag"],
  [easter(50), "whit monday, lundi de pentecote, pfingstmontag"],
  [thanksgivingOf, "thanksgiving, thanksgiving day"],
  [(year) => addDays(thanksgivingOf(year), 1), "black friday"],
  [(year) => addDays(thanksgivingOf(year), 4), "cyber monday"],
];

const holidays = named
  .flatMap(([of, names]) => names.split(", ").map((name) => ({ of, words: name.split(" ") })))
  .toSorted((a, b) => b.words.length - a.words.length);

const byFirst = Map.groupBy(holidays, (it) => it.words[0] ?? "");

/** The holiday that is named there, and by how many words. */
export const holidayAt = (
  words: readonly string[],
  at: number,
): { readonly of: OfYear; readonly length: number } | undefined => {
  const found = byFirst.get(words[at] ?? "")?.find((it) => it.words.every((word, i) => words[at + i] === word));
  return found === undefined ? undefined : { of: found.of, length: found.words.length };
};

/** What no holiday goes without: a quick look before any reading. */
export const ofHoliday =
  /christmas|xmas|noel|weihnacht|heiligabend|year|nye|neujahr|nouvel|sylvest|silvester|jahreswechsel|easter|paques|oster|pfingst|pentec|whit|ascension|auffahrt|himmelfahrt|friday|monday|freitag|halloween|valentin|toussaint|allerheil|thanksgiving|nikolaus|nicolas|boxing|labour|may day|epiphan|saints/;
