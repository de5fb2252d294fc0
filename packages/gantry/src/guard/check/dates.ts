// Dates as people write them, in English, French and German: days, months, quarters, the beginning or end of a month.
import { matchesOf } from "../mask/matches.ts";

export interface WrittenDate {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Each reading; parts not written are undefined. "03/04/2026" has two. */
  readonly readings: readonly DateParts[];
  /** May be a number or two as well: "2.9." at a sentence's end, "22/46". A date only where it is one of the row's. */
  readonly isDoubtful: boolean;
}

export interface DateParts {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  /** Of the year, 1 to 4. */
  readonly quarter?: number;
  /** "End of January": the days of the month that it may mean. */
  readonly days?: readonly [number, number];
  /** Of a fact: bears nothing but the whole day. */
  readonly isWhole?: boolean;
}

const months: Readonly<Record<string, number>> = Object.fromEntries(
  [
    "january jan janvier janv januar jänner",
    "february feb febr février févr fevrier februar",
    "march mar mars märz maerz",
    "april apr avril avr",
    "may mai",
    "june jun juin juni",
    "july jul juillet juil juli",
    "august aug août aout",
    "september sep sept septembre",
    "october oct octobre oktober okt",
    "november nov novembre",
    "december dec décembre déc dezember dez",
  ].flatMap((names, index) => names.split(" ").map((name) => [name, index + 1] as const)),
);

const ordinals: Readonly<Record<string, number>> = Object.fromEntries(
  [
    "first erstes ersten erste premier 1st 1er",
    "second zweites zweiten zweite deuxième 2nd 2e",
    "third drittes dritten dritte troisième 3rd 3e",
    "fourth viertes vierten vierte quatrième 4th 4e",
  ].flatMap((names, index) => names.split(" ").map((name) => [name, index + 1] as const)),
);

const name = Object.keys(months)
  .sort((a, b) => b.length - a.length)
  .join("|");
const ordinal = Object.keys(ordinals).join("|");
const iso = /(?<![\d-])(?<y>\d{4})-(?<m>\d{2})(?:-(?<d>\d{2}))?(?:T[\d:.]{5,15}Z?)?(?![\d-])/g;
const numeric = /(?<![\d./-])(?<a>\d{1,2})(?<s>[./-])(?<b>\d{1,2})\k<s>(?<y>\d{4}|\d{2})(?![\d/-])/g;
const german = /(?<![\d.,/-])(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?![\d/-])/g;
const slashed = /(?<![\d./-])(?<a>\d{1,2})\/(?<b>\d{1,2})(?![\d/-]|[.,]\d)/g;
/** "Wednesday the 9th", "mercredi 16". */
const dayAlone =
  /(?<=(?<!\p{L})(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag),? (?:den |dem |der )?|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) (?:le )?)(?<d>\d{1,2})(?:st|nd|rd|th|\.)?(?![\p{L}\d:]|[.,]\d| ?(?:h|uhr|a\.?m|p\.?m))/giu;
const dayFirst = new RegExp(
  String.raw`(?<![\p{L}\d])(?<d>\d{1,2})(?:\.|st|nd|rd|th|er)?(?: of)? (?<m>${name})(?:\.(?= \d{4}))?(?:,? (?<y>\d{4}))?(?![\p{L}\d])`,
  "giu",
);
const monthFirst = new RegExp(
  String.raw`(?<![\p{L}\d])(?<m>${name})\.? (?:the )?(?<d>\d{1,2})(?:st|nd|rd|th)?(?:,? (?<y>\d{4}))?(?![\p{L}\d%])`,
  "giu",
);
const early = String.raw`early|beginning of|start of|anfang|début`;
const middle = String.raw`mid-?|middle of|mitte|mi-`;
const late = String.raw`late|end of|(?:the )?last day of|ende|letzte[nr]? tag (?:im|des)|fin|dernier jour (?:du mois )?`;
const monthYear = new RegExp(
  String.raw`(?<![\p{L}\d])(?:(?:(?<early>${early})|(?<middle>${middle})|(?<late>${late})) ?(?:of |de |d['’])?)?(?<m>${name})\.? (?<y>\d{4})(?![\p{L}\d])`,
  "giu",
);
const partOfMonth = new RegExp(
  String.raw`(?<![\p{L}\d])(?:(?<early>${early})|(?<middle>${middle})|(?<late>${late})) ?(?:of |de |d['’])?(?<m>${name})(?![\p{L}\d])`,
  "giu",
);
/** A month alone. "May" and "march" are words too: those count where a word before says what they are. */
const monthAlone = new RegExp(String.raw`(?<![\p{L}\d])(?<m>${name})(?![\p{L}\d])`, "giu");
const ambiguous = /^(?:may|march|mar|mars|jan|sept|dec|mai|apr|sep|nov|oct|déc|dez|okt|jun|jul|aug|feb)$/i;
const leadIn =
  /(?:in|since|until|till|by|before|after|between|zwischen|vor|nach|entre|avant|après|dès|from|through|during|last|next|of|to|for|the|im|seit|bis|ab|von|vom|zum|en|depuis|fin|début|d['’]ici|de|d['’]|mois de|à|et|and|und)[ \u00a0]?$/iu;
/** "In January, on the 20th", "im Januar, genauer am 20.": the day behind its month. */
const monthThenDay = new RegExp(
  String.raw`(?<![\p{L}\d])(?<m>${name})(?![\p{L}\d])[^.!?\n\d]{1,24}(?<!\p{L})(?:on the (?=\d{1,2}(?:st|nd|rd|th))|am |le )(?<d>\d{1,2})(?:st|nd|rd|th|er|\.)?(?![\p{L}\d%:]|[.,]\d| ?(?:h|uhr|a\.?m|p\.?m)(?!\p{L}))`,
  "giu",
);
const quarterPattern = new RegExp(
  String.raw`(?<![\p{L}\d])(?:[QT](?<q>[1-4])|(?<o>${ordinal})(?:\.)? (?:quarter|quartals?|trimestre)|(?<n>[1-4])\. quartals?)(?:(?: of| de| im Jahr)? (?<y>\d{4})|\/(?<z>\d{2,4}))?(?![\p{L}\d])`,
  "giu",
);

const quarterEnd = /(?<!\p{L})(?:end of(?: the)?|ende(?: des)?|fin(?: du)?) $/iu;
/** Without the beginning of a month's name, a numeral between marks or the name of a quarter there is no date. */
const monthBegins = new RegExp([...new Set(Object.keys(months).map((each) => each.slice(0, 3)))].join("|"), "iu");
const marked = /\d[./-]\d/;
const quarterBegins = /[QT][1-4]|quart|trime/iu;
const dayBegins = /day,? (?:the )?\d|(?:tag|woch),? (?:de[nmr] )?\d|di (?:le )?\d|dimanche (?:le )?\d/iu;
const noDates: readonly WrittenDate[] = [];

const yearOf = (written: string): number => (written.length === 2 ? 2000 + Number(written) : Number(written));

const parts = (year: string | undefined, month: number | undefined, day: string | undefined): DateParts => ({
  ...(year === undefined ? {} : { year: yearOf(year) }),
  ...(month === undefined ? {} : { month }),
  ...(day === undefined ? {} : { day: Number(day) }),
});

const isDate = ({ month, day }: DateParts): boolean =>
  (month === undefined || (month >= 1 && month <= 12)) && (day === undefined || (day >= 1 && day <= 31));

const daysOf = (groups: Readonly<Record<string, string | undefined>>): Pick<DateParts, "days"> => {
  if (groups["early"] !== undefined) return { days: [1, 12] };
  if (groups["middle"] !== undefined) return { days: [9, 21] };
  return groups["late"] === undefined ? {} : { days: [19, 31] };
};

/** Dates in a text; where two readings of the same place overlap, the longer stands. */
export const datesIn = (text: string): readonly WrittenDate[] => {
  const hasDigits = /\d/.test(text);
  const hasMonths = monthBegins.test(text);
  const hasMarks = hasDigits && marked.test(text);
  const hasQuarters = quarterBegins.test(text);
  const hasDays = hasDigits && dayBegins.test(text);
  if (!hasMonths && !hasMarks && !hasQuarters && !hasDays) return noDates;
  const found: WrittenDate[] = [];
  const add = (match: RegExpExecArray, readings: readonly DateParts[], isDoubtful = false): void => {
    const valid = readings.filter(isDate);
    const start = match.index;
    const end = start + match[0].length;
    if (valid.length > 0 && !found.some((other) => other.start < end && other.end > start)) {
      found.push({ start, end, text: match[0], readings: valid, isDoubtful });
    }
  };
  for (const match of hasMarks ? matchesOf(text, iso) : []) {
    const { y, m, d } = match.groups ?? {};
    add(match, [parts(y, Number(m), d)]);
  }
  for (const match of hasMarks ? matchesOf(text, numeric) : []) {
    const { a, b, y, s } = match.groups ?? {};
    const european = parts(y, Number(b), a);
    add(match, s === "/" ? [european, parts(y, Number(a), b)] : [european]);
  }
  for (const pattern of hasDigits && hasMonths ? [dayFirst, monthFirst, monthYear] : []) {
    for (const match of matchesOf(text, pattern)) {
      const { y, m = "", d } = match.groups ?? {};
      add(match, [{ ...parts(y, months[m.toLowerCase()], d), ...daysOf(match.groups ?? {}) }]);
    }
  }
  for (const match of hasDigits && hasMonths ? matchesOf(text, monthThenDay) : []) {
    const { m = "", d } = match.groups ?? {};
    add(match, [parts(undefined, months[m.toLowerCase()], d)]);
  }
  for (const match of hasMarks ? matchesOf(text, german) : []) {
    const { d, m } = match.groups ?? {};
    add(
      match,
      [parts(undefined, Number(m), d)],
      /^\s*(?:$|\n|\p{Lu})/u.test(text.slice(match.index + match[0].length)),
    );
  }
  for (const match of hasMarks ? matchesOf(text, slashed) : []) {
    const { a, b } = match.groups ?? {};
    add(match, [parts(undefined, Number(b), a), parts(undefined, Number(a), b)], true);
  }
  for (const match of hasDays ? matchesOf(text, dayAlone) : [])
    add(match, [parts(undefined, undefined, match.groups?.["d"])], true);
  for (const match of hasQuarters ? matchesOf(text, quarterPattern) : []) {
    const { q, o = "", n, y, z } = match.groups ?? {};
    const year = y ?? z;
    const quarter = Number(q ?? n ?? ordinals[o.toLowerCase()]);
    // "The end of the first quarter" is its last month.
    const isEnd = quarterEnd.test(text.slice(Math.max(0, match.index - 16), match.index));
    add(match, [
      { ...(isEnd ? { month: quarter * 3 } : { quarter }), ...(year === undefined ? {} : { year: yearOf(year) }) },
    ]);
  }
  for (const match of hasMonths ? matchesOf(text, partOfMonth) : []) {
    const { m = "" } = match.groups ?? {};
    add(match, [{ ...parts(undefined, months[m.toLowerCase()], undefined), ...daysOf(match.groups ?? {}) }]);
  }
  for (const match of hasMonths ? matchesOf(text, monthAlone) : []) {
    const [word] = match;
    if (ambiguous.test(word) && !leadIn.test(text.slice(Math.max(0, match.index - 12), match.index))) continue;
    if (/^(?:may|march|mar|jan|sep|sept|dec|nov|oct|aug|jun|jul|feb|apr)$/.test(word)) continue;
    add(match, [parts(undefined, months[word.toLowerCase()], undefined)]);
  }
  return found.sort((a, b) => a.start - b.start);
};

/** Whether what is written says nothing that the fact does not: "December" of 31 December 2026. */
export const agrees = (written: DateParts, fact: DateParts): boolean => {
  const { year, month, day, quarter, days } = written;
  if (fact.isWhole === true && day === undefined) return false;
  if (year !== undefined && fact.year !== undefined && year !== fact.year) return false;
  if (quarter !== undefined) {
    if (fact.quarter !== undefined) return fact.quarter === quarter;
    return fact.month !== undefined && Math.ceil(fact.month / 3) === quarter;
  }
  if (month === undefined && day !== undefined) return fact.day === day;
  if (month === undefined) return year !== undefined && fact.year === year;
  if (fact.month !== month) return false;
  if (days !== undefined && fact.day !== undefined && (fact.day < days[0] || fact.day > days[1])) return false;
  return day === undefined || fact.day === day;
};
