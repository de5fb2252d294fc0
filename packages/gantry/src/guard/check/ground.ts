// Grounding: every number and date in a text must trace to a cell of its own row; what does is a claim, what doesn't is flagged.
import { mannerAt } from "./approximate.ts";
import { agrees, datesIn } from "./dates.ts";
import type { WrittenDate } from "./dates.ts";
import type { Facts } from "./facts.ts";
import { groundNumber } from "./ground-number.ts";
import { daysIn, ideaAt, isTimeUnit } from "./ideas.ts";
import { numbersIn } from "./numbers.ts";
import type { WrittenNumber } from "./numbers.ts";

/** A number or date in a text; with the columns that it rests on, or with none where it traces to no cell. */
export interface Statement {
  readonly kind: "number" | "date";
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Null: ungrounded. Empty: an author's own words (instructions, template) say it. */
  readonly columns: readonly string[] | null;
}

/** Something in the text that no cell holds. */
export type Ungrounded = Pick<Statement, "kind" | "text" | "start">;

const weekdays: Readonly<Record<string, number>> = Object.fromEntries(
  [
    "sunday sonntag dimanche",
    "monday montag lundi",
    "tuesday dienstag mardi",
    "wednesday mittwoch mercredi",
    "thursday donnerstag jeudi",
    "friday freitag vendredi",
    "saturday samstag samedi",
  ].flatMap((names, index) => names.split(" ").map((name) => [name, index] as const)),
);

/** "Thursday, 11 February": the weekday must be that day's. */
const isOtherWeekday = (
  text: string,
  date: WrittenDate,
  { year, month, day }: { year?: number; month?: number; day?: number },
): boolean => {
  const before = /(\p{L}+)(?:,? (?:the |den |dem |le )?)$/u.exec(
    text.slice(Math.max(0, date.start - 20), date.start),
  )?.[1];
  const named = weekdays[before?.toLowerCase() ?? ""];
  if (named === undefined || year === undefined || month === undefined || day === undefined) return false;
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() !== named;
};

const groundDate = (text: string, date: WrittenDate, facts: Facts): readonly string[] | null => {
  const found = facts.dates.filter((fact) => date.readings.some((reading) => agrees(reading, fact.parts)));
  const best = found.find((fact) => fact.column !== "") ?? found[0];
  if (best === undefined || found.every((fact) => isOtherWeekday(text, date, fact.parts))) return null;
  return best.column === "" ? [] : [best.column];
};

/** Ways of speaking that hold digits and state nothing. */
const idiom = /^(?:24\/7|b2b|b2c|3d|2d|h[12]|q[1-4]|24h|covid-19|iso\d*)$/i;
/** What is talked about rather than counted: "two options", "three questions". */
const talk =
  /^(?:[ \u00a0](?:[\p{L}]+ )?(?:options?|points?|questions?|things|ways|suggestions?|steps?|ideas|topics|words|lines|sides|punkte|fragen|dinge|möglichkeiten|vorschläge|wege|worte|zeilen|seiten|schritte|themen|choses|façons|pistes|étapes|idées|mots|sujets)|[ \u00a0]of us)(?!\p{L})/iu;
const meeting =
  /(?<!\p{L})(?:call|meet|meeting|talk|chat|conversation|slot|catch-up|gespräch|telefonat|termin|anruf|austausch|appel|entretien|échange|rendez-vous|conversation)(?!\p{L})/iu;

/** The length of a call that the writer offers is hers to name. */
const isMeetingLength = (text: string, number: WrittenNumber): boolean => {
  const { noun } = ideaAt(text, number.end);
  const value = number.values[0]?.value ?? 0;
  if (noun !== "minute" || value > 60) return false;
  return meeting.test(text.slice(Math.max(0, number.start - 60), number.end + 60));
};

const isIdle = (text: string, number: WrittenNumber): boolean => {
  if (/24\/7/.test(text.slice(Math.max(0, number.start - 3), number.end + 3))) return true;
  if (number.isSpelled && !number.isPercent && !number.isMoney && talk.test(text.slice(number.end, number.end + 40)))
    return true;
  return isMeetingLength(text, number);
};

const groundIdentifier = (identifier: string, facts: Facts): readonly string[] | null => {
  const wanted = identifier.toLowerCase();
  if (idiom.test(wanted)) return [];
  const holds = facts.texts.filter(({ text }) => {
    const at = text.indexOf(wanted);
    return at >= 0 && !/[\p{L}\d]/u.test(text.charAt(at - 1)) && !/[\p{L}\d]/u.test(text.charAt(at + wanted.length));
  });
  const best = holds.find(({ column }) => column !== "") ?? holds[0];
  return best === undefined ? null : best.column === "" ? [] : [best.column];
};

/** "Spectra 410": a number that belongs to the word before it. */
const groundTogether = (text: string, number: WrittenNumber, facts: Facts): readonly string[] | null => {
  const before = /(\p{Lu}[\p{L}\d-]*) $/u.exec(text.slice(Math.max(0, number.start - 32), number.start))?.[1];
  if (before === undefined || number.isPercent || number.isMoney) return null;
  const wanted = `${before} ${number.text}`.toLowerCase();
  const found = facts.texts.find(({ text: held, column }) => column !== "" && held.includes(wanted));
  return found === undefined ? null : [found.column];
};

const only = /(?<!\p{L})(?:only|just|nur|seulement|que|qu['’])[ \u00a0]?$/iu;

const countsSomething = (text: string, number: WrittenNumber, facts: Facts): boolean => {
  const { noun, narrow, adjoins } = ideaAt(text, number.end);
  if (noun === null || !adjoins || daysIn[noun] !== undefined) return false;
  const counts = facts.numbers.filter((fact) => fact.kind === "cell" && fact.idea.noun === noun);
  if (only.test(text.slice(Math.max(0, number.start - 14), number.start))) return counts.length > 0;
  return counts.some((fact) => [...narrow].some((word) => fact.idea.narrow.has(word)));
};

const stateOf = (text: string, number: WrittenNumber, facts: Facts): Statement | null => {
  const { start, end, text: written, identifier } = number;
  if (identifier !== null) {
    const from = text.lastIndexOf(identifier, end) < 0 ? start : text.lastIndexOf(identifier, end);
    const to = from + identifier.length;
    const columns = groundIdentifier(identifier, facts);
    return columns?.length === 0 ? null : { kind: "number", text: text.slice(from, to), start: from, end: to, columns };
  }
  const year =
    number.isMoney || number.isPercent || number.isSpelled || !/^(?:19|20)\d\d$/.test(written) ? null : Number(written);
  if (year !== null) {
    const found = facts.dates.find((fact) => fact.parts.year === year);
    if (found !== undefined) {
      const columns = found.column === "" ? [] : [found.column];
      return { kind: "date", text: written, start, end, columns };
    }
  }
  const product = groundTogether(text, number, facts);
  if (product !== null) return { kind: "number", text: written, start, end, columns: product };
  const columns = groundNumber(text, number, mannerAt(text, start, end), facts);
  // "One" and "eine" are words first, unless the row counts just that: "only one ticket", "un ticket est encore ouvert".
  const isArticle =
    number.isSpelled && !number.isFraction && number.values[0]?.value === 1 && !number.isMoney && !number.isPercent;
  if (columns === null && isIdle(text, number)) return null;
  if (isArticle && !countsSomething(text, number, facts)) return null;
  // A unit of time belongs to what is shown: "three weeks".
  const word = /^[ \u00a0-](\p{L}+)/u.exec(text.slice(end, end + 16));
  const unit = isTimeUnit(word?.[1] ?? "") ? word : null;
  const to = end + (unit?.[0].length ?? 0);
  return { kind: "number", text: text.slice(start, to), start, end: to, columns };
};

/**
 * Every number and date of `text`, traced. Knows rounding ("43 %" from 0.4312, "84,000" from 84,320, "€1.2 million" from
 * 1203441), both ways of writing decimals, number words, parts of a whole, stretches of time in other units, quarters and
 * month names in three languages, dates without a year. Blank out tokens before: their codes hold digits.
 */
export const groundText = (text: string, facts: Facts): readonly Statement[] => {
  const dates = datesIn(text);
  const statements: Statement[] = dates.map((date): Statement => {
    const { start, end, text: written } = date;
    return { kind: "date", text: written, start, end, columns: groundDate(text, date, facts) };
  });
  for (const number of numbersIn(text)) {
    if (dates.some((date) => number.start < date.end && number.end > date.start)) continue;
    const statement = stateOf(text, number, facts);
    if (statement !== null) statements.push(statement);
  }
  return statements.sort((a, b) => a.start - b.start);
};

/** Numbers and dates of a text that trace to no fact. */
export const findUngrounded = (text: string, facts: Facts): readonly Ungrounded[] =>
  groundText(text, facts).filter((statement) => statement.columns === null);
