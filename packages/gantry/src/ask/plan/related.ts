// Conditions on what refers to the things asked about: customers with overdue invoices, without orders, with many tickets.
import type { Measure, Subject } from "../../catalog/index.ts";
import { usualCondition, useNamesOfConditions, valueConditions } from "./conditions.ts";
import { namedBeside } from "./names.ts";
import { onlyAmount, rangeOf, reckonedAmount } from "./numbers.ts";
import type { Bound } from "./numbers.ts";
import {
  nearest,
  neighbour,
  placeOf,
  plural,
  samePlace,
  saysCue,
  spansOf,
  Stopped,
  tagOf,
  titleOf,
} from "./question.ts";
import { isEnded } from "./present.ts";
import type { Question } from "./question.ts";
import type { Span } from "./tag.ts";
import { namedDay, requirePast } from "./times.ts";
import type { Times } from "./times.ts";
import type { Condition, Figure, Place, Related } from "./types.ts";
import type { What } from "./about.ts";

interface Other {
  readonly span: Span;
  readonly subject?: Subject;
  readonly measure?: Measure;
  readonly table: string;
}

const others = (question: Question, what: What): readonly Other[] =>
  question.spans.flatMap((span): Other[] => {
    if (question.used.has(span)) return [];
    const subject = tagOf(span, "subject")?.subject;
    const measure = subject === undefined ? tagOf(span, "measure")?.measure : undefined;
    const table = subject?.table ?? measure?.table;
    if (table === undefined || table === what.table) return [];
    const path = question.paths(table, what.table);
    if (path === undefined || path.length === 0) return [];
    return [
      { span, table, ...(subject === undefined ? {} : { subject }), ...(measure === undefined ? {} : { measure }) },
    ];
  });

const isDenied = (question: Question, other: Other, what: What): boolean => {
  const { span, table } = other;
  // Of what is asked about, or further on: "not in Germany, with open tickets" denies no tickets.
  const isOwn = (at: Span): boolean =>
    at.tags.some(
      (it) =>
        it.kind === "value" &&
        question.paths(table, it.place.table) !== undefined &&
        question.paths(what.table, it.place.table) === undefined,
    );
  const isDay = (at: Span): boolean =>
    at.tags.some((it) => it.kind === "column" && it.place.table === table && /^(?:date|timestamp)/.test(it.type));
  let isValued = false;
  for (let at = neighbour(question, span, -1, "with"); at !== undefined; at = neighbour(question, at, -1, "with")) {
    if (question.spent.has(at)) return false;
    if (saysCue(at, "not")) {
      // "Have not paid their invoices" says something else than "have no paid invoices".
      const isVerb = /(?:\bnot|n['’ ]?t|\bpas|\bnicht)$/i.test(at.written) && isValued;
      if (isVerb) throw new Stopped(`is it ${titleOfOther(other)} that they don't have, or what these are like?`);
      question.used.add(at);
      question.spent.add(at);
      return true;
    }
    isValued ||= isOwn(at);
    // Values, times and deeds may stand between: "no overdue invoices", "nothing this year", "not opened a ticket".
    const between = isOwn(at) || isDay(at) || tagOf(at, "period") !== undefined;
    if (!between || saysCue(at, "or", "and")) return false;
  }
  return false;
};

/** Things of one kind, with all that names them: the first of each is what they are called. */
interface Cluster {
  readonly first: Other;
  /** Where it ends: before what joins the next. */
  readonly end: number;
}

/** "Open tickets and overdue invoices": two kinds, parted where they are joined. */
const clustersOf = (question: Question, found: readonly Other[]): readonly Cluster[] => {
  const clusters: Cluster[] = [];
  const { spans } = question;
  let last: Other | undefined;
  for (const other of found) {
    const current = clusters.at(-1);
    if (current === undefined || last === undefined) clusters.push({ first: other, end: spans.length });
    // Further names of the same rows say nothing more.
    else if (other.table === current.first.table || question.paths(current.first.table, other.table) !== undefined)
      question.used.add(other.span);
    else {
      const [from, to] = [spans.indexOf(last.span) + 1, spans.indexOf(other.span)];
      const joint = spans.findLastIndex((it, at) => at >= from && at < to && saysCue(it, "and", "not"));
      if (joint < 0 || spans.slice(from, to).some((it) => saysCue(it, "or"))) continue;
      clusters[clusters.length - 1] = { ...current, end: joint };
      clusters.push({ first: other, end: spans.length });
    }
    last = other;
  }
  return clusters;
};

/** Reads them, with the values and times that are theirs. */
export const relatedOf = (
  question: Question,
  what: What,
  bounds: readonly Bound[],
  times: Times,
): readonly Condition[] => {
  if (what.subject === undefined) return [];
  let begin = 0;
  return clustersOf(question, others(question, what)).flatMap(({ first, end }, at, all): readonly Condition[] => {
    const part = question.spans.slice(begin, end);
    begin = end;
    const related = relatedBy(question, what, { first, part, alone: all.length === 1 }, bounds, times);
    return parted(question, related).map((it) => ({ kind: "related", related: it }));
  });
};

/** "Bought centrifuges but no balances": one row is never both, so what is denied is of other rows. */
const parted = (question: Question, related: Related): readonly Related[] => {
  // "Bought both centrifuges and microscopes": one row is never both, and each must be there.
  const isBoth = question.spans.some((it) => /^(?:both|sowohl|beides)$|fois$/.test(it.last));
  const either = related.where.find((it) => it.kind === "in" && !it.not && it.values.length === 2);
  if (isBoth && either?.kind === "in" && !related.not && related.figure === undefined)
    return either.values.map((one) => ({
      ...related,
      where: related.where.map((it) => (it === either ? { ...either, values: [one] } : it)),
    }));
  const isDeniedToo = (it: Condition): boolean =>
    it.kind === "in" &&
    it.not &&
    related.where.some((other) => other.kind === "in" && !other.not && samePlace(other.place, it.place));
  const denied = related.where.filter(isDeniedToo);
  if (denied.length === 0) return [related];
  if (related.not || related.figure !== undefined) throw new Stopped("ask for one of these conditions at a time");
  const common = related.where.filter((it) => it.kind !== "in" || !samePlaceAsAny(it.place, denied));
  const without = denied.map((it): Condition => (it.kind === "in" ? { ...it, not: false } : it));
  return [
    { ...related, where: related.where.filter((it) => !isDeniedToo(it)) },
    { ...related, where: [...without, ...common], not: true },
  ];
};

const samePlaceAsAny = (place: Place, conditions: readonly Condition[]): boolean =>
  conditions.some((it) => it.kind === "in" && samePlace(it.place, place));

/** "Customers with an active contract": what stands right beside a thing, and can be of it, is. */
const isBesideOwn = (question: Question, value: Span, { span, table }: Other, what: What): boolean => {
  if (!value.tags.some((it) => it.kind === "value" && it.place.table === table)) return false;
  // "Customers who terminated their contract" are gone: a value that says what they usually are not is theirs.
  const usually = what.subject?.usually;
  const isOfWhat = value.tags.some(
    (it) =>
      it.kind === "value" &&
      it.place.table === what.table &&
      it.place.column === usually?.column &&
      !usually.values.includes(it.value),
  );
  if (isOfWhat) return false;
  const isLed = (from: Span | undefined): boolean =>
    from === span ||
    (from !== undefined &&
      tagOf(from, "value") !== undefined &&
      tagOf(from, "subject") === undefined &&
      isLed(neighbour(question, from, 1)));
  const behind = neighbour(question, span, 1, "which", "not");
  return isLed(neighbour(question, value, 1)) || behind === value;
};

interface Part {
  readonly first: Other;
  /** Spans among which its values are. */
  readonly part: readonly Span[];
  readonly alone: boolean;
}

const relatedBy = (
  question: Question,
  what: What,
  { first: named, part, alone }: Part,
  bounds: readonly Bound[],
  times: Times,
): Related => {
  question.used.add(named.span);
  const not = isDenied(question, named, what);
  const first = throughItems(question, what, named, part);
  const belongsElsewhere = (span: Span): boolean =>
    !part.includes(span) ||
    (!isBesideOwn(question, span, named, what) &&
      span.tags.some((it) => it.kind === "value" && question.paths(what.table, it.place.table) !== undefined));
  const conditions = valueConditions(question, first.table, belongsElsewhere);
  useNamesOfConditions(question, conditions);
  // "Looked at products of the Core collection": what the rows belong to only says so.
  for (const span of part) {
    const other = tagOf(span, "subject")?.subject;
    const isBy = saysCue(neighbour(question, span, -1), "by", "and", "or");
    if (
      other !== undefined &&
      other !== what.subject &&
      !isBy &&
      question.paths(first.table, other.table) !== undefined
    )
      question.used.add(span);
  }
  const day =
    alone || part.some((it) => tagOf(it, "period") !== undefined) ? dayOf(question, first, what, times) : undefined;
  const bound = rangeOf(
    bounds.filter((it) => it.after === first.span || (first.measure !== undefined && it.before === first.span)),
  );
  if (bound?.percent === true) throw new Stopped(`${titleOfOther(named)} is not told in percent`);
  if (bound !== undefined && first.table !== named.table)
    throw new Stopped(`I can't tell how many ${titleOfOther(named)} that is`);
  const amounts = first.subject === undefined ? [] : amountsOf(question, first, bounds);
  const figure: Figure =
    first.measure === undefined
      ? { kind: "count", subject: first.subject?.name ?? "" }
      : { kind: "measure", measure: first.measure.name };
  const usual = first.subject === undefined ? [] : usualCondition(first.subject, conditions);
  return {
    table: first.table,
    title: titleOfOther(named),
    where: [
      ...conditions,
      ...namedBeside(question, what.table, first.table),
      ...amounts,
      ...usual,
      ...(day === undefined ? [] : [{ kind: "during", place: day, period: "period" } as const]),
    ],
    ...(first.measure?.where === undefined ? {} : { formula: first.measure.where }),
    joins: first.measure?.joins ?? [],
    not,
    ...(bound === undefined ? {} : { figure: { figure, ...bound.range } }),
  };
};

const titleOfOther = ({ measure, subject }: Other): string =>
  measure === undefined ? plural(subject?.name ?? "") : titleOf(measure).toLowerCase();

/** "Never ordered any microscopes": an order knows no product, what it is made of does. */
const throughItems = (question: Question, what: What, first: Other, part: readonly Span[]): Other => {
  const beyond = part.filter(
    (span) =>
      !question.used.has(span) &&
      tagOf(span, "value") !== undefined &&
      [first.table, what.table].every((table) => nearest(question, span, "value", table).length === 0),
  );
  if (beyond.length === 0) return first;
  const measure = question.catalog.measures.find(
    ({ table }) =>
      [first.table, what.table].every((it) => question.paths(table, it) !== undefined) &&
      beyond.every((span) => nearest(question, span, "value", table).length > 0),
  );
  return measure === undefined ? first : { span: first.span, table: measure.table, measure };
};

/** "Deals above 100k": what stands behind a thing is of its amount, not of how many there are. */
const amountsOf = (question: Question, { span, table }: Other, bounds: readonly Bound[]): readonly Condition[] =>
  bounds.flatMap((it): readonly Condition[] => {
    const thing =
      saysCue(it.before, "value") && it.before !== undefined ? neighbour(question, it.before, -1) : it.before;
    if (thing !== span || tagOf(it.after, "subject") !== undefined) return [];
    const place = onlyAmount(question, table) ?? reckonedAmount(question, table);
    return place === undefined ? [] : [{ kind: "compare", place, operator: it.operator, value: it.value }];
  });

/** The question's time is of what is related, unless it names a day of what is asked about. */
const dayOf = (question: Question, other: Other, what: What, times: Times): Place | undefined => {
  if (times.period === undefined) return undefined;
  const ofWhat = spansOf(question, "column").some((span) =>
    span.tags.some(
      (it) => it.kind === "column" && it.place.table === what.table && /^(?:date|timestamp)/.test(it.type),
    ),
  );
  if (ofWhat) return undefined;
  const named = namedDay(question, other.table);
  if (named !== undefined) return named;
  if (other.measure !== undefined) requirePast(titleOf(other.measure), times.period, question);
  if (other.measure?.date !== undefined) return placeOf(other.measure.date);
  const usual = other.subject?.date === undefined ? undefined : { table: other.table, column: other.subject.date };
  if (usual !== undefined && !isEnded(question, other.table, usual)) return usual;
  throw new Stopped(
    `I can't tell which day of ${other.subject === undefined ? other.table : plural(other.subject.name)} the time is of`,
  );
};
