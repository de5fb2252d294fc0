// Days and months by their date: "3 November", "the 15th of December 2026", "am 31.12.", "March last year".
import { addDays, isDay } from "../../catalog/index.ts";
import { dayLong, once, yearly } from "./anchors.ts";
import type { Anchor } from "./anchors.ts";
import { behindArticle, shiftedUnit, yearBehind } from "./spoken.ts";
import type { Spoken, Took } from "./spoken.ts";
import { dayIn, monthIn } from "./whole.ts";
import { dayShiftOf, monthOf, ordinalOf, weekdayOf, shiftOf } from "./words.ts";

const two = (text: string): string => text.padStart(2, "0");

/** "2026-11-03", "3.11.2026", "3.11.26". */
const inDigits = (word: string): string | undefined => {
  if (isDay(word)) return word;
  const parts = /^(\d{1,2})\.(\d{1,2})\.((?:20)?\d\d)$/.exec(word);
  if (parts === null) return undefined;
  const [, day = "", month = "", year = ""] = parts;
  const date = `${year.length === 2 ? `20${year}` : year}-${two(month)}-${two(day)}`;
  return isDay(date) ? date : undefined;
};

/** "3", "3rd", "third", "1er". */
const numberOfDay = ({ words }: Spoken, at: number): Took<number> | undefined => {
  const word = words[at] ?? "";
  const digits = /^(\d{1,2})(?:st|nd|rd|th|er|e)?$/.exec(word)?.[1];
  const number = digits === undefined ? ordinalOf(word) : Number(digits);
  if (number === undefined || number < 1 || number > 31) return undefined;
  return { it: number, to: /^(?:st|nd|rd|th|er)$/.test(words[at + 1] ?? "") ? at + 2 : at + 1 };
};

const ofDate = (spoken: Spoken, month: number, day: number, to: number): Took<Anchor> | undefined => {
  const year = yearBehind(spoken, to);
  if (year === undefined) return { it: yearly((it) => dayIn(it, month, day), spoken.options), to };
  const found = dayIn(year.it, month, day);
  return found === null ? undefined : { it: once(found), to: year.to };
};

/** A day by its date. */
export const dateAt = (spoken: Spoken, at: number): Took<Anchor> | undefined => {
  const { words } = spoken;
  const written = inDigits(words[at] ?? "");
  if (written !== undefined) return { it: once(dayLong(written)), to: at + 1 };
  // "Bis zum 31.12.": with an article it is a day, without one an amount.
  const short = /^(\d{1,2})\.(\d{1,2})$/.exec(words[at] ?? "");
  const isArticle = /^(?:dem|den|zum|am|vom)$/.test(words[at - 1] ?? "");
  if (short !== null && isArticle && Number(short[2]) <= 12)
    return { it: yearly((it) => dayIn(it, Number(short[2]), Number(short[1])), spoken.options), to: at + 1 };
  const number = numberOfDay(spoken, at);
  if (number !== undefined) {
    const from = /^(?:of|de|d)$/.test(words[number.to] ?? "") ? number.to + 1 : number.to;
    const month = monthOf(words[from]);
    return month === undefined ? undefined : ofDate(spoken, month, number.it, from + 1);
  }
  const month = monthOf(words[at]);
  const behind = month === undefined ? undefined : numberOfDay(spoken, behindArticle(spoken, at + 1));
  return month === undefined || behind === undefined ? undefined : ofDate(spoken, month, behind.it, behind.to);
};

/** "March", "March 2026", "mars de l'année dernière", "last March", "janvier prochain". */
export const monthAt = (spoken: Spoken, at: number): Took<Anchor> | undefined => {
  const { words, options } = spoken;
  const before = monthOf(words[at]) === undefined ? shiftOf(words[at]) : undefined;
  const month = monthOf(words[before === undefined ? at : at + 1]);
  if (month === undefined) return undefined;
  const shift = before ?? shiftOf(words[at + 1]);
  const isOfYear = shiftedUnit(spoken, at + 1) !== undefined;
  if ((shift === -1 || shift === 1) && !isOfYear) {
    const now = Number(options.today.slice(0, 4));
    const all = [now - 1, now, now + 1].map((it) => monthIn(it, month));
    const days = shift < 0 ? all.findLast((it) => it.end <= options.today) : all.find((it) => it.start > options.today);
    return days === undefined ? undefined : { it: once(days, true), to: at + 2 };
  }
  if (before !== undefined) return undefined;
  const year = yearBehind(spoken, at + 1);
  if (year !== undefined) return { it: once(monthIn(year.it, month), true), to: year.to };
  return { it: yearly((it) => monthIn(it, month), spoken.options), to: at + 1 };
};

/** "Today", "tomorrow", "avant-hier". */
export const nearDayAt = ({ words, options: { today } }: Spoken, at: number): Took<Anchor> | undefined => {
  const day = (shift: number, to: number): Took<Anchor> => ({
    it: once(dayLong(addDays(today, shift)), shift !== 0),
    to,
  });
  const [first, second, third, fourth] = words.slice(at, at + 4);
  if (first === "aujourd" && second === "hui") return day(0, at + 2);
  if (first === "day" && third === "tomorrow" && second === "after") return day(2, at + 3);
  if (first === "day" && third === "yesterday" && second === "before") return day(-2, at + 3);
  if (first === "apres" && second === "demain") return day(2, at + 2);
  if (first === "avant" && second === "hier") return day(-2, at + 2);
  if (first === "right" && second === "now") return day(0, at + 2);
  // In German it is "here".
  if (first === "hier" && fourth === undefined && /^(?:depuis|avant|et)$/.test(words[at - 1] ?? ""))
    return day(-1, at + 1);
  const shift = dayShiftOf(first);
  return shift === undefined ? undefined : day(shift, at + 1);
};

/** "Friday", "last Friday": of another week than today, where today is one. */
export const weekdayAt = ({ words, options: { today } }: Spoken, at: number): Took<Anchor> | undefined => {
  const turned = weekdayOf(words[at]) !== undefined && /^(?:dernier|prochain)$/.test(words[at + 1] ?? "");
  const shift = shiftOf(words[turned ? at + 1 : at]);
  const weekday = weekdayOf(words[shift === undefined || turned ? at : at + 1]);
  if (weekday === undefined) return undefined;
  const to = shift === undefined ? at + 1 : at + 2;
  const since = (new Date(`${today}T00:00:00Z`).getUTCDay() - weekday + 7) % 7;
  const last = addDays(today, since === 0 ? -7 : -since);
  const ahead = addDays(today, since === 0 ? 7 : 7 - since);
  if (shift === -1) return { it: once(dayLong(last), true), to };
  if (shift === 1) return { it: once(dayLong(ahead)), to };
  if (shift !== undefined) return undefined;
  return {
    it: { nth: (k) => dayLong(k <= 0 ? addDays(last, 7 * k) : addDays(ahead, 7 * (k - 1))), again: true, alone: false },
    to,
  };
};
