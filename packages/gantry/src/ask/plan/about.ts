// What a question is about, as it is handed on: a list of things, or a figure over them.
import type { Measure, Subject } from "../../catalog/index.ts";
import type { Grain } from "./grammar.ts";
import type { Bound } from "./numbers.ts";
import {
  columnAt,
  isBetweenValues,
  isNumeric,
  isTime,
  nearest,
  neighbour,
  plural,
  saysCue,
  tagOf,
  titleOf,
} from "./question.ts";
import type { Question } from "./question.ts";
import type { Span } from "./tag.ts";
import type { Dimension, Figure, Place } from "./types.ts";

export interface What {
  readonly table: string;
  /** For people: "customers", "revenue". */
  readonly title: string;
  readonly subject?: Subject;
  readonly measure?: Measure;
  readonly figure?: Figure;
  /** Whose usual rows are meant. */
  readonly counted?: Subject;
  readonly by: readonly Dimension[];
  /** What is ranked, as the question names it. */
  readonly ranked?: Span;
  readonly orderBy?: Place;
  /** Bounds that are of the figure. */
  readonly bounds: readonly Bound[];
}

export interface Hints {
  readonly top: "most" | "least" | undefined;
  readonly bounds: readonly Bound[];
  readonly share: boolean;
  readonly grain: Grain | null;
  /** Two spans of time are laid side by side. */
  readonly against: boolean;
  /** Two values are laid side by side. */
  readonly twofold: boolean;
}

export const subjectAt = (span: Span | undefined): Subject | undefined => tagOf(span, "subject")?.subject;

export const measureAt = (span: Span | undefined): Measure | undefined => tagOf(span, "measure")?.measure;

export const list = (subject: Subject, more: Partial<What> = {}): What => ({
  table: subject.table,
  title: plural(subject.name),
  subject,
  counted: subject,
  by: [],
  bounds: [],
  ...more,
});

export const count = (subject: Subject, more: Partial<What> = {}): What => ({
  ...list(subject),
  figure: { kind: "count", subject: subject.name },
  ...more,
});

export const measured = (measure: Measure, more: Partial<What> = {}): What => ({
  table: measure.table,
  title: titleOf(measure).toLowerCase(),
  measure,
  figure: { kind: "measure", measure: measure.name },
  by: [],
  bounds: [],
  ...more,
});

/** "Which industries do our customers come from": of each, unless a thing follows that has it. */
export const isAsked = (question: Question, span: Span): boolean => {
  if (!saysCue(span, "which") || !/^(?:which|what|welche[nrsm]?|quel(?:le)?s?|dans quel(?:le)?s?)$/.test(span.last))
    return false;
  const [first] = question.spans.filter((it) => it.tags.length > 0);
  const column = neighbour(question, span, 1);
  const behind = column === undefined ? undefined : question.spans[question.spans.indexOf(column) + 1];
  return first === span && tagOf(column, "column") !== undefined && subjectAt(behind) === undefined;
};

/** "by segment", "versus": things told apart are counted. */
export const isDivided = (question: Question, subject: Subject): boolean =>
  question.spans.some((span) => {
    if (saysCue(span, "compare") || isBetweenValues(question, span)) return true;
    const isBy = saysCue(span, "by", "between");
    const next = isBy || isAsked(question, span) ? neighbour(question, span, 1) : undefined;
    if (next === undefined || (!isBy && subjectAt(next) !== undefined)) return false;
    const column = nearest(question, next, "column", subject.table).some(({ place }) => {
      const known = columnAt(question.catalog, place);
      return !isNumeric(known) && !isTime(known);
    });
    return column || (subjectAt(next) !== undefined && subjectAt(next) !== subject);
  });
