// Reads a question over a catalog's vocabulary into a plan. Every word must be accounted for, or the question is turned down.
import { besideOf } from "./beside.ts";
import { usualOf, useNamesOfConditions, valueConditions } from "./conditions.ts";
import { dimensionsOf, isPlural } from "./dimensions.ts";
import { boundsOf, inEuros, inParts, limitOf, numericPlace, onlyAmount, rangeOf, reckonedAmount } from "./numbers.ts";
import type { Bound } from "./numbers.ts";
import {
  columnAt,
  isBetweenValues,
  isTime,
  leftOver,
  nearest,
  neighbour,
  saysCue,
  spansOf,
  Stopped,
  tagOf,
  takeAll,
  takeCue,
  takeTop,
} from "./question.ts";
import type { Grain } from "./grammar.ts";
import { byAge, byColumn, wayOf } from "./order.ts";
import type { Span } from "./tag.ts";
import type { Question } from "./question.ts";
import { orderOfChange, requireChanging } from "./growth.ts";
import { withFacts } from "./filled.ts";
import { within } from "./each.ts";
import { namedConditions } from "./names.ts";
import { presentOwners, takeNew } from "./present.ts";
import { relatedOf } from "./related.ts";
import { isTogether, partOf } from "./share-of.ts";
import { aheadOf } from "./which-year.ts";
import { dayOf } from "./which-day.ts";
import { requireAnswered } from "./unanswered.ts";
import { throughRows } from "./through.ts";
import { requireLookingAfter } from "./who.ts";
import { aligned, requirePast, sinceThen, timesOf } from "./times.ts";
import type { Times } from "./times.ts";
import { whatOf } from "./what.ts";
import { isTwofold } from "./two-counts.ts";
import type { What } from "./about.ts";
import type { AskPlan, Condition, Dimension, Place, Related } from "./types.ts";

/** "More than 3" of nothing that is named is no amount; "over 200k", "above 50 euros" is. */
const isMoney = ({ spans }: Question, { value, before }: Bound): boolean =>
  value >= 100 || saysCue(before, "value") || spans.some((it) => saysCue(it, "euro", "value"));

const compares = (question: Question, bound: Bound, what: What): Condition | undefined => {
  // "At least 2 tickets" of something is no bound of its own amount.
  const other = tagOf(bound.after, "subject")?.subject;
  if (other !== undefined && other.table !== what.table) return undefined;
  // "Contracts worth more than 50k": of whatever stands there.
  const thing =
    saysCue(bound.before, "value") && bound.before !== undefined ? neighbour(question, bound.before, -1) : undefined;
  const owner = tagOf(thing, "subject")?.subject;
  if (owner !== undefined && owner.table !== what.table) return undefined;
  const place =
    numericPlace(question, bound.after, what.table) ??
    numericPlace(question, bound.before, what.table) ??
    (isMoney(question, bound) ? (onlyAmount(question, what.table) ?? reckonedAmount(question, what.table)) : undefined);
  if (place === undefined) return undefined;
  if (bound.percent === true && !/percent|share|rate/.test(place.column))
    throw new Stopped(`${place.column.replaceAll("_", " ")} is not told in percent`);
  for (const span of [bound.after, bound.before])
    if (span?.tags.some((it) => it.kind === "column" && it.place.column === place.column)) question.used.add(span);
  const isEuro = question.spans.some((it) => saysCue(it, "euro"));
  const measure = isEuro ? inEuros(question, place) : undefined;
  const parts = isEuro && measure === undefined ? inParts(question, place) : undefined;
  if (parts !== undefined) return parts(bound);
  return {
    kind: "compare",
    place,
    operator: bound.operator,
    value: bound.value,
    ...(measure === undefined ? {} : { reckoned: { measure: measure.name, unit: measure.unit ?? "" } }),
  };
};

/** A measure that is told in percent is a share of one. */
const inShares = (bound: Bound): Bound => {
  const { percent, value, ...rest } = bound;
  const isShare = [bound.before, bound.after].some((it) => tagOf(it, "measure")?.measure.format === "percent");
  if (percent === undefined) return bound;
  return isShare ? { ...rest, value: value / 100 } : bound;
};

/** "countries with revenue above a million": the bound is of each group's figure. */
const isOfMeasure = ({ before, after }: Bound, { measure }: What): boolean =>
  [before, after].some((it) => tagOf(it, "measure")?.measure.table === measure?.table && measure !== undefined);

/** Values of one column side by side. */
const comparedColumn = (
  question: Question,
  where: readonly Condition[],
  twofold: boolean,
): Extract<Dimension, { kind: "column" }> | undefined => {
  const several = where.find((it) => it.kind === "in" && it.values.length > 1 && !it.not);
  const between = question.spans.filter((it) => isBetweenValues(question, it));
  if (
    several?.kind !== "in" ||
    (!twofold && between.length === 0 && !question.spans.some((it) => saysCue(it, "compare")))
  )
    return undefined;
  takeCue(question, "compare");
  for (const span of between) question.used.add(span);
  return { kind: "column", place: several.place };
};

/** "Errors reported since July": a day of other rows says only that they came to be. */
const useDeeds = (question: Question, table: string): void => {
  for (const span of spansOf(question, "column")) {
    const isDay = span.tags.every((it) => it.kind === "column" && /^(?:date|timestamp)/.test(it.type));
    if (isDay && nearest(question, span, "column", table).length === 0) question.used.add(span);
  }
};

/** How fine a course is drawn where the question does not say. */
const grainOf = (question: Question, times: Times): Times["grain"] => {
  const isCourse = takeAll(question, "trend");
  return times.grain ?? (isCourse ? "month" : undefined);
};

/**
 * @throws Stopped where it must ask back, or can't go on
 */
export const read = (question: Question): { readonly plan: AskPlan; readonly unknown: readonly string[] } => {
  const chart = takeCue(question, "chart") !== undefined;
  takeAll(question, "chart");
  const told = timesOf(question);
  const bounds = boundsOf(question).map((it) => inShares(it));
  const twofold = isTwofold(question);
  const limited = limitOf(question);
  const said = takeTop(question);
  const unit = said === undefined || told.grain !== undefined ? undefined : unitOf(question);
  const way = wayOf(question);
  const share = takeAll(question, "share");
  const what = whatOf(question, {
    top: unit === undefined ? said : undefined,
    bounds,
    share,
    grain: told.grain ?? unit?.grain ?? null,
    against: told.against !== undefined,
    twofold: twofold === "counted",
  });
  requireChanging(question, what);
  if (what.measure !== undefined) requirePast(what.title, told.period, question);
  const grain = what.figure === undefined ? told.grain : grainOf(question, told);
  const times = aligned(
    unit !== undefined ? { ...told, grain: unit.grain } : grain === undefined ? told : { ...told, grain },
    question.time,
  );
  const ordered = byAge(question, what, limited) ?? byColumn(question, what, way);
  // "Highest price per category" is a figure, and ranks nothing.
  const most = what.figure?.kind === "aggregate" ? undefined : said;
  const top = most ?? (what.figure === undefined ? undefined : way);
  const limit = limited ?? ordered?.limit;
  const by: Dimension[] = [...what.by, ...dimensionsOf(question, what, { top, share })];

  takeNew(question, what, times);
  const related = relatedOf(question, what, bounds, times);
  const isCompared = question.spans.some((it) => saysCue(it, "compare", "than", "before", "a-year-before", "change"));
  if (
    times.against !== undefined &&
    related.some((it) => it.kind === "related" && (!isCompared || hasTime(it.related.where)))
  )
    throw new Stopped("two spans of time for what they have or did; ask for one at a time");
  const timeTaken = related.some((it) => it.kind === "related" && hasTime(it.related.where));
  const namedValues = valueConditions(question, what.table);
  useNamesOfConditions(question, namedValues);
  const values = [...withFacts(question, what.table, namedValues), ...namedConditions(question, what.table)];
  const day = timeTaken ? undefined : dayOf(question, what, times);
  useNamesOfConditions(question, [...values, ...related]);
  if (what.measure !== undefined) useDeeds(question, what.table);
  const comparisons = bounds.flatMap((bound) => {
    if (what.bounds.includes(bound) || related.some((it) => it.kind === "related" && isTakenBy(bound, it.related)))
      return [];
    const ofFigure = what.measure !== undefined && by.length > 0 && isOfMeasure(bound, what);
    if (ofFigure) return [];
    const condition = compares(question, bound, what);
    if (condition === undefined) throw new Stopped(`I can't tell what is to be compared with ${bound.value}`);
    return [condition];
  });
  const having = by.length > 0 ? rangeOf(bounds.filter((it) => isOfMeasure(it, what)))?.range : undefined;
  const compared = comparedColumn(question, values, twofold !== undefined && what.figure !== undefined);
  if (compared !== undefined && !by.some((it) => it.kind === "column" && it.place.column === compared.place.column))
    by.push(compared);
  if (times.grain !== undefined && day !== undefined) by.push({ kind: "time", place: day, grain: times.grain });
  if (by.length > 0 || times.against !== undefined) takeAll(question, "compare");
  const during: readonly Condition[] =
    day !== undefined && times.period !== undefined ? [{ kind: "during", place: day, period: "period" }] : [];
  const through = throughRows(question, what);
  const others = [...comparisons, ...related, ...through];
  const asPart = share ? partOf(question, what, { by, values, others }) : [];
  requireLookingAfter(question, what, [...values, ...others]);
  const own = [...values, ...others].filter((it) => !asPart.includes(it));
  const usual = [
    ...usualOf(question, what, [...values, ...own], by, day),
    ...presentOwners(question, what, [...values, ...own]),
  ];
  const beside = besideOf(question, what, bounds);
  if (beside.length > 0 && (share || times.against !== undefined)) throw new Stopped("ask for one figure at a time");
  const ranked = unit?.span ?? what.ranked;
  if (most !== undefined && what.figure !== undefined && by.length === 0)
    throw new Stopped(`the ${most} of what? name what is to be ranked by ${what.title}`);
  const isOne = most !== undefined && limit === undefined && ranked !== undefined && !isPlural(question, ranked);
  const days = related.flatMap((it) => (it.kind === "related" ? it.related.where : []));
  const relatedDay = days.find((it) => it.kind === "during");
  const isMissing = related.some((it) => it.kind === "related" && it.related.not && hasTime(it.related.where));
  const spoken = isMissing && times.period !== undefined ? sinceThen(question, times.period) : times.period;
  const period = aheadOf(question, day ?? (relatedDay?.kind === "during" ? relatedDay.place : undefined), spoken);
  const shows = what.figure === undefined && what.subject !== undefined ? shownColumns(question, what.table) : [];
  const isDated = shows.some((it) => isTime(columnAt(question.catalog, it))) || ordered?.order?.by !== undefined;
  if (what.figure === undefined && (isDated || during.length > 0)) takeCue(question, "when");
  const each = within(question, what, by, {
    isRanked: top !== undefined || ordered?.order !== undefined,
    ranksTime: unit !== undefined,
  });
  const plan: AskPlan = {
    table: what.table,
    ...(what.figure === undefined && what.subject !== undefined ? { subject: what.subject.name } : {}),
    ...(what.figure === undefined ? {} : { figure: what.figure }),
    ...(beside.length === 0 ? {} : { beside }),
    by,
    where: [...own, ...usual, ...during],
    periods: {
      ...(period === undefined ? {} : { period }),
      ...(times.against === undefined ? {} : { against: times.against }),
    },
    ...(having === undefined ? {} : { having }),
    ...(share ? { share: { of: asPart, ...(isTogether(question, by, top) ? { together: true } : {}) } } : {}),
    ...(top === undefined
      ? ordered?.order === undefined
        ? {}
        : { order: ordered.order }
      : {
          order: {
            ...orderOfChange(question, top, times.against !== undefined),
            ...(what.orderBy === undefined ? {} : { by: what.orderBy }),
          },
        }),
    ...(most === undefined ? (limit === undefined ? {} : { limit }) : { limit: limit ?? (isOne ? 1 : 10) }),
    ...(each.length === 0 ? {} : { within: each }),
    chart,
    ...(shows.length === 0 ? {} : { shows }),
  };
  requireAnswered(question, plan);
  return { plan, unknown: leftOver(question) };
};

/** "Which month", "the three best quarters": what is ranked is a unit of time. */
const unitOf = (question: Question): { readonly span: Span; readonly grain: Grain } | undefined => {
  const span = question.spans.find((it) => saysCue(it, "unit") && !question.used.has(it));
  const grain = (
    [
      ["month", /^(?:months?|mona|mois)/],
      ["quarter", /^(?:quar|trim)/],
      ["week", /^(?:week|woch|sema)/],
      ["day", /^(?:day|tag|jour)/],
    ] as const
  ).find(([, words]) => words.test(span?.last ?? ""))?.[0];
  if (span === undefined || grain === undefined) return undefined;
  question.used.add(span);
  return { span, grain };
};

/** Columns that a list is asked to show: "with their renewal date", "email addresses of". */
const shownColumns = (question: Question, from: string): readonly Place[] =>
  spansOf(question, "column").flatMap((span) => {
    if (question.used.has(span)) return [];
    const [found, second] = nearest(question, span, "column", from);
    if (found === undefined || second !== undefined || found.type === "boolean") return [];
    question.used.add(span);
    return [found.place];
  });

const isTakenBy = ({ value }: Bound, { figure, where }: Related): boolean =>
  figure?.value === value ||
  figure?.and?.value === value ||
  where.some((it) => it.kind === "compare" && it.value === value);

const hasTime = (where: readonly Condition[]): boolean => where.some((it) => it.kind === "during");
