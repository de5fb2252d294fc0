// A follow-up changes the plan before it: "only those above 100k", "now by country", "and last quarter?", "as a chart", "why?".
import type { PeriodOptions } from "../../catalog/index.ts";
import { useNamesOfConditions, valueConditions } from "./conditions.ts";
import { dimensionsOf } from "./dimensions.ts";
import { namedConditions } from "./names.ts";
import { boundsOf, limitOf, numericPlace, onlyAmount } from "./numbers.ts";
import type { Bound } from "./numbers.ts";
import { leftOver, placeOf, samePlace, saysCue, spansOf, Stopped, tagOf, takeAll, takeTop } from "./question.ts";
import type { Question } from "./question.ts";
import { spanBefore, timesOf } from "./times.ts";
import type { AskPlan, Condition, Dimension, Place } from "./types.ts";

/** Words that only a follow-up begins with. */
export const opensFollowUp =
  /^\s*(?:and|now|only|just|then|what about|how about|as an?|same|instead|why|show (?:me )?(?:it|that|this)|et|maintenant|seulement|uniquement|sous forme|en graphique|pourquoi|und|jetzt|nur|als|stattdessen|warum|wieso)\b/i;

/** A question that only asks how the answer before came about. */
export const asksWhy =
  /^\s*(?:but |and |et |und |aber )?(?:why|pourquoi|warum|wieso|how come|how so)\b[\s\p{L}]{0,24}[?!.\s]*$/iu;

const dayIn = (where: readonly Condition[]): Place | undefined => {
  for (const it of where) {
    if (it.kind === "during") return it.place;
    const inner = it.kind === "related" ? dayIn(it.related.where) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
};

/** The day that a time would be of, where the plan has none yet. */
const usualDay = ({ catalog }: Question, plan: AskPlan): Place | undefined => {
  const { figure } = plan;
  if (figure?.kind === "measure") {
    const date = catalog.measures.find((it) => it.name === figure.measure)?.date;
    return date === undefined ? undefined : placeOf(date);
  }
  const name = figure?.kind === "count" ? figure.subject : plan.subject;
  const subject = catalog.subjects.find((it) => it.name === name);
  return subject?.date === undefined ? undefined : { table: subject.table, column: subject.date };
};

/** What is said of a column stands in place of what was said of it; a time keeps its distance to what it is compared with. */
const withConditions = (where: readonly Condition[], added: readonly Condition[]): readonly Condition[] => {
  const replaced = (old: Condition): boolean =>
    added.some(
      (it) =>
        (it.kind === "in" && old.kind === "in" && samePlace(it.place, old.place)) ||
        (it.kind === "named" && old.kind === "named") ||
        (it.kind === "compare" &&
          old.kind === "compare" &&
          samePlace(it.place, old.place) &&
          it.operator === old.operator),
    );
  return [...where.filter((it) => !replaced(it)), ...added];
};

const withBound = (question: Question, plan: AskPlan, bound: Bound): AskPlan => {
  const { operator, value } = bound;
  const numeric = numericPlace(question, bound.after, plan.table) ?? numericPlace(question, bound.before, plan.table);
  for (const span of [bound.before, bound.after])
    if (
      span !== undefined &&
      (numericPlace(question, span, plan.table) !== undefined || tagOf(span, "measure") !== undefined)
    )
      question.used.add(span);
  if (numeric === undefined && plan.figure !== undefined) return { ...plan, having: { operator, value } };
  const related = plan.where.find((it) => it.kind === "related" && it.related.figure !== undefined);
  if (numeric === undefined && related?.kind === "related" && related.related.figure !== undefined) {
    const figure = { ...related.related.figure, operator, value };
    const changed: Condition = { kind: "related", related: { ...related.related, figure } };
    return { ...plan, where: plan.where.map((it) => (it === related ? changed : it)) };
  }
  const place = numeric ?? plan.order?.by ?? onlyAmount(question, plan.table);
  if (place === undefined) throw new Stopped(`I can't tell what is to be compared with ${value}`);
  return { ...plan, where: withConditions(plan.where, [{ kind: "compare", place, operator, value }]) };
};

const withTimes = (question: Question, plan: AskPlan): AskPlan => {
  const times = timesOf({ ...question, spans: question.spans });
  if (times.period === undefined && times.grain === undefined) return plan;
  const day = dayIn(plan.where) ?? usualDay(question, plan);
  if (day === undefined) throw new Stopped("I can't tell which day the time is of");
  const withGrain: AskPlan =
    times.grain === undefined
      ? plan
      : {
          ...plan,
          by: [...plan.by.filter((it) => it.kind !== "time"), { kind: "time", place: day, grain: times.grain }],
        };
  if (times.period === undefined) return withGrain;
  const hadTime = dayIn(plan.where) !== undefined;
  const { against: before } = plan.periods;
  const against = times.against ?? (before === undefined ? undefined : moved(question.time, plan, times.period));
  return {
    ...withGrain,
    where: hadTime ? plan.where : [...plan.where, { kind: "during", place: day, period: "period" }],
    periods: { period: times.period, ...(against === undefined ? {} : { against }) },
  };
};

/** What a new time is compared with: as far back as it was before. */
export const moved = (time: PeriodOptions, { periods }: AskPlan, to: string): string | undefined => {
  const yearBefore = spanBefore(periods.period ?? "", "a-year-before", time);
  return spanBefore(to, periods.against === yearBefore ? "a-year-before" : "before", time) ?? undefined;
};

/** "and the quarter before?" moves the time; "compared with the quarter before" lays it beside. */
const withSpanBefore = (question: Question, plan: AskPlan): AskPlan => {
  const span = question.spans.find((it) => saysCue(it, "before", "a-year-before"));
  const { period } = plan.periods;
  if (span === undefined || period === undefined) return plan;
  question.used.add(span);
  const found = spanBefore(period, saysCue(span, "a-year-before") ? "a-year-before" : "before", question.time);
  if (found === null) return plan;
  const periods = takeAll(question, "compare") ? { period, against: found } : { period: found };
  return { ...plan, periods };
};

/** The plan with what the question changes; undefined where it changes nothing. @throws Stopped where it can't */
export const edited = (
  question: Question,
  text: string,
  before: AskPlan,
): { readonly plan: AskPlan; readonly unknown: readonly string[] } | undefined => {
  if (asksWhy.test(text)) return { plan: { ...before, why: true }, unknown: [] };
  const { why: _, ...rest } = before;
  let plan: AskPlan = rest;
  if (takeAll(question, "chart")) plan = { ...plan, chart: true };
  plan = asCount(question, plan);
  plan = withSpanBefore(question, plan);
  plan = withTimes(question, plan);
  const bounds = boundsOf(question);
  const top = takeTop(question);
  const limit = limitOf(question) ?? anyNumber(question, top !== undefined);
  if (top !== undefined && plan.figure === undefined && plan.order?.by === undefined)
    throw new Stopped(`${top === "most" ? "the highest" : "the lowest"} by what?`);
  if (top !== undefined || limit !== undefined)
    plan = {
      ...plan,
      ...(limit === undefined ? {} : { limit }),
      order: { ...plan.order, direction: top ?? plan.order?.direction ?? "most" },
    };
  if (takeAll(question, "share") && plan.figure !== undefined) plan = { ...plan, share: { of: [] } };
  for (const bound of bounds) plan = withBound(question, plan, bound);
  const by = newDimensions(question, plan);
  if (by.length > 0) plan = { ...plan, by: [...by, ...plan.by.filter((it) => it.kind === "time")] };
  const values = [...valueConditions(question, plan.table), ...namedConditions(question, plan.table)];
  useNamesOfConditions(question, values);
  if (values.length > 0) plan = { ...plan, where: withConditions(plan.where, values) };
  // What it already is about may be named again: "only enterprise customers".
  for (const span of spansOf(question, "subject")) {
    const subject = tagOf(span, "subject")?.subject;
    if (subject !== undefined && question.paths(plan.table, subject.table) !== undefined) question.used.add(span);
  }
  if (JSON.stringify(plan) === JSON.stringify(rest) && !question.spans.some((it) => saysCue(it, "chart")))
    return undefined;
  return { plan, unknown: leftOver(question) };
};

/** "How many are there?", "by country" of a list: what was listed is counted. */
const asCount = (question: Question, plan: AskPlan): AskPlan => {
  const { subject, order: _, limit: __, ...rest } = plan;
  const counts = question.spans.some((it) => saysCue(it, "count"));
  if (subject === undefined || (!counts && !question.spans.some((it) => saysCue(it, "by")))) return plan;
  return { ...rest, figure: { kind: "count", subject } };
};

const anyNumber = (question: Question, isTop: boolean): number | undefined => {
  const span = isTop ? spansOf(question, "number").find((it) => !question.used.has(it)) : undefined;
  if (span !== undefined) question.used.add(span);
  return tagOf(span, "number")?.value;
};

const newDimensions = (question: Question, plan: AskPlan): readonly Dimension[] =>
  plan.figure === undefined
    ? []
    : dimensionsOf(
        question,
        { table: plan.table, title: "", figure: plan.figure, by: [], bounds: [] },
        { top: undefined, share: false },
      );
