// What a question is about: a list of things, or a figure over them.
import type { Measure, Subject } from "../../catalog/index.ts";
import { aggregateOf } from "./aggregate.ts";
import type { Grain } from "./grammar.ts";
import { numericPlace } from "./numbers.ts";
import type { Bound } from "./numbers.ts";
import {
  columnAt,
  isNumeric,
  nearest,
  isBetweenValues,
  neighbour,
  plural,
  saysCue,
  spansOf,
  spoken,
  Stopped,
  tagOf,
  takeCue,
  titleOf,
} from "./question.ts";
import type { Question } from "./question.ts";
import type { Span } from "./tag.ts";
import type { Dimension, Figure, Place, Unclear } from "./types.ts";

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
}

/** Questions for each figure that a thing can be ranked or told by. */
export const figureChoices = (question: Question, subject: Subject, what: string): Unclear["choices"] => {
  const { catalog, paths } = question;
  const measures = catalog.measures.filter(
    (it) => it.synonyms.length > 0 && it.format !== "percent" && (paths(it.table, subject.table)?.length ?? 0) > 0,
  );
  const columns = (catalog.tables[subject.table]?.columns ?? []).filter(
    (it) => isNumeric(it) && it.labels.length > 0 && it.synonyms.length > 0,
  );
  return [
    ...measures.map((it) => ({ title: titleOf(it), by: titleOf(it).toLowerCase() })),
    ...columns.map((it) => ({
      title: it.synonyms[0] ?? spoken(it.name),
      by: it.synonyms[0] ?? it.name.replaceAll("_", " "),
    })),
  ].map(({ title, by }) => ({ title, example: `${what} by ${by}`, reword: { besides: by } }));
};

const subjectAt = (span: Span | undefined): Subject | undefined => tagOf(span, "subject")?.subject;
const measureAt = (span: Span | undefined): Measure | undefined => tagOf(span, "measure")?.measure;

const list = (subject: Subject, more: Partial<What> = {}): What => ({
  table: subject.table,
  title: plural(subject.name),
  subject,
  counted: subject,
  by: [],
  bounds: [],
  ...more,
});
const count = (subject: Subject, more: Partial<What> = {}): What => ({
  ...list(subject),
  figure: { kind: "count", subject: subject.name },
  ...more,
});
const measured = (measure: Measure, more: Partial<What> = {}): What => ({
  table: measure.table,
  title: titleOf(measure).toLowerCase(),
  measure,
  figure: { kind: "measure", measure: measure.name },
  by: [],
  bounds: [],
  ...more,
});

/** "Customers who bought …": the measure is what they did. */
const isRelative = (span: Span): boolean => saysCue(span, "which") && /^(?:who|that|which|qui|die)$/.test(span.last);

/** What is asked about. Marks the words that say so. */
export const whatOf = (question: Question, hints: Hints): What => {
  const subjects = spansOf(question, "subject").filter((it) => !question.used.has(it));
  const measures = spansOf(question, "measure").filter((it) => subjectAt(it) === undefined && !question.used.has(it));
  const [first] = subjects;
  const subject = subjectAt(first);
  const [measureSpan] = measures;
  const measure = measureAt(measureSpan);
  const use = (...spans: readonly (Span | undefined)[]): void => {
    for (const span of spans) if (span !== undefined) question.used.add(span);
  };

  const aggregate = aggregateOf(question);
  if (aggregate !== undefined) return aggregate;

  if (measureSpan !== undefined && measure !== undefined) {
    const isWhat = first !== undefined && first.at < measureSpan.at;
    const isVerb =
      isWhat &&
      question.spans.some((it) =>
        it.at < first.at ? saysCue(it, "which", "count") : it.at < measureSpan.at && isRelative(it),
      );
    const isBound = hints.bounds.some((it) => it.before === measureSpan || it.after === measureSpan);
    const by = saysCue(neighbour(question, measureSpan, -1), "by");
    const reaches = subject !== undefined && question.paths(measure.table, subject.table) !== undefined;
    if (
      subject !== undefined &&
      reaches &&
      isWhat &&
      (isBound || (isVerb && hints.top === undefined && !by && !hints.share))
    )
      return related(question, subject, first);
    // A subject that is ranked, or listed by a measure: "top customers by revenue", "customers by revenue".
    const ranked = hints.top !== undefined ? first : by && isWhat ? first : undefined;
    use(...measures.filter((it) => measureAt(it)?.table === measure.table));
    if (ranked !== undefined && subject !== undefined && reaches && subject.table !== measure.table) {
      use(...subjects);
      return measured(measure, { by: [{ kind: "subject", subject: subject.name }], ranked });
    }
    for (const span of subjects) {
      const named = subjectAt(span);
      const isBy = saysCue(neighbour(question, span, -1), "by");
      const reached = named !== undefined && question.paths(measure.table, named.table) !== undefined;
      if (reached && !isBy && !isSecond(question, span)) use(span);
    }
    const column = rankedColumn(question, measure.table);
    return measured(measure, column === undefined ? {} : { ranked: column });
  }

  if (first === undefined || subject === undefined) return nothing(question, hints);
  // "Worth more than 50,000": the value is what is bounded, not what is asked.
  const isBounded = hints.bounds.some((it) => saysCue(it.before, "value"));
  const amount = isBounded ? undefined : takeCue(question, "value");
  if (amount !== undefined) {
    const own = question.catalog.measures.find((it) => it.table === subject.table && it.format === "currency");
    // "The volume of tickets" is how many there are.
    const isNumber = /\b(?:amount|volume|volumen|size)\b/i.test(amount.written);
    if (own === undefined && !isNumber) throw new Stopped(`I know no amount of ${plural(subject.name)}`);
    if (own === undefined) {
      use(first);
      useReached(question, subjects, subject);
      return count(subject);
    }
    use(...subjects.filter((it) => question.paths(own.table, subjectAt(it)?.table ?? "") !== undefined));
    const isEach = saysCue(neighbour(question, amount, -1), "by");
    return measured(own, isEach ? { by: [{ kind: "subject", subject: subject.name }] } : {});
  }
  if (hints.top !== undefined) return ranking(question, subjects, hints);
  const isNumber =
    question.spans.some((it) => saysCue(it, "count")) ||
    hints.share ||
    hints.grain !== null ||
    hints.against ||
    question.spans.some((it) => saysCue(it, "trend", "before", "a-year-before")) ||
    isDivided(question, subject);
  use(first);
  useReached(question, subjects, subject);
  return isNumber ? count(subject) : list(subject);
};

/** "Revenue in Germany and customers in France": another question, which its things do not belong to. */
const isSecond = (question: Question, span: Span): boolean => saysCue(neighbour(question, span, -1), "and", "or");

/** Other subjects that the rows belong to only say so: "tickets of enterprise customers". */
const useReached = (question: Question, subjects: readonly Span[], subject: Subject): void => {
  for (const span of subjects) {
    const other = subjectAt(span);
    const isBy = saysCue(neighbour(question, span, -1), "by");
    const reached = other !== undefined && question.paths(subject.table, other.table) !== undefined;
    if (reached && !isBy && !isSecond(question, span)) question.used.add(span);
  }
};

const related = (question: Question, subject: Subject, span: Span): What => {
  question.used.add(span);
  const isCount = question.spans.some((it) => saysCue(it, "count") && it.at < span.at);
  return isCount ? count(subject) : list(subject);
};

/** "by segment", "versus": things told apart are counted. */
const isDivided = (question: Question, subject: Subject): boolean =>
  question.spans.some((span) => {
    if (saysCue(span, "compare") || isBetweenValues(question, span)) return true;
    const next = saysCue(span, "by") ? neighbour(question, span, 1) : undefined;
    if (next === undefined) return false;
    const column = nearest(question, next, "column", subject.table).some(
      ({ place }) => !isNumeric(columnAt(question.catalog, place)),
    );
    return column || (subjectAt(next) !== undefined && subjectAt(next) !== subject);
  });

/** The column that is ranked: "which country", "the 3 industries". */
const rankedColumn = (question: Question, table: string): Span | undefined =>
  spansOf(question, "column").find((it) =>
    nearest(question, it, "column", table).some(({ place }) => !isNumeric(columnAt(question.catalog, place))),
  );

/** A number of a thing's own that the question names. */
const numericOf = (
  question: Question,
  { table }: Subject,
): { readonly span: Span; readonly place?: Place } | undefined =>
  question.spans
    .map((span) => ({ span, place: numericPlace(question, span, table) }))
    .flatMap(({ span, place }) => (place?.table === table ? [{ span, place }] : []))[0];

const ranking = (question: Question, subjects: readonly Span[], hints: Hints): What => {
  const [first, second] = subjects;
  const subject = subjectAt(first);
  if (first === undefined || subject === undefined) return nothing(question, hints);
  const other = subjectAt(second);
  const numeric = numericOf(question, subject);
  if (numeric?.place !== undefined && hints.top !== undefined && isDivided(question, subject)) {
    // "Highest list price per category" is one number a category.
    question.used.add(first).add(numeric.span);
    const of = hints.top === "most" ? "max" : "min";
    return count(subject, {
      figure: { kind: "aggregate", function: of, place: numeric.place },
    });
  }
  if (numeric?.place !== undefined) {
    question.used.add(first).add(numeric.span);
    return list(subject, { orderBy: numeric.place, ranked: first });
  }
  if (second !== undefined && other !== undefined && question.paths(other.table, subject.table) !== undefined) {
    question.used.add(first).add(second);
    return count(other, { by: [{ kind: "subject", subject: subject.name }], ranked: first });
  }
  const column = rankedColumn(question, subject.table);
  if (column !== undefined) {
    question.used.add(first);
    return count(subject, { ranked: column });
  }
  const name = plural(subject.name);
  throw new Stopped(
    `${hints.top === "least" ? "lowest" : "top"} ${name} by what?`,
    figureChoices(question, subject, `top ${name}`),
  );
};

/** A value may stand for the things that have it: "the prospects in Japan". */
const implied = (question: Question, hints: Hints): What | undefined => {
  const [span] = spansOf(question, "value");
  const tables = new Set(span?.tags.flatMap((it) => (it.kind === "value" ? [it.place.table] : [])));
  const found = question.catalog.subjects.filter((it) => tables.has(it.table));
  const [subject] = found;
  if (subject === undefined || found.length > 1) return undefined;
  const isNumber =
    question.spans.some((it) => saysCue(it, "count", "trend")) || hints.against || hints.grain !== null || hints.share;
  if (isNumber || isDivided(question, subject)) return count(subject);
  const { top } = hints;
  const numeric = top === undefined ? undefined : numericOf(question, subject);
  if (numeric?.place === undefined) return list(subject);
  question.used.add(numeric.span);
  return list(subject, { orderBy: numeric.place });
};

const nothing = (question: Question, hints: Hints): What => {
  const byValue = question.spans.some((it) => saysCue(it, "doing")) ? undefined : implied(question, hints);
  if (byValue !== undefined) return byValue;
  if (!question.spans.some((it) => saysCue(it, "doing"))) throw new Stopped("I can't tell what is asked about");
  const { measures, subjects } = question.catalog;
  const written = question.spans.find((it) => saysCue(it, "doing"))?.written ?? "";
  const choices = [
    ...measures
      .filter((it) => it.synonyms.length > 0)
      .map((it) => ({ title: titleOf(it), as: titleOf(it).toLowerCase() })),
    ...subjects.map((it) => ({ title: `number of ${plural(it.name)}`, as: `number of ${plural(it.name)}` })),
  ].map(({ title, as }) => ({ title, example: as, reword: { written, as } }));
  throw new Stopped("which figure do you mean?", choices);
};
