// When: which span of time, of which day of a row, beside which other span.
import { addDays, resolvePeriod } from "../../catalog/index.ts";
import type { PeriodOptions } from "../../catalog/index.ts";
import { ever, forEver } from "../ever.ts";
import type { Grain } from "./grammar.ts";
import { countBeside } from "../moments/index.ts";
import { plain, plainWords } from "../words.ts";
import {
  columnAt,
  isTime,
  nearest,
  neighbour,
  samePlace,
  saysCue,
  spansOf,
  Stopped,
  tagOf,
  takeCue,
} from "./question.ts";
import type { Question } from "./question.ts";
import type { Span } from "./tag.ts";
import type { Place } from "./types.ts";

export interface Times {
  readonly period?: string;
  readonly against?: string;
  readonly grain?: Grain;
}

const monthsOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const dayOf = (months: number, day: string): string =>
  `${String(Math.floor(months / 12)).padStart(4, "0")}-${String((months % 12) + 1).padStart(2, "0")}-${day}`;
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** The span as long before a period, or the same span a year before; whole months where the period is of such. */
export const spanBefore = (
  period: string,
  which: "before" | "a-year-before",
  options: PeriodOptions,
): string | null => {
  const span = resolvePeriod(period, options);
  if (span === null) return null;
  const { start, end } = span;
  const [first, last] = [monthsOf(start), monthsOf(end)];
  if (which === "a-year-before") {
    const back = (day: string): string => {
      const moved = dayOf(monthsOf(day) - 12, day.slice(8));
      return moved.endsWith("02-29") ? moved.replace("02-29", "02-28") : moved;
    };
    return `${back(start)}..${back(end)}`;
  }
  if (start.endsWith("-01") && end.endsWith("-01")) return `${dayOf(first - (last - first), "01")}..${start}`;
  return `${addDays(start, -daysBetween(start, end))}..${start}`;
};

const grains = ["day", "week", "month", "quarter", "year"] as const;

/** "previous" beside another span means the one before that, not the one before today. */
const meansBefore = /\b(?:previous|prior|precedente?|vorherige[nrms]?|vorige[nrms]?|before|davor)\b/i;

/** "This month", said on its first day. */
const isBegun = (period: string): boolean => /^(?:this|current) /.test(period);

/** "Invoices that fall due by Christmas": a day that is known beforehand. */
const isKnownAhead = (question: Question): boolean =>
  spansOf(question, "column").some((it) =>
    it.tags.some(
      (tag) => tag.kind === "column" && isTime(tag) && /(?:renewal|end|due|expir|close)/.test(tag.place.column),
    ),
  );

/** What is reckoned is what was recorded: of a time that lies ahead nothing is foretold. */
export const requirePast = (title: string, period: string | undefined, question: Question): void => {
  const { today } = question.time;
  const span = period === undefined ? null : resolvePeriod(period, question.time);
  const isAhead = span !== null && span.start >= today && span.end > addDays(today, 1) && !isBegun(period ?? "");
  if (isAhead && !isKnownAhead(question))
    throw new Stopped(`${title} of a time that lies ahead: I tell what is recorded, and foretell nothing`);
};

/** Reads the spans of time of a question; two of them, or one and "a year before", are compared. */
export const timesOf = (question: Question): Times => {
  const times = namedTimes(question);
  // "More tickets this month than last": what is said of the two is read off them.
  if (times.against !== undefined)
    for (const span of question.spans) if (saysCue(span, "than")) question.used.add(span);
  // "Growth last quarter" is against the one before.
  const change = question.spans.filter((it) => saysCue(it, "change"));
  if (change.length === 0 || times.period === undefined || times.grain !== undefined) return times;
  for (const span of change) question.used.add(span);
  const against = times.against ?? spanBefore(times.period, "before", question.time);
  return { ...times, ...(against === null ? {} : { against }) };
};

const spanAlone = ({ written }: Span): string | undefined => {
  const said = plain(written);
  if (
    /\bsame\b|\bmeme\b|gleich|quartal.*jahr|jahresquartal|jahresmonat|zeitraum|\bago\b|earlier|year before|davor|over/.test(
      said,
    )
  )
    return undefined;
  const unit = /quart|trimestre/.test(said)
    ? "quarter"
    : /mon|mois/.test(said)
      ? "month"
      : /jahr|annee|year/.test(said)
        ? "year"
        : undefined;
  return unit === undefined ? undefined : `last ${unit}`;
};

/** Whole units: "by quarter, the last 4 quarters" are four, not five of which two are cut. Months and weeks roll. */
export const aligned = (times: Times, options: PeriodOptions): Times => {
  const found = /^(?:last|past|previous) (\d+) (quarter|year)s?$/.exec(times.period ?? "");
  if (found === null || times.grain === undefined || times.grain !== found[2]) return times;
  const end = resolvePeriod(`this ${times.grain}`, options)?.start;
  if (end === undefined) return times;
  const count = Number(found[1]);
  const months = times.grain === "quarter" ? 3 : 12;
  const start = dayOf(monthsOf(end) - months * count, end.slice(8));
  return { ...times, period: `${start}..${end}` };
};

const isYear = (period: string, options: PeriodOptions): boolean => {
  const span = resolvePeriod(period, options);
  return span !== null && daysBetween(span.start, span.end) > 300;
};

/** "Compared to last year": the one span is what the present one is held against. */
const alone = (question: Question, span: Span | undefined, period: string, grain: Pick<Times, "grain">): Times => {
  const unit = /^last (week|month|quarter|year)$/.exec(period)?.[1];
  const isAgainst = span !== undefined && saysCue(neighbour(question, span, -1), "compare");
  if (!isAgainst || unit === undefined) return { period, ...grain };
  takeCue(question, "compare");
  return { period: `this ${unit}`, against: period, ...grain };
};

/** "The last three months against the two before": spans that are not as long are not held against each other. */
const requireAsLong = ({ written }: Span, period: string): void => {
  const count = countBeside(plainWords(written).filter((it) => !/^(?:12|twelve)$/.test(it)));
  const own = /^(?:last|past|previous) (\d+) /.exec(period)?.[1];
  if (count !== undefined && own !== String(count))
    throw new Stopped(`"${written}" is not as long as the span that it stands beside`);
};

const figures = [
  "count",
  "amount",
  "value",
  "average",
  "share",
  "compare",
  "change",
  "than",
  "between",
  "trend",
] as const;

/** "In January or February", "ending in December and January": two spans that follow each other are one, where none is compared. */
const joinedSpan = (
  question: Question,
  [first, period]: readonly [Span | undefined, string],
  [second, other]: readonly [Span, string],
): string | undefined => {
  const joint = first === undefined ? undefined : neighbour(question, first, 1);
  const isOr = saysCue(joint, "or");
  if (joint === undefined || !(isOr || saysCue(joint, "and")) || neighbour(question, joint, 1) !== second)
    return undefined;
  const isFigure = question.spans.some((it) => saysCue(it, ...figures) || tagOf(it, "measure") !== undefined);
  const [from, to] = [resolvePeriod(period, question.time), resolvePeriod(other, question.time)];
  // Months without a year: January is the one behind December.
  if (from === null || to === null || (isFigure && !isOr)) return undefined;
  const end = from.end === to.start ? to.end : null;
  if (end === null) return undefined;
  question.used.add(joint);
  return `${from.start}..${end}`;
};

/** "Sommerkollektion 2027": the year is the value's own; marked as accounted for. */
const isOfName = (question: Question, span: Span): boolean => {
  const before = question.spans[question.spans.indexOf(span) - 1];
  const year = /^\d{4}$/.exec(span.written)?.[0];
  const isOwn =
    year !== undefined && before?.tags.some((it) => it.kind === "value" && it.value.includes(year)) === true;
  if (isOwn) question.used.add(span);
  return isOwn;
};

const namedTimes = (question: Question): Times => {
  const grain = grains.find((it) => takeCue(question, `grain:${it}`) !== undefined);
  const spans = spansOf(question, "period").filter((it) => !question.used.has(it) && !isOfName(question, it));
  for (const span of spans) question.used.add(span);
  const [first, second, third] = spans;
  const beside = question.spans.find((it) => !question.used.has(it) && saysCue(it, "before", "a-year-before"));
  const withGrain = grain === undefined ? {} : { grain };
  const period = tagOf(first, "period")?.text;
  if (period === undefined) {
    if (beside === undefined) return withGrain;
    // "Des Vorjahres", "the previous month": beside no other span it is the one before today's.
    const alone = spanAlone(beside);
    if (alone !== undefined) {
      question.used.add(beside);
      return { period: alone, ...withGrain };
    }
    throw new Stopped(`"${beside.written}" of which span of time?`);
  }
  if (third !== undefined) throw new Stopped("I can compare two spans of time, not more");
  if (beside !== undefined) {
    takeCue(question, "compare");
    question.used.add(beside);
    const which = saysCue(beside, "a-year-before") ? "a-year-before" : "before";
    // "QoQ: last quarter against the quarter before" says it twice.
    for (const span of question.spans) if (saysCue(span, which)) question.used.add(span);
    const against = spanBefore(period, which, question.time);
    requireAsLong(beside, period);
    return { period, ...(against === null ? {} : { against }), ...withGrain };
  }
  const other = tagOf(second, "period")?.text;
  if (second === undefined || other === undefined) return alone(question, first, period, withGrain);
  const joined = joinedSpan(question, [first, period], [second, other]);
  if (joined !== undefined) return { period: joined, ...withGrain };
  const compare = takeCue(question, "compare");
  // "October vs last year" is beside that year's October.
  if (compare !== undefined && other === "last year" && !isYear(period, question.time)) {
    const against = spanBefore(period, "a-year-before", question.time);
    return { period, ...(against === null ? {} : { against }), ...withGrain };
  }
  const asBefore = other === period || meansBefore.test(second.written.normalize("NFD").replaceAll(/\p{M}/gu, ""));
  const against = asBefore ? spanBefore(period, "before", question.time) : other;
  return { period, ...(against === null ? {} : { against }), ...withGrain };
};

/** "Has not ordered for more than 90 days": what is missing has been so since then, and not before. */
export const sinceThen = (question: Question, period: string): string => {
  const { today } = question.time;
  const said = plain(spansOf(question, "period")[0]?.written ?? "");
  const span = resolvePeriod(period, question.time);
  if (span === null || !/^(?:schon |bereits )?(?:seit|depuis|for|in|since|within)\b/.test(said)) return period;
  if (span.start === ever) return `${span.end}..${addDays(today, 1)}`;
  if (span.end !== forEver || span.start <= today) return period;
  return `${addDays(today, -daysBetween(today, span.start))}..${addDays(today, 1)}`;
};

/** What somebody did lies behind, and nothing of it is foretold: "customers who left within a year". */
export const requireDone = (question: Question, { column }: Place, period: string | undefined): void => {
  const span = period === undefined ? null : resolvePeriod(period, question.time);
  const isDone = /(?:^|_)(?:\w+ed|paid)_(?:on|date|at)$|^(?:order_date|customer_since)$/.test(column);
  const isAhead = span !== null && span.start >= question.time.today && span.end > addDays(question.time.today, 1);
  if (isDone && isAhead && !isBegun(period ?? ""))
    throw new Stopped(`${column.replaceAll("_", " ")} lies behind, and the time ahead; which time do you mean?`);
};

/** "Revenue from lost customers last year": when they were lost, or when it was sold? */
export const requireOwnDay = (question: Question, day: Place, own: Place | undefined): void => {
  if (own === undefined || day.table === own.table) return;
  const isBoth = question.spans.some(
    (it) =>
      it.tags.some((tag) => tag.kind === "column" && samePlace(tag.place, day)) &&
      it.tags.some((tag) => tag.kind === "value" && tag.place.table === day.table),
  );
  if (isBoth)
    throw new Stopped(`is the time of ${day.column.replaceAll("_", " ")}, or of ${own.column.replaceAll("_", " ")}?`);
};

/** "Tickets opened and closed last quarter": the time is of two deeds, and no row tells of both. */
export const requireOneDay = (question: Question, table: string): void => {
  const dayAt = (span: Span | undefined): string | undefined =>
    span === undefined || question.reckoned.has(span)
      ? undefined
      : nearest(question, span, "column", table).find(
          (it) => it.place.table === table && isTime(columnAt(question.catalog, it.place)),
        )?.place.column;
  for (const joint of question.spans.filter((it) => saysCue(it, "and", "or"))) {
    const [before, after] = [neighbour(question, joint, -1), neighbour(question, joint, 1)];
    const [first, second] = [dayAt(before), dayAt(after)];
    if (first !== undefined && second !== undefined && first !== second && spansOf(question, "period").length > 0)
      throw new Stopped(`"${before?.written ?? ""}" and "${after?.written ?? ""}": which of them is the time of?`);
  }
};

/** A day that the question names: "renewal", "expire"; of a table that can be reached. Marks all that name it. */
export const namedDay = (question: Question, from: string): Place | undefined => {
  let day: Place | undefined;
  for (const span of spansOf(question, "column")) {
    if (question.reckoned.has(span)) continue;
    const place = nearest(question, span, "column", from).find((it) =>
      isTime(columnAt(question.catalog, it.place)),
    )?.place;
    if (place === undefined || (day !== undefined && !samePlace(day, place))) continue;
    // "New contacts" are not those of new customers.
    const next = tagOf(neighbour(question, span, 1), "subject")?.subject;
    if (place.table !== from && next?.table === from && /^(?:new|neu|nouv)/.test(span.last)) continue;
    // "deals that we won": what is nearer says it already.
    const [named] = nearest(question, span, "value", from);
    const far = (table: string): number => question.paths(from, table)?.length ?? 0;
    if (named !== undefined && far(named.place.table) < far(place.table)) continue;
    question.used.add(span);
    day = place;
  }
  return day;
};
