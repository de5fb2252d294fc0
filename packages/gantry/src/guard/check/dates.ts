// Dates as people write them, in English, French and German.

export interface WrittenDate {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Each reading; parts not written are undefined. "03/04/2026" has two. */
  readonly readings: readonly DateParts[];
}

export interface DateParts {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
}

const months: Readonly<Record<string, number>> = Object.fromEntries(
  [
    "january jan janvier janv januar jänner",
    "february feb février févr fevrier februar",
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

const name = Object.keys(months)
  .sort((a, b) => b.length - a.length)
  .join("|");
const iso = /(?<![\d-])(?<y>\d{4})-(?<m>\d{2})(?:-(?<d>\d{2}))?(?:T[\d:.]{5,15}Z?)?(?![\d-])/g;
const numeric = /(?<![\d./-])(?<a>\d{1,2})(?<s>[./-])(?<b>\d{1,2})\k<s>(?<y>\d{4}|\d{2})(?![\d/-])/g;
const dayFirst = new RegExp(
  String.raw`(?<![\p{L}\d])(?<d>\d{1,2})(?:\.|st|nd|rd|th|er)?(?: of)? (?<m>${name})\.?(?:,? (?<y>\d{4}))?(?![\p{L}\d])`,
  "giu",
);
const monthFirst = new RegExp(
  String.raw`(?<![\p{L}\d])(?<m>${name})\.? (?<d>\d{1,2})(?:st|nd|rd|th)?(?:,? (?<y>\d{4}))?(?![\p{L}\d%])`,
  "giu",
);
const monthYear = new RegExp(String.raw`(?<![\p{L}\d])(?<m>${name})\.? (?<y>\d{4})(?![\p{L}\d])`, "giu");

const parts = (year: string | undefined, month: number | undefined, day: string | undefined): DateParts => ({
  ...(year === undefined ? {} : { year: year.length === 2 ? 2000 + Number(year) : Number(year) }),
  ...(month === undefined ? {} : { month }),
  ...(day === undefined ? {} : { day: Number(day) }),
});

const isDate = ({ month, day }: DateParts): boolean =>
  (month === undefined || (month >= 1 && month <= 12)) && (day === undefined || (day >= 1 && day <= 31));

/** Dates in a text; where two readings of the same place overlap, the longer stands. */
export const datesIn = (text: string): readonly WrittenDate[] => {
  if (!/\d/.test(text)) return [];
  const found: WrittenDate[] = [];
  const add = (match: RegExpExecArray, readings: readonly DateParts[]): void => {
    const valid = readings.filter(isDate);
    const start = match.index;
    const end = start + match[0].length;
    if (valid.length > 0 && !found.some((other) => other.start <= start && other.end >= end)) {
      found.push({ start, end, text: match[0], readings: valid });
    }
  };
  for (const match of text.matchAll(iso)) {
    const { y, m, d } = match.groups ?? {};
    add(match, [parts(y, Number(m), d)]);
  }
  for (const match of text.matchAll(numeric)) {
    const { a, b, y, s } = match.groups ?? {};
    const european = parts(y, Number(b), a);
    add(match, s === "/" ? [european, parts(y, Number(a), b)] : [european]);
  }
  for (const pattern of [dayFirst, monthFirst, monthYear]) {
    for (const match of text.matchAll(pattern)) {
      const { y, m = "", d } = match.groups ?? {};
      add(match, [parts(y, months[m.toLowerCase()], d)]);
    }
  }
  return found;
};
