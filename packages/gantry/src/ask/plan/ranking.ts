// What is ranked, and by which figure.
import type { Measure, Subject } from "../../catalog/index.ts";
import { count, isDivided, list, measured, subjectAt } from "./about.ts";
import type { Hints, What } from "./about.ts";
import { saysEach } from "./each.ts";
import { inEuros, numericPlace } from "./numbers.ts";
import {
  columnAt,
  isNumeric,
  isTime,
  nearest,
  neighbour,
  plural,
  saysCue,
  spansOf,
  spoken,
  Stopped,
  titleOf,
} from "./question.ts";
import type { Question } from "./question.ts";
import type { Span } from "./tag.ts";
import type { Place, Unclear } from "./types.ts";

/** Questions for each figure that a thing can be ranked or told by. */
const figureChoices = (question: Question, subject: Subject, what: string): Unclear["choices"] => {
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

/** The column that is ranked: "which country", "the 3 industries". */
export const rankedColumn = (question: Question, table: string): Span | undefined =>
  spansOf(question, "column").find((it) =>
    nearest(question, it, "column", table).some(({ place }) => {
      const column = columnAt(question.catalog, place);
      return !isNumeric(column) && !isTime(column);
    }),
  );

/** A number of a thing's own that the question names. */
export const numericOf = (
  question: Question,
  { table }: Subject,
): { readonly span: Span; readonly place?: Place } | undefined =>
  question.spans
    .map((span) => ({ span, place: numericPlace(question, span, table) }))
    .flatMap(({ span, place }) => (place?.table === table ? [{ span, place }] : []))[0];

/** The amount of a table's things. */
export const worthOf = ({ catalog }: Question, table: string): Measure | undefined =>
  catalog.measures.find((it) => it.table === table && it.format === "currency");

/** What a thing is, and no number that it has. */
const isAdjective = /^(?:chers?|cheres?|couteu(?:x|ses?)|expensive|pricey|teuer(?:e|en|er|es|ste|sten|ster|stes)?)$/;

export const ranking = (
  question: Question,
  [first, second]: readonly [Span, ...Span[]],
  subject: Subject,
  hints: Hints,
): What => {
  const other = subjectAt(second);
  const numeric = numericOf(question, subject);
  const isOfThing = numeric !== undefined && (numeric.span.at < first.at || isAdjective.test(numeric.span.last));
  if (numeric?.place !== undefined && !isOfThing && hints.top !== undefined && isDivided(question, subject)) {
    // "Highest list price per category" is one number a category.
    question.used.add(first).add(numeric.span);
    const of = hints.top === "most" ? "max" : "min";
    return count(subject, {
      figure: { kind: "aggregate", function: of, place: numeric.place },
    });
  }
  // Amounts in several currencies are ranked in one.
  const inOne = numeric?.place === undefined ? undefined : inEuros(question, numeric.place);
  if (numeric?.place !== undefined && inOne !== undefined) {
    question.used.add(first).add(numeric.span);
    return measured(inOne, { by: [{ kind: "subject", subject: subject.name }], ranked: first });
  }
  if (numeric?.place !== undefined) {
    question.used.add(first).add(numeric.span);
    return list(subject, { orderBy: numeric.place, ranked: first });
  }
  const worth = other === undefined ? undefined : worthOf(question, other.table);
  // "The highest value of open invoices": of what they are worth, and not how many.
  const isWorth = question.spans.some(
    (it) => saysCue(it, "most", "least") && /(?:value|amount|worth|sum)$/i.test(it.written),
  );
  if (
    isWorth &&
    worth !== undefined &&
    second !== undefined &&
    question.paths(worth.table, subject.table) !== undefined
  ) {
    question.used.add(first).add(second);
    return measured(worth, { by: [{ kind: "subject", subject: subject.name }], ranked: first });
  }
  if (second !== undefined && other !== undefined && question.paths(other.table, subject.table) !== undefined) {
    question.used.add(first).add(second);
    return count(other, { by: [{ kind: "subject", subject: subject.name }], ranked: first });
  }
  const column = rankedColumn(question, subject.table);
  // "The largest customer in each region" ranks no regions.
  if (column !== undefined && !(saysEach(neighbour(question, column, -1)) && first.at < column.at)) {
    question.used.add(first);
    return count(subject, { ranked: column });
  }
  // What has one amount is ranked by it.
  const amounts = question.catalog.measures.filter((it) => it.table === subject.table && it.format === "currency");
  const [amount] = amounts;
  if (amount !== undefined) {
    question.used.add(first);
    return measured(amount, { by: [{ kind: "subject", subject: subject.name }], ranked: first });
  }
  const name = plural(subject.name);
  throw new Stopped(
    `${hints.top === "least" ? "lowest" : "top"} ${name} by what?`,
    figureChoices(question, subject, `top ${name}`),
  );
};

/** "Highest list price per category": a number of its own, of nothing that is named. */
export const rankedNumber = (question: Question, top: "most" | "least"): What | undefined => {
  if (!question.spans.some((it) => saysCue(it, "by"))) return undefined;
  for (const subject of question.catalog.subjects) {
    const numeric = numericOf(question, subject);
    if (numeric?.place === undefined || !isDivided(question, subject)) continue;
    question.used.add(numeric.span);
    const of = top === "most" ? "max" : "min";
    return count(subject, { figure: { kind: "aggregate", function: of, place: numeric.place } });
  }
  return undefined;
};
