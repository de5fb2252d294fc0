// Grounding: every number and date in a text must trace to a cell of its own row; what does is a claim, what doesn't is flagged.
import { mannerAt } from "./approximate.ts";
import { agrees, datesIn } from "./dates.ts";
import type { WrittenDate } from "./dates.ts";
import type { Facts } from "./facts.ts";
import { groundNumber } from "./ground-number.ts";
import { ahead, aroundAt, clauseAt, daysIn, ideaAt, ideaOfColumn, isTimeUnit, sentenceAt } from "./ideas.ts";
import { rangesIn } from "./ground-range.ts";
import { numbersIn } from "./numbers.ts";
import type { WrittenNumber } from "./numbers.ts";
import { wrongParts } from "./part-of-whole.ts";
import { datesToldBy, isLengthTold } from "./topics.ts";

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

const meets =
  /(?<!\p{L})(?:neighbou?rhood|your area|in town|nearby|(?:eure|ihre)r (?:nähe|gegend)|ohnehin in|votre (?:région|ville)|diary|calendar|call|meet\p{L}*|coffee|come by|stop by|see you|talk|besuch\p{L}*|treffen|termin|gespräch|telefonat|passer|rencontr\p{L}*|rendez-vous|appel|échanger)(?!\p{L})/iu;
/** "I'll be in your neighbourhood in early December": the writer's own plan. */
const plans =
  /(?<!\p{L})(?:i['’]ll be|i['’]m|i am|i will be|bin ich|ich bin|je serai|je suis|je passerai)(?=[^.]{0,60}(?:in (?:your|the|town)|nearby|nähe|gegend|ohnehin in|sowieso in|région|chez vous|près de))/iu;
const binds =
  /(?<!\p{L})(?:renew\p{L}*|contract|agreement|expir\p{L}*|due|deliver\p{L}*|verläng\p{L}*|vertrag\p{L}*|liefer\p{L}*|échéance|contrat|renouvel\p{L}*|livraison)(?!\p{L})/iu;

/** "May I come by in early December?": a month that is near, proposed for a meeting. */
const isAskedFor = (text: string, date: WrittenDate, { today }: Facts): boolean => {
  const [reading] = date.readings;
  if (today === undefined || reading?.month === undefined || reading.day !== undefined || reading.year !== undefined)
    return false;
  if ((reading.month - Number(today.slice(5, 7)) + 12) % 12 > 2) return false;
  const sentence = sentenceAt(text, date.start);
  if (binds.test(sentence)) return false;
  if (plans.test(sentence)) return true;
  return /\?/.test(text.slice(date.end, date.end + 80).split("\n")[0] ?? "") && meets.test(sentence);
};

/** "18 % more than in Q2": the quarter before the one that a cell names, to compare with. */
const isQuarterBefore = (text: string, date: WrittenDate, { dates }: Facts): boolean => {
  const [reading] = date.readings;
  if (reading?.quarter === undefined || !compares.test(text.slice(Math.max(0, date.start - 24), date.start)))
    return false;
  return dates.some(
    ({ column, parts: { quarter, month } }) =>
      column !== "" && ((quarter ?? Math.ceil((month ?? 0) / 3)) + 2) % 4 === (reading.quarter ?? 0) - 1,
  );
};
const compares =
  /(?<!\p{L})(?:than|vs\.?|versus|against|from|compared (?:to|with)|gegenüber|als|zum|vom|verglichen mit|im vergleich zu[mr]?|qu['’](?:au|à|en)?|par rapport|contre|que)(?: \p{L}{1,4}){0,2}[ \u00a0]?$/iu;

/** What tells whose date it is: the clause, or for a date between commas what stands before it. */
const roleAround = (text: string, { start, end }: WrittenDate): readonly [before: string, after: string] => {
  const [before, after] = aroundAt(text, start, end);
  if (/\p{L}{3}/u.test(before + after)) return [before, after];
  return [text.slice(Math.max(0, start - 90, text.lastIndexOf("\n", start - 1) + 1), start), ""];
};

const groundDate = (text: string, date: WrittenDate, facts: Facts): readonly string[] | null => {
  const agreeing = facts.dates.filter((fact) => date.readings.some((reading) => agrees(reading, fact.parts)));
  const isSince = /(?<!\p{L})(?:since|seit(?: dem)?|depuis(?: le)?)[ \u00a0]$/iu.test(
    text.slice(Math.max(0, date.start - 12), date.start),
  );
  const told = isSince ? null : datesToldBy(facts.dates, ...roleAround(text, date));
  const found = told === null ? agreeing : agreeing.filter((fact) => told.includes(fact));
  const best = found.find((fact) => fact.column !== "") ?? found[0];
  if (best === undefined && isQuarterBefore(text, date, facts)) return [];
  if (best === undefined || found.every((fact) => isOtherWeekday(text, date, fact.parts))) return null;
  return best.column === "" ? [] : [best.column];
};

/** Ways of speaking that hold digits and state nothing. */
const idiom = /^(?:24\/7|b2b|b2c|3d|2d|h[12]|q[1-4]|24h|covid-19|iso\d*)$/i;
/** What is talked about rather than counted: "two options", "three questions". */
const talk =
  /^(?:[ \u00a0](?:[\p{L}]+ )?(?:options?|points?|questions?|things|ways|suggestions?|steps?|ideas|topics|words|lines|sides|dates|slots|examples|reasons|areas|sentences|settings|met(?:er|re)s|meter|mètres|punkte|fragen|dinge|möglichkeiten|vorschläge|wege|worte|zeilen|seiten|schritte|themen|termine|beispiele|gründe|bereiche|sätze|einstellungen|choses|façons|pistes|étapes|idées|mots|sujets|dates|créneaux|exemples|raisons|domaines|phrases|réglages)|[ \u00a0]of us)(?!\p{L})/iu;
const meeting =
  /(?<!\p{L})(?:call|meet|meeting|talk|chat|conversation|slot|catch-up|gespräch|telefonat|termin|anruf|austausch|appel|entretien|échange|rendez-vous|conversation)(?!\p{L})/iu;

/** The length of a call that the writer offers is hers to name. */
const isMeetingLength = (text: string, number: WrittenNumber, facts: Facts): boolean => {
  const { noun } = ideaAt(text, number.end);
  const value = number.values[0]?.value ?? 0;
  if (noun !== "minute" || value > 60) return false;
  if (!facts.numbers.some((fact) => fact.idea.noun === "minute" && fact.column !== "")) return true;
  return meeting.test(text.slice(Math.max(0, number.start - 60), number.end + 60));
};

const atTime =
  /(?<!\p{L})(?:tomorrow|today|\p{L}+day|morgen|heute|\p{L}+tag|mittwoch|demain|aujourd['’]hui|\p{L}+di)(?: \p{L}+){0,2} (?:at|um|gegen|around|about|à|vers) $/iu;

/** "9 a.m.", "14 Uhr": a time to meet. "1. …": a place in a list. "The five largest": a choice that is proposed. */
const isTimeOrPlace = (text: string, number: WrittenNumber): boolean => {
  const after = text.slice(number.end, number.end + 24);
  // "Tomorrow at 10?"
  if (
    (number.values[0]?.value ?? 99) <= 24 &&
    /^[?.,]?(?:\s|$)/.test(after) &&
    atTime.test(text.slice(Math.max(0, number.start - 40), number.start))
  )
    return true;
  if (/^(?::[0-5]\d|[ \u00a0]?(?:a\.?m\b|p\.?m\b|uhr(?!\p{L})|h[0-5]\d|o['’]clock))/iu.test(after)) return true;
  if (/^[.)] /.test(after) && /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, number.start - 8), number.start)))
    return true;
  if (!number.isSpelled || (number.values[0]?.value ?? 0) > 12) return false;
  if (
    /(?<!\p{L})(?:top|step|option|point|schritt|punkt|variante|étape) $/iu.test(
      text.slice(Math.max(0, number.start - 12), number.start),
    )
  )
    return true;
  if (
    /^ (?:to|or|bis|oder|ou|à) (?:two|three|four|five|zwei|drei|vier|fünf|deux|trois|quatre|cinq)(?!\p{L})/iu.test(
      after,
    )
  )
    return true;
  if (
    /(?:one|two|three|four|eine?|zwei|drei|vier|une?|deux|trois|quatre) (?:to|or|bis|oder|ou|à) $/iu.test(
      text.slice(Math.max(0, number.start - 16), number.start),
    )
  )
    return true;
  if (isTimeUnit(/^[ -](\p{L}+)/u.exec(after)?.[1] ?? "")) return false;
  return /^ (?:\p{L}+ )?(?:most|largest|biggest|best|top|next|closest|größten?|wichtigsten?|besten|nächsten|les plus \p{L}+|plus (?:gros|grand|important|avanc|proche|ancien)\p{L}*)(?!\p{L})/iu.test(
    after,
  );
};

/** "In the next two weeks" proposes; for longer than a month it tells of a term. */
const isSoon = (text: string, number: WrittenNumber): boolean => {
  const { noun } = ideaAt(text, number.end);
  const days = (number.values[0]?.value ?? 0) * (daysIn[noun ?? ""] ?? Infinity);
  return days <= 31 && noun !== "month" && ahead.test(text.slice(Math.max(0, number.start - 12), number.end + 24));
};

const isIdle = (text: string, number: WrittenNumber, facts: Facts): boolean => {
  if (isTimeOrPlace(text, number) || isSoon(text, number)) return true;
  if (/24\/7/.test(text.slice(Math.max(0, number.start - 3), number.end + 3))) return true;
  if (number.isSpelled && !number.isPercent && !number.isMoney && talk.test(text.slice(number.end, number.end + 40)))
    return true;
  return isMeetingLength(text, number, facts);
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

/** "Three Spectra 410", "5 x Centra X2": a number of what the row calls its product. */
const isOfProduct = (text: string, number: WrittenNumber, facts: Facts): boolean => {
  if (number.isMoney || number.isPercent || number.isFraction || ideaAt(text, number.end).noun !== null) return false;
  const after = text.slice(number.end, number.end + 80).toLowerCase();
  return facts.texts.some(({ text: product, column }) => {
    if (column === "" || product.length < 3 || ideaOfColumn(column).noun !== "product") return false;
    const at = after.indexOf(product);
    return at > 0 && /^[ \u00a0](?:x |× |\p{L}+ ){0,2}$/u.test(after.slice(0, at));
  });
};

const productsOf = (facts: Facts): Facts => {
  const numbers = facts.numbers.filter((fact) => fact.idea.noun === "product");
  return numbers.length === 0 ? facts : { ...facts, numbers, spans: [] };
};

const only =
  /(?<!\p{L})(?:only|just|fewer than|less than|more than|nur|weniger als|mehr als|seulement|moins d['’]|plus d['’]|que|qu['’])[ \u00a0]?$/iu;

/** Whether the row counts what stands right behind the number. */
const countsOf = (text: string, number: WrittenNumber, facts: Facts): boolean => {
  const { noun, adjoins } = ideaAt(text, number.end);
  return noun !== null && adjoins && facts.numbers.some((fact) => fact.kind === "cell" && fact.idea.noun === noun);
};

/** "One of them is urgent". */
const ofThem = /^ (?:of (?:them|these|those)|davon|von (?:ihnen|diesen)|d['’]entre (?:eux|elles))(?!\p{L})/iu;

const countsSomething = (text: string, number: WrittenNumber, facts: Facts): boolean => {
  const { noun, narrow, adjoins } = ideaAt(text, number.end);
  if (ofThem.test(text.slice(number.end, number.end + 20)))
    return facts.numbers.some((fact) => fact.kind === "cell" && [...narrow].some((word) => fact.idea.narrow.has(word)));
  if (noun !== null && adjoins && daysIn[noun] !== undefined)
    return isLengthTold(facts.numbers, clauseAt(text, number.start, number.end));
  if (noun === null || !adjoins) return false;
  const counts = facts.numbers.filter((fact) => fact.kind === "cell" && fact.idea.noun === noun);
  if (only.test(text.slice(Math.max(0, number.start - 14), number.start))) return counts.length > 0;
  return counts.some((fact) => [...narrow].some((word) => fact.idea.narrow.has(word)));
};

/** "With us since the autumn of 2022": the year of what began. */
const sinceWords = /(?<!\p{L})(?:since|seit|depuis)(?: \p{L}+){0,3} $/iu;
const sinceColumns = /(?:^|_)(?:since|seit|depuis|joined|signed|founded|created|started?)(?:_|$)/i;

/** "89 out of 100", "3 of every 8": a share; of what it is, is no number of its own. */
const ofHundred = /\d (?:out of|in|of|von|sur) (?:(?:every|each|je|jeweils) )?$/u;
const ofEvery = /\d (?:out of|in|of|von|sur) (?:every|each|je|jeweils) $/u;
const shareBehind =
  /^ (?:out of|in|of|von|sur|auf) (?:(?:every|each|je|jeweils) (?<every>\d{1,3})|(?<hundred>100))(?![\d.,])/u;

/** The percentage that "89 out of 100" and "3 of every 8" say. */
const asShare = (text: string, number: WrittenNumber): WrittenNumber | null => {
  const { every, hundred } = shareBehind.exec(text.slice(number.end, number.end + 24))?.groups ?? {};
  const whole = Number(every ?? hundred ?? 0);
  if (whole === 0) return null;
  const values = number.values.map(({ value, place }) => ({
    value: (value / whole) * 100,
    place: hundred === undefined ? 1 : place,
  }));
  return { ...number, values, isPercent: true };
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
    const since = sinceWords.test(text.slice(Math.max(0, start - 28), start))
      ? facts.dates.filter(({ column }) => sinceColumns.test(column))
      : [];
    const found = (since.length > 0 ? since : facts.dates).find((fact) => fact.parts.year === year);
    if (found !== undefined) {
      const columns = found.column === "" ? [] : [found.column];
      return { kind: "date", text: written, start, end, columns };
    }
  }
  const lead = text.slice(Math.max(0, start - 24), start);
  if ((ofHundred.test(lead) && /^100$/.test(written)) || ofEvery.test(lead)) return null;
  const product = groundTogether(text, number, facts);
  if (product !== null) return { kind: "number", text: written, start, end, columns: product };
  const counted = isOfProduct(text, number, facts) ? productsOf(facts) : facts;
  const share = asShare(text, number);
  const columns =
    (share === null ? null : groundNumber(text, share, mannerAt(text, start, end), facts)) ??
    groundNumber(text, number, mannerAt(text, start, end), counted);
  // "Both of us": two of nothing that the row counts.
  if (/^(?:both|beiden?)$/i.test(written) && !countsOf(text, number, facts)) return null;
  // "One" and "eine" are words first, unless the row counts just that: "only one ticket", "un ticket est encore ouvert".
  const isArticle =
    number.isSpelled && !number.isFraction && number.values[0]?.value === 1 && !number.isMoney && !number.isPercent;
  if (columns === null && isIdle(text, number, facts)) return null;
  if (isArticle && !countsSomething(text, number, facts)) return null;
  // A unit of time belongs to what is shown: "three weeks".
  const word = /^[ \u00a0-](\p{L}+)(?!['’\p{L}])/u.exec(text.slice(end, end + 16));
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
  const dates = datesIn(text).filter((date) => !isAskedFor(text, date, facts));
  const sure = dates.filter((date) => !date.isDoubtful || groundDate(text, date, facts) !== null);
  const statements: Statement[] = sure.map((date): Statement => {
    const { start, end, text: written } = date;
    return { kind: "date", text: written, start, end, columns: groundDate(text, date, facts) };
  });
  const numbers = numbersIn(text);
  const wrong = wrongParts(text, numbers, facts);
  const ranges = rangesIn(text, numbers, facts);
  for (const number of numbers) {
    if (sure.some((date) => number.start < date.end && number.end > date.start)) continue;
    const banded = ranges.get(number.start);
    if (banded !== undefined) {
      const { start, end, text: written } = number;
      statements.push({ kind: "number", text: written, start, end, columns: [banded] });
      continue;
    }
    const statement = stateOf(text, number, facts);
    if (statement !== null) statements.push(wrong.has(number.start) ? { ...statement, columns: null } : statement);
  }
  return statements.sort((a, b) => a.start - b.start);
};

/** Numbers and dates of a text that trace to no fact. */
export const findUngrounded = (text: string, facts: Facts): readonly Ungrounded[] =>
  groundText(text, facts).filter((statement) => statement.columns === null);
