// Spans of time that take more than one word to say: from and to, by the end of, the first half, longer ago than. Each becomes
// two days, half-open; without a beginning or an end it reaches as far as days are written.
import { addDays, resolvePeriod } from "../catalog/index.ts";
import type { Period, PeriodOptions } from "../catalog/index.ts";
import { ever, forEver } from "./ever.ts";

/** What is said, without accents and in lower case, as a span that is known already. */
export type Resolve = (said: string) => Period | null;

const spanned = (start: string, end: string): string | null => (start < end ? `${start}..${end}` : null);

const ordinals: Readonly<Record<string, number>> = Object.fromEntries(
  [
    "first erste ersten erstes erster premier premiere 1st 1er 1",
    "second zweite zweiten zweites zweiter deuxieme seconde 2nd 2e 2",
    "third dritte dritten drittes dritter troisieme 3rd 3e 3",
    "fourth vierte vierten viertes vierter quatrieme final 4th 4e 4",
  ].flatMap((words, i) => words.split(" ").map((word) => [word, i + 1])),
);

/** The fiscal year that is named, by the calendar year in which it begins. */
const fiscalYear = (said: string, { today, calendar }: PeriodOptions): number | null => {
  const now = Number(resolvePeriod("this year", { today, calendar })?.start.slice(0, 4));
  const text = said.trim();
  if (/^(?:of |de |du |des )?\d{4}$/.test(text)) return Number(text.slice(-4));
  if (/\b(?:last|previous|derniere?|passee?|precedente?|letzten|letztes|vergangenen|vorigen|vorjahre?s?)\b/.test(text))
    return now - 1;
  const words = /\b(?:this|current|the|year|fiscal|cette|annee|en|cours|dieses|jahre?s?|laufenden|aktuellen)\b/g;
  return text
    .replaceAll(words, "")
    .replaceAll(/\b(?:of|de|du|des|l)\b/g, "")
    .trim() === ""
    ? now
    : null;
};

/** "FY2025", "fiscal year 2025", "exercice 2025": the year that begins in it. */
const namedFiscalYear = (said: string, options: PeriodOptions): string | null => {
  const found = /^(?:fy ?|(?:fiscal|financial|business) (?:year )?|geschaftsjahr |exercice )(?:20)?(\d\d)$/.exec(
    said,
  )?.[1];
  if (found === undefined) return null;
  const [from, to] = [resolvePeriod(`q1 20${found}`, options), resolvePeriod(`q4 20${found}`, options)];
  return from === null || to === null ? null : spanned(from.start, to.end);
};

/** "Third quarter of 2025", "H1", "erstes Halbjahr", "Q3 last year". */
const partOfYear = (said: string, options: PeriodOptions): string | null => {
  const part =
    /^(?:q ?([1-4])|(\w+) (?:quarter|quartals?|trimestre))\b(.*)$/.exec(said) ??
    /^(?:h ?([12])|(\w+) (?:half(?: year)?|halbjahre?s?|semestre))\b(.*)$/.exec(said);
  if (part === null) return null;
  const [, digit, word = "", rest = ""] = part;
  const number = digit === undefined ? ordinals[word] : Number(digit);
  const year = fiscalYear(rest, options);
  if (number === undefined || year === null) return null;
  const quarter = (n: number): Period | null => resolvePeriod(`q${n} ${year}`, options);
  const isHalf = /^(?:h ?[12]\b|\w+ (?:half|halb|semestre))/.test(said);
  if (isHalf && number > 2) return null;
  const [from, to] = isHalf ? [quarter(2 * number - 1), quarter(2 * number)] : [quarter(number), quarter(number)];
  return from === null || to === null ? null : spanned(from.start, to.end);
};

const inEnglish = "january february march april may june july august september october november december".split(" ");

/** "October last year", "October of this year". */
const monthOfYear = (said: string, resolve: Resolve, { today }: PeriodOptions): string | null => {
  const found =
    /^([a-z]+) (?:of |in |de |des )?(last year|this year|next year|(?:l )?(?:annee|an) (?:derniere?|passee?)|cette annee|letzten jahre?s|dieses jahre?s|vorjahre?s)$/.exec(
      said,
    );
  const month = found?.[1];
  if (found === null || month === undefined) return null;
  const shift = /^(?:this|cette|dieses)/.test(found[2] ?? "") ? 0 : (found[2] ?? "").startsWith("next") ? 1 : -1;
  const span = resolve(`${month} ${Number(today.slice(0, 4)) + shift}`);
  // "Since last year" is no month of it.
  const isMonth = inEnglish.includes(span?.title.split(" ")[0] ?? "");
  return span === null || !isMonth ? null : spanned(span.start, span.end);
};

/** "3 November 2026", "November 3rd", "03.11.2026": one day; without a year the last one that has been. */
const day = (said: string, resolve: Resolve, { today }: PeriodOptions): Period | null => {
  const text = said.replaceAll(/(\d+) ?(?:st|nd|rd|th|er)\b/g, "$1").replace(/^(?:the|le|den|dem|am|on) /, "");
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return resolvePeriod(`${text}..${addDays(text, 1)}`, { today, calendar });
  const numbered = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const named = /^(\d{1,2}) (?:of |de )?([a-z]+)(?: (\d{4}))?$/.exec(text);
  const turned = /^([a-z]+) (\d{1,2})(?: (\d{4}))?$/.exec(text);
  const [number, month, year] =
    numbered !== null
      ? [numbered[1], inEnglish[Number(numbered[2]) - 1], numbered[3]]
      : named !== null
        ? [named[1], named[2], named[3]]
        : [turned?.[2], turned?.[1], turned?.[3]];
  if (number === undefined || month === undefined) return null;
  const whole = resolve(year === undefined ? month : `${month} ${year}`);
  if (whole === null || !/^[a-z]+ \d{4}$/.test(whole.title) || Number(number) < 1) return null;
  const start = addDays(whole.start, Number(number) - 1);
  return start < whole.end ? { start, end: addDays(start, 1), title: start } : null;
};

/** The calendar says nothing of a day. */
const calendar = { timeZone: "UTC", fiscalYearStart: 1 };

const point = (said: string, resolve: Resolve, options: PeriodOptions): Period | null => {
  const text = said.replace(/^(?:the |le |la |den |dem )/, "");
  // A number alone is an amount, but for a year of our time.
  if (/^\d+$/.test(text) && !/^20[0-4]\d$/.test(text)) return null;
  const found = day(text, resolve, options) ?? resolve(text);
  if (found !== null) return found;
  const spoken = partOfYear(text, options) ?? monthOfYear(text, resolve, options);
  return spoken === null ? null : resolvePeriod(spoken, options);
};

const ending = "(?:the )?(?:very )?end(?: of)?|(?:la )?fin(?: de| du| d)?|ende(?: des| von)?";

/** "From June to August", "zwischen dem 1. und dem 15. Oktober". */
const fromTo = (said: string, resolve: Resolve, options: PeriodOptions): string | null => {
  const found =
    /^(?:from|between|von|vom|zwischen|de|du|entre|since) (.+?) (?:to|and|until|till|through|bis(?: zum| ende)?|und|a|au|et|jusqu (?:a|en|au))(?: (?:the )?end of| fin)? (.+)$/.exec(
      said,
    ) ?? /^(\d{4}-\d\d(?:-\d\d)?|[a-z]+(?: \d{4})?) (?:to|through|till|until|bis|a|au) ([\w -]+)$/.exec(said);
  if (found === null) return null;
  const [, first = "", second = ""] = found;
  const to = point(second, resolve, options);
  if (to === null) return null;
  // "June to August 2025", "1 to 15 October": what both share stands behind.
  const year = /\b\d{4}$/.exec(second)?.[0];
  const shared = /^(?:the |dem |le )?\d{1,2}(?: (?:st|nd|rd|th|er))?(?: of)? ([a-z]+(?: \d{4})?)$/.exec(second)?.[1];
  const from =
    (shared !== undefined && /^(?:the |dem |le )?\d{1,2}(?: (?:st|nd|rd|th|er))?$/.test(first)
      ? point(`${first} ${shared}`, resolve, options)
      : null) ??
    (year !== undefined && /[a-z]/.test(first) && !/\d{4}$/.test(first)
      ? point(`${first} ${year}`, resolve, options)
      : null) ??
    point(first, resolve, options);
  if (from === null) return null;
  if (from.start < to.end) return spanned(from.start, to.end);
  // "November to January" of which the second is the next year's.
  return /\d/.test(second) || !/^[a-z]+$/.test(second)
    ? null
    : spanned(from.start, `${Number(to.end.slice(0, 4)) + 1}${to.end.slice(4)}`);
};

const monthAhead = (said: string, resolve: Resolve, { today }: PeriodOptions): Period | null => {
  const found = resolve(said);
  if (found === null || !/^[a-z]+$/.test(said) || found.end > today) return found;
  return resolve(`${said} ${Number(found.start.slice(0, 4)) + 1}`) ?? found;
};

/** "By the end of December", "bis Ende Januar 2027", "d'ici la fin du trimestre". */
const byEnd = (said: string, resolve: Resolve, options: PeriodOptions): string | null => {
  const found = new RegExp(
    `^(?:by|until|till|before|up to|d ici(?: a)?|avant|jusqu (?:a|en)|bis(?: zum)?|vor) (?:${ending}) (.+)$`,
  ).exec(said);
  if (found === null) return null;
  const text = (found[1] ?? "").replace(/^(?:the |l |le |la )/, "");
  const whole = /^(?:year|annee|jahres|quarter|trimestre|quartals|month|mois|monats|week|semaine|woche)$/.test(text)
    ? resolve(`this ${text}`)
    : monthAhead(text, resolve, options);
  return whole === null ? null : spanned(options.today, whole.end);
};

/** "Since 1 September", "after March 2026", "from 2027 on", "before 2024", "on or before". */
const openEnded = (said: string, resolve: Resolve, options: PeriodOptions): string | null => {
  const found =
    /^(at least|at most|more than|less than|since|depuis(?: le)?|seit(?: dem)?|starting|beginning(?! of)|as of|from|ab(?: dem)?|a partir d[eu]|after|nach dem|apres(?: le)?|before|prior to|earlier than|later than|vor dem|avant(?: le)?|until|up to|bis(?: zum)?|by|jusqu (?:au|en)) (.+?)( on| onwards?| onward| an)?$/.exec(
      said,
    );
  if (found === null) return null;
  const [, how = "", what = ""] = found;
  const isDay = /\d{4}-\d\d-\d\d|\d\.\d|^\d{1,2} [a-z]|[a-z] \d{1,2}\b/.test(what);
  // Comparisons are of days alone: "more than 2025 customers" are many.
  if (/^(?:at|more|less|later|earlier)/.test(how) && !isDay) return null;
  const span = point(what, resolve, options);
  if (span === null) return null;
  if (/^(?:since|depuis|seit)/.test(how))
    return span.start > options.today ? null : spanned(span.start, addDays(options.today, 1));
  if (/^(?:more|after|nach|apres|later)/.test(how)) return spanned(span.end, forEver);
  if (/^(?:at least|starting|beginning(?! of)|as of|from|ab|a partir)/.test(how)) return spanned(span.start, forEver);
  if (/^(?:less|before|prior|earlier|vor|avant)/.test(how)) return spanned(ever, span.start);
  return how.startsWith("at most") ? spanned(ever, span.end) : spanned(options.today, span.end);
};

const units: Readonly<Record<string, string>> = Object.fromEntries(
  ["day jour tag", "week semaine woche", "month mois monat", "quarter trimestre quartal", "year an annee jahr"].flatMap(
    (words) => words.split(" ").map((word) => [word, words.split(" ")[0] ?? word]),
  ),
);

const unitOf = (word: string): string | undefined =>
  units[word] ?? units[word.replace(/s$/, "")] ?? units[word.replace(/e?n$/, "")] ?? units[word.replace(/e$/, "")];

/** "More than 30 days ago", "älter als 30 Tage", "depuis plus de 30 jours", "for over a year". */
const longerAgo = (said: string, options: PeriodOptions): string | null => {
  const found =
    /^(?:older than|(?:for |since )?(?:more than|over|longer than)|il y a plus d[e ]|depuis plus d[e ]|vor mehr als|(?:schon )?(?:seit|langer als|alter als)(?: mehr als| uber)?) ?(\d+) ([a-z]+)( ago| old)?$/.exec(
      said,
    );
  const unit = unitOf(found?.[2] ?? "");
  if (found === null || unit === undefined) return null;
  // "More than 30 days" alone may be of anything.
  if (/^(?:more|over|longer)/.test(said) && found[3] === undefined) return null;
  if (/^seit \d/.test(said)) return null;
  const back = resolvePeriod(`last ${found[1]} ${unit}s`, options);
  return back === null ? null : spanned(ever, back.start);
};

/** "Since six months", "depuis six mois", "rolling 12 months": so long until today. */
const soLong = (said: string, options: PeriodOptions): string | null => {
  const found =
    /^(?:since|for the past|for the last|depuis|seit|rolling|trailing)(?: the)?(?: last| past| les)? (\d+|a|an|one|une?|eine[mr]?) ([a-z]+)$/.exec(
      said,
    );
  const unit = unitOf(found?.[2] ?? "");
  if (found === null || unit === undefined) return null;
  const count = /^\d/.test(found[1] ?? "") ? found[1] : "1";
  return resolvePeriod(`last ${count} ${unit}s`, options) === null ? null : `last ${count} ${unit}s`;
};

/** "Within 90 days": those to come. */
const within = (said: string, options: PeriodOptions): string | null => {
  const found =
    /^(?:within|within the|innerhalb von|innerhalb der|binnen|d ici|sous|dans les|in the coming|over the coming|in den kommenden) (\d+) ([a-z]+)$/.exec(
      said,
    );
  const unit = unitOf(found?.[2] ?? "");
  if (found === null || unit === undefined) return null;
  return resolvePeriod(`next ${found[1]} ${unit}s`, options) === null ? null : `next ${found[1]} ${unit}s`;
};

/** "First three months of 2026", "this calendar year", "calendar week 45". */
const ofCalendar = (said: string, options: PeriodOptions): string | null => {
  const year = Number(options.today.slice(0, 4));
  const whole = /^(this|last|current|previous) calendar year$/.exec(said)?.[1];
  if (whole !== undefined) {
    const of = /^(?:last|previous)$/.test(whole) ? year - 1 : year;
    return `${of}-01-01..${of + 1}-01-01`;
  }
  const week = /^(?:kw|cw|week|semaine|kalenderwoche|calendar week) ?(\d{1,2})$/.exec(said)?.[1];
  if (week !== undefined && Number(week) >= 1 && Number(week) <= 53) {
    // Week 1 is the one of 4 January.
    const fourth = `${year}-01-04`;
    const monday = addDays(fourth, -((new Date(`${fourth}T00:00:00Z`).getUTCDay() + 6) % 7));
    const start = addDays(monday, 7 * (Number(week) - 1));
    return spanned(start, addDays(start, 7));
  }
  return null;
};

/** A span of a phrase, in words or days that `resolvePeriod` knows; null where it tells none. */
export const spanOf = (said: string, resolve: Resolve, options: PeriodOptions): string | null => {
  const single = day(said, resolve, options);
  return (
    (single === null ? null : spanned(single.start, single.end)) ??
    namedFiscalYear(said, options) ??
    partOfYear(said, options) ??
    monthOfYear(said, resolve, options) ??
    fromTo(said, resolve, options) ??
    byEnd(said, resolve, options) ??
    longerAgo(said, options) ??
    soLong(said, options) ??
    within(said, options) ??
    ofCalendar(said, options) ??
    openEnded(said, resolve, options)
  );
};
