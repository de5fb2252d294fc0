// A time that is named, be it a day, a month or the first half of one.
import { addDays, weekStart } from "../../catalog/index.ts";
import { dayLong, once, yearly } from "./anchors.ts";
import type { Anchor, Days } from "./anchors.ts";
import { dateAt, monthAt, nearDayAt, weekdayAt } from "./day.ts";
import { holidayAt } from "./holidays.ts";
import { bareUnit, behind, behindArticle, behindJoint, shiftedUnit, yearBehind } from "./spoken.ts";
import type { Spoken, Took } from "./spoken.ts";
import { calendarYear, monthsOn, partOfYear, weekNumbered, whole } from "./whole.ts";
import { countOf, edgeOf, ordinalOf, seasonOf, shiftOf, unitOf } from "./words.ts";
import type { Edge } from "./words.ts";

const mapped = (anchor: Anchor, by: (days: Days) => Days | null, alone: boolean, edge?: "start" | "end"): Anchor => ({
  nth: (k) => {
    const days = anchor.nth(k);
    return days === null ? null : by(days);
  },
  again: anchor.again,
  alone,
  ...(edge === undefined ? {} : { edge }),
});

const fixed = (days: Days | null, to: number, alone = false): Took<Anchor> | undefined =>
  days === null ? undefined : { it: once(days, alone), to };

const holiday = (spoken: Spoken, at: number): Took<Anchor> | undefined => {
  const shift = shiftOf(spoken.words[at]);
  if (shift === -1 || shift === 1) {
    const later = holidayAt(spoken.words, at + 1);
    const days =
      later === undefined ? null : yearly((it) => dayLong(later.of(it)), spoken.options).nth(shift < 0 ? 0 : 1);
    return later === undefined ? undefined : fixed(days, at + 1 + later.length);
  }
  const found = holidayAt(spoken.words, at);
  if (found === undefined) return undefined;
  const year = yearBehind(spoken, at + found.length);
  if (year !== undefined) return { it: once(dayLong(found.of(year.it))), to: year.to };
  return { it: yearly((it) => dayLong(found.of(it)), spoken.options), to: at + found.length };
};

/** "Summer 2025", "last winter", "the summer of last year": whole months, and never without a year or "last". */
const season = (spoken: Spoken, at: number): Took<Anchor> | undefined => {
  const { words, options } = spoken;
  const shift = shiftOf(words[at]);
  const turned = seasonOf(words[at]) === undefined ? undefined : shiftOf(words[at + 1]);
  const month = seasonOf(words[shift === undefined ? at : at + 1]);
  if (month === undefined) return undefined;
  const of = (year: number): Days => {
    const start = monthsOn(`${year}-01-01`, month - 1);
    return { start, end: monthsOn(start, 3) };
  };
  // "The Summer 2027 collection" is no time: in English it is the summer of a year.
  const isIn = words[at + 1] === "of" || /^(?:im|am|l)$/.test(words[at - 1] ?? "");
  const said = shift ?? turned;
  if (said === undefined) {
    const year = yearBehind(spoken, at + 1);
    // A winter is of two years.
    return year === undefined || !isIn || month === 12 ? undefined : fixed(of(year.it), year.to, true);
  }
  const to = at + 2;
  const begun = yearly(of, options);
  const last = begun.nth(0);
  if (last === null) return undefined;
  const isRunning = last.end > options.today;
  if (said === -1) return fixed(isRunning ? begun.nth(-1) : last, to, true);
  if (said === 1) return fixed(begun.nth(1), to, true);
  // "This summer", said in November, is the one that has been.
  return said === 0 ? fixed(last, to, true) : undefined;
};

/** "Q3", "third quarter of 2025", "H1 2026", "3. Quartal des Vorjahres": of the company's fiscal year. */
const part = (spoken: Spoken, at: number): Took<Anchor> | undefined => {
  const { words, options } = spoken;
  const short = /^(q|t|h|s)([1-4])$/.exec(words[at] ?? "");
  const ordinal =
    ordinalOf(words[at]) ??
    (/^(?:quartal|halbjahr|trimestre|semestre)$/.test(words[at + 1] ?? "") ? countOf(words[at]) : undefined);
  const named = ordinal === undefined ? undefined : bareUnit(spoken, at + 1);
  const unit = short === null ? named?.it : /[qt]/.test(short[1] ?? "") ? "quarter" : "half";
  const number = short === null ? ordinal : Number(short[2]);
  const to = short === null ? (named?.to ?? at) : at + 1;
  if ((unit !== "quarter" && unit !== "half") || number === undefined) return undefined;
  const year = yearBehind(spoken, to);
  const now = Number(whole("year", 0, options)?.start.slice(0, 4));
  const of = (it: number): Days | null => partOfYear(unit, number, it, options);
  if (year !== undefined) {
    const isNamed = /^20\d\d$/.test(words[year.to - 1] ?? "");
    const shift = year.it - Number(options.today.slice(0, 4));
    return fixed(of(isNamed ? year.it : now + shift), year.to, true);
  }
  return { it: { nth: (k) => of(now + k), again: true, alone: false }, to };
};

/** What an edge, a half or its first days can be of. */
const container = (spoken: Spoken, at: number, orBare: boolean): Took<Anchor> | undefined => {
  const { options, words } = spoken;
  const shifted = shiftedUnit(spoken, at);
  if (shifted !== undefined && shifted.it.unit !== "day")
    return fixed(whole(shifted.it.unit, shifted.it.shift, options), shifted.to);
  const found = part(spoken, at) ?? monthAt(spoken, at);
  if (found !== undefined) return found;
  const year = /^20\d\d$/.test(words[at] ?? "") ? Number(words[at]) : undefined;
  if (year !== undefined) return fixed(calendarYear(year), at + 1);
  const unit = orBare ? bareUnit(spoken, at) : undefined;
  return unit === undefined || unit.it === "day" ? undefined : fixed(whole(unit.it, 0, options), unit.to);
};

const lasts = ({ start, end }: Days): number => (Date.parse(end) - Date.parse(start)) / 86_400_000;

const atEdge = (anchor: Anchor, edge: Edge): Anchor => {
  if (edge === "start") return mapped(anchor, ({ start }) => dayLong(start), false, "start");
  if (edge === "end") return mapped(anchor, ({ end }) => dayLong(addDays(end, -1)), false, "end");
  // The middle of a month is its 15th; that of anything longer is no day.
  return mapped(anchor, (it) => (lasts(it) < 32 && lasts(it) > 27 ? dayLong(addDays(it.start, 14)) : null), false);
};

/** "Monatsende", "Jahresanfang", "Quartalsbeginn". */
const compound = /^(jahres|monats|quartals|wochen|halbjahres|geschaftsjahres)(ende|schluss|anfang|beginn|mitte)$/;

/** "The end of June", "début du mois", "Mitte November", "quarter end", "year's end". */
const edge = (spoken: Spoken, at: number): Took<Anchor> | undefined => {
  const { words, options } = spoken;
  const [, joined = "", place] = compound.exec(words[at] ?? "") ?? [];
  const joinedUnit = unitOf(joined);
  const joinedEdge = edgeOf(place);
  if (joinedUnit !== undefined && joinedEdge !== undefined) {
    const days = whole(joinedUnit, 0, options);
    return days === null ? undefined : { it: atEdge(once(days), joinedEdge), to: at + 1 };
  }
  const from = words[at] === "very" ? at + 1 : at;
  const said = edgeOf(words[from]);
  if (said !== undefined) {
    const of = container(spoken, behindJoint(spoken, from + 1), true);
    return of === undefined ? undefined : { it: atEdge(of.it, said), to: of.to };
  }
  const unit = bareUnit(spoken, at);
  const ends = unit === undefined ? at : unit.to + (words[unit.to] === "s" ? 1 : 0);
  const days = unit === undefined || unit.it === "day" || words[ends] !== "end" ? null : whole(unit.it, 0, options);
  return days === null ? undefined : { it: atEdge(once(days), "end"), to: ends + 1 };
};

/** "The first half of October", "zweite Hälfte des Monats", "première moitié de novembre". Of years, fiscal halves are `part`. */
const half = (spoken: Spoken, at: number): Took<Anchor> | undefined => {
  const number = ordinalOf(spoken.words[at]);
  // "Oktoberhälfte", "Monatshälfte" are half and whole in one word.
  const [, joined] = /^(.+?)s?halfte$/.exec(spoken.words[at + 1] ?? "") ?? [];
  const words = joined === undefined ? spoken.words : spoken.words.with(at + 1, joined);
  const isHalf = joined !== undefined || /^(?:half|halfte|moitie|quinzaine)$/.test(words[at + 1] ?? "");
  if (number === undefined || number > 2 || !isHalf) return undefined;
  const from = joined === undefined ? behindJoint(spoken, at + 2) : at + 1;
  const year = /^20\d\d$/.test(words[from] ?? "") ? Number(words[from]) : undefined;
  // A year's halves are the fiscal ones, as its quarters are.
  if (year !== undefined) return fixed(partOfYear("half", number, year, spoken.options), from + 1, true);
  const of = container({ ...spoken, words }, from, true);
  if (of === undefined) return undefined;
  const by = (it: Days): Days | null => {
    const [days, middle] = [lasts(it), addDays(it.start, 15)];
    const split = days > 300 ? monthsOn(it.start, 6) : days > 27 && days < 32 ? middle : null;
    if (split === null) return null;
    return number === 1 ? { start: it.start, end: split } : { start: split, end: it.end };
  };
  return { it: mapped(of.it, by, true), to: of.to };
};

/** "The first three months of 2026", "les deux premières semaines d'octobre", "the last 10 days of the month". */
const ends = (spoken: Spoken, at: number): Took<Anchor> | undefined => {
  const { words } = spoken;
  const turned = countOf(words[at]) !== undefined;
  const [side, count] = turned ? [words[at + 1], countOf(words[at])] : [words[at], countOf(words[at + 1])];
  const isFirst = ordinalOf(side) === 1;
  const unit = unitOf(words[at + 2]);
  if ((!isFirst && shiftOf(side) !== -1) || count === undefined || count < 1) return undefined;
  if (unit !== "day" && unit !== "week" && unit !== "month") return undefined;
  const from = behindJoint(spoken, at + 3);
  const isOf = from > at + 3 || /^20\d\d$/.test(words[from] ?? "");
  const of = isOf ? container(spoken, from, true) : undefined;
  if (of === undefined) return undefined;
  const by = ({ start, end }: Days): Days | null => {
    const days = count * (unit === "week" ? 7 : 1);
    const [to, since] =
      unit === "month" ? [monthsOn(start, count), monthsOn(end, -count)] : [addDays(start, days), addDays(end, -days)];
    if (unit === "month" && lasts({ start, end }) < 32) return null;
    if (isFirst) return to <= end ? { start, end: to } : null;
    return since >= start ? { start: since, end } : null;
  };
  return { it: mapped(of.it, by, true), to: of.to };
};

/** "The rest of the year": what is still to come of it. */
const rest = (spoken: Spoken, at: number): Took<Anchor> | undefined => {
  const { words, options } = spoken;
  if (!/^(?:rest|remainder|reste|restlichen|restliche|verbleibenden)$/.test(words[at] ?? "")) return undefined;
  const of = container(spoken, behindJoint(spoken, at + 1), true);
  const days = of?.it.nth(0);
  if (of === undefined || days === null || days === undefined || days.start > options.today) return undefined;
  return days.end > options.today ? fixed({ start: options.today, end: days.end }, of.to, true) : undefined;
};

/** "Week 45 of 2025", "KW 3", "the week of 9 November". */
const week = (spoken: Spoken, at: number): Took<Anchor> | undefined => {
  const { words, options } = spoken;
  const named = behind(spoken, at, "calendar week", "kalenderwoche", "kw", "cw", "week", "semaine");
  const number = named === undefined ? undefined : countOf(words[named]);
  if (named !== undefined && number !== undefined) {
    const year = yearBehind(spoken, named + 1);
    const days = weekNumbered(number, year?.it ?? Number(options.today.slice(0, 4)));
    return fixed(days, year?.to ?? named + 1, true);
  }
  const of = behind(spoken, at, "week of", "semaine du", "woche vom", "woche ab dem");
  const day = of === undefined ? undefined : dateAt(spoken, behindArticle(spoken, of));
  if (day === undefined) return undefined;
  const by = ({ start }: Days): Days => ({ start: weekStart(start), end: addDays(weekStart(start), 7) });
  return { it: mapped(day.it, by, true), to: day.to };
};

/** "Last quarter", "the month before last", "2026". */
const span = (spoken: Spoken, at: number): Took<Anchor> | undefined => {
  const shifted = shiftedUnit(spoken, at);
  // "The last complete quarter"; two words are read elsewhere.
  const isLong = shifted?.it.shift === -2 || ((shifted?.to ?? at) - at > 2 && shifted?.it.unit !== "half");
  if (shifted !== undefined) return fixed(whole(shifted.it.unit, shifted.it.shift, spoken.options), shifted.to, isLong);
  const year = /^20[0-4]\d$/.test(spoken.words[at] ?? "") ? Number(spoken.words[at]) : undefined;
  return year === undefined ? undefined : fixed(calendarYear(year), at + 1);
};

const readers = [dateAt, holiday, half, ends, rest, edge, week, season, part, monthAt, weekdayAt, nearDayAt, span];

/** The longest time that is named there. */
export const pointAt = (spoken: Spoken, at: number): Took<Anchor> | undefined => {
  const from = behindArticle(spoken, at);
  const found = readers.flatMap((reader) => reader(spoken, from) ?? []);
  return found.toSorted((a, b) => b.to - a.to)[0];
};
