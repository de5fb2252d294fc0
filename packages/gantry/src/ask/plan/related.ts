// Conditions on what refers to the things asked about: customers with overdue invoices, without orders, with many tickets.
import type { Measure, Subject } from "../../catalog/index.ts";
import { usualCondition, useNamesOfConditions, valueConditions } from "./conditions.ts";
import { onlyAmount } from "./numbers.ts";
import type { Bound } from "./numbers.ts";
import { neighbour, placeOf, plural, saysCue, spansOf, Stopped, tagOf, titleOf } from "./question.ts";
import type { Question } from "./question.ts";
import type { Span } from "./tag.ts";
import { namedDay, requirePast } from "./times.ts";
import type { Times } from "./times.ts";
import type { Condition, Figure, Place, Related } from "./types.ts";
import type { What } from "./what.ts";

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

const isDenied = (question: Question, span: Span): boolean => {
  for (let at = neighbour(question, span, -1, "with"); at !== undefined; at = neighbour(question, at, -1, "with")) {
    if (saysCue(at, "not")) {
      question.used.add(at);
      return true;
    }
    // Values and times may stand between: "no overdue invoices", "nothing this year".
    const between = tagOf(at, "value") !== undefined || tagOf(at, "period") !== undefined;
    if (!between || saysCue(at, "or", "and")) return false;
  }
  return false;
};

/** Reads them, with the values and times that are theirs. */
export const relatedOf = (
  question: Question,
  what: What,
  bounds: readonly Bound[],
  times: Times,
): readonly Condition[] => {
  if (what.subject === undefined) return [];
  const found = others(question, what);
  const [first] = found;
  if (first === undefined) return [];
  // Further names of the same rows say nothing more.
  for (const { span, table } of found)
    if (table === first.table || question.paths(first.table, table) !== undefined) question.used.add(span);
  const not = isDenied(question, first.span);
  const belongsToWhat = (span: Span): boolean =>
    span.tags.some((it) => it.kind === "value" && question.paths(what.table, it.place.table) !== undefined);
  const conditions = valueConditions(question, first.table, belongsToWhat);
  useNamesOfConditions(question, conditions);
  const day = dayOf(question, first, what, times);
  const bound = bounds.find(
    (it) => it.after === first.span || (first.measure !== undefined && it.before === first.span),
  );
  const amounts = first.subject === undefined ? [] : amountsOf(question, first, bounds);
  const figure: Figure =
    first.measure === undefined
      ? { kind: "count", subject: first.subject?.name ?? "" }
      : { kind: "measure", measure: first.measure.name };
  const title = first.measure === undefined ? plural(first.subject?.name ?? "") : titleOf(first.measure).toLowerCase();
  const usual = first.subject === undefined ? [] : usualCondition(first.subject, conditions);
  const related: Related = {
    table: first.table,
    title,
    where: [
      ...conditions,
      ...amounts,
      ...usual,
      ...(day === undefined ? [] : [{ kind: "during", place: day, period: "period" } as const]),
    ],
    ...(first.measure?.where === undefined ? {} : { formula: first.measure.where }),
    joins: first.measure?.joins ?? [],
    not,
    ...(bound === undefined ? {} : { figure: { figure, operator: bound.operator, value: bound.value } }),
  };
  return [{ kind: "related", related }];
};

/** "Deals above 100k": what stands behind a thing is of its amount, not of how many there are. */
const amountsOf = (question: Question, { span, table }: Other, bounds: readonly Bound[]): readonly Condition[] =>
  bounds.flatMap((it): readonly Condition[] => {
    if (it.before !== span || tagOf(it.after, "subject") !== undefined) return [];
    const place = onlyAmount(question, table);
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
  if (other.measure !== undefined) requirePast(titleOf(other.measure), times.period, question.time);
  if (other.measure?.date !== undefined) return placeOf(other.measure.date);
  if (other.subject?.date !== undefined) return { table: other.table, column: other.subject.date };
  throw new Stopped(
    `I can't tell which day of ${other.subject === undefined ? other.table : plural(other.subject.name)} the time is of`,
  );
};
