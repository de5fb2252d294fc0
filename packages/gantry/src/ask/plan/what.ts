// Reads what a question is about.
import type { Subject } from "../../catalog/index.ts";
import { count, isDivided, list, measureAt, measured, subjectAt } from "./about.ts";
import type { Hints, What } from "./about.ts";
import { aggregateOf } from "./aggregate.ts";
import { durationOf } from "./duration.ts";
import { onlyAmount } from "./numbers.ts";
import { namedOutright, soldPieces } from "./pieces.ts";
import { neighbour, plural, saysCue, spansOf, Stopped, tagOf, takeCue, titleOf } from "./question.ts";
import type { Question } from "./question.ts";
import { worthOf, numericOf, rankedColumn, rankedNumber, ranking } from "./ranking.ts";
import type { Span } from "./tag.ts";

/** "Customers who bought …": the measure is what they did. */
const isRelative = (span: Span): boolean =>
  (saysCue(span, "which") && /^(?:who|that|which|qui|die)$/.test(span.last)) ||
  (saysCue(span, "with") && /^(?:who|that|which|qui|die)\b/i.test(span.written));

const isHowMuch = ({ spans }: Question, before?: Span): boolean =>
  spans.some(
    (it) =>
      saysCue(it, "amount") &&
      !saysCue(it, "count") &&
      /^(?:how much|wie ?viel)\b/i.test(it.written) &&
      (before === undefined || it.at < before.at),
  );

/** "Open invoices due within 30 days, total by country": of their amount. */
const isTotalBehind = ({ spans }: Question, thing: Span): boolean =>
  spans.some((it) => saysCue(it, "amount") && /^totals?$/i.test(it.written) && it.at > thing.at);

/** "Customers sorted by number of open tickets": each with how many of another thing it has. */
const byNumber = (question: Question, [first]: readonly Span[]): What | undefined => {
  const subject = subjectAt(first);
  if (first === undefined || subject === undefined) return undefined;
  for (const by of question.spans.filter((it) => saysCue(it, "by") && it.at > first.at)) {
    const next = neighbour(question, by, 1);
    const counted = saysCue(next, "count") ? next : undefined;
    let thing = counted === undefined ? next : neighbour(question, counted, 1);
    while (thing !== undefined && subjectAt(thing) === undefined && spanIsValue(thing))
      thing = neighbour(question, thing, 1);
    const other = subjectAt(thing);
    if (thing === undefined || other === undefined || other === subject) continue;
    if (question.paths(subject.table, other.table) !== undefined) continue;
    if (question.paths(other.table, subject.table) === undefined) continue;
    for (const span of [first, by, thing]) question.used.add(span);
    return count(other, { by: [{ kind: "subject", subject: subject.name }], ranked: first });
  }
  return undefined;
};

const spanIsValue = (span: Span): boolean => span.tags.some((it) => it.kind === "value");

/** What is asked about. Marks the words that say so. */
export const whatOf = (question: Question, hints: Hints): What => {
  const subjects = spansOf(question, "subject").filter((it) => !question.used.has(it));
  const measures = spansOf(question, "measure").filter((it) => subjectAt(it) === undefined && !question.used.has(it));
  const [first] = subjects;
  const subject = subjectAt(first);
  const measureSpan = namedOutright(measures) ?? measures[0];
  const measure = measureAt(measureSpan);
  const use = (...spans: readonly (Span | undefined)[]): void => {
    for (const span of spans) if (span !== undefined) question.used.add(span);
  };

  const numbered = byNumber(question, subjects);
  if (numbered !== undefined) return numbered;
  const aggregate = durationOf(question) ?? aggregateOf(question);
  if (aggregate !== undefined) {
    useReached(question, subjects, aggregate);
    return aggregate;
  }

  if (measureSpan !== undefined && measure !== undefined) {
    const pieces = soldPieces(question, measures, subject, measure);
    if (pieces !== undefined) {
      use(
        ...measures,
        ...subjects.filter((it) => question.paths(measure.table, subjectAt(it)?.table ?? "") !== undefined),
      );
      return measured(pieces);
    }
    const isWhat = first !== undefined && first.at < measureSpan.at;
    const isVerb =
      isWhat &&
      question.spans.some((it) =>
        it.at < first.at ? saysCue(it, "which", "count") : it.at < measureSpan.at && isRelative(it),
      );
    const isBound = hints.bounds.some((it) => it.before === measureSpan || it.after === measureSpan);
    const by = saysCue(neighbour(question, measureSpan, -1), "by");
    const isWithout = saysCue(neighbour(question, measureSpan, -1, "with"), "not");
    const reaches = subject !== undefined && question.paths(measure.table, subject.table) !== undefined;
    if (
      subject !== undefined &&
      reaches &&
      isWhat &&
      (isBound || isWithout || (isVerb && hints.top === undefined && !by && !hints.share))
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
  const amount = isBounded || isShown(question, first) ? undefined : takeCue(question, "value");
  if (amount !== undefined) {
    const own = question.catalog.measures.find((it) => it.table === subject.table && it.format === "currency");
    // "The volume of tickets" is how many there are.
    const isNumber = /\b(?:amount|volume|volumen|size)\b/i.test(amount.written);
    const other = subjectAt(subjects[1]);
    const worth = other === undefined ? undefined : worthOf(question, other.table);
    if (own === undefined && worth !== undefined && question.paths(worth.table, subject.table) !== undefined) {
      use(...subjects);
      const by =
        hints.top === undefined ? {} : { by: [{ kind: "subject", subject: subject.name } as const], ranked: first };
      return measured(worth, by);
    }
    if (own === undefined && !isNumber) throw new Stopped(`I know no amount of ${plural(subject.name)}`);
    if (own === undefined) {
      use(first);
      useReached(question, subjects, subject);
      return count(subject);
    }
    const isBy = (it: Span): boolean => saysCue(neighbour(question, it, -1), "by");
    use(...subjects.filter((it) => !isBy(it) && question.paths(own.table, subjectAt(it)?.table ?? "") !== undefined));
    const isEach = saysCue(neighbour(question, amount, -1), "by");
    return measured(own, isEach ? { by: [{ kind: "subject", subject: subject.name }] } : {});
  }
  // "How much did we invoice": an amount, and no list.
  const amountOf = question.catalog.measures.find((it) => it.table === subject.table && it.format === "currency");
  if (isHowMuch(question, first) || (amountOf !== undefined && isTotalBehind(question, first))) {
    if (amountOf === undefined) throw new Stopped(`I know no amount of ${plural(subject.name)}`);
    use(first);
    useReached(question, subjects, subject);
    return measured(amountOf);
  }
  if (hints.top !== undefined) return ranking(question, [first, ...subjects.slice(1)], subject, hints);
  const isTotal = question.spans.some(
    (it) => saysCue(it, "amount") && /^(?:the |le |au )?total\b|^gesamt/i.test(it.written),
  );
  const paid = onlyAmount(question, subject.table);
  if (
    isTotal &&
    amountOf === undefined &&
    paid !== undefined &&
    /^(?:net_)?amount$/.test(paid.column) &&
    !question.spans.some((it) => saysCue(it, "count"))
  )
    throw new Stopped(`the number of ${plural(subject.name)}, or their amounts? those are in several currencies`);
  if (isTotal && amountOf !== undefined && !question.spans.some((it) => saysCue(it, "count")))
    throw new Stopped(`the number of ${plural(subject.name)}, or their value?`, [
      { title: `number of ${plural(subject.name)}`, example: `number of ${plural(subject.name)}` },
      { title: titleOf(amountOf).toLowerCase(), example: titleOf(amountOf).toLowerCase() },
    ]);
  const isNumber =
    question.spans.some((it) => saysCue(it, "count")) ||
    isTotal ||
    hints.share ||
    hints.grain !== null ||
    hints.against ||
    hints.twofold ||
    question.spans.some((it) => saysCue(it, "trend", "before", "a-year-before")) ||
    isDivided(question, subject);
  use(first);
  useReached(question, subjects, subject);
  return isNumber ? count(subject) : list(subject);
};

/** "Revenue in Germany and customers in France": another question, which its things do not belong to. */
const isSecond = (question: Question, span: Span): boolean => saysCue(neighbour(question, span, -1), "and", "or");

/** "With invoice number and amount": what a list is asked to show. */
const isShown = (question: Question, thing: Span): boolean => {
  const amount = question.spans.find((it) => saysCue(it, "value"));
  if (amount === undefined || amount.at < thing.at || tagOf(amount, "column") === undefined) return false;
  if (question.spans.some((it) => saysCue(it, "count", "amount", "by", "trend"))) return false;
  const before = neighbour(question, amount, -1);
  const other = saysCue(before, "and") && before !== undefined ? neighbour(question, before, -1) : before;
  return saysCue(before, "with") || (tagOf(other, "column") !== undefined && tagOf(other, "value") === undefined);
};

/** Other subjects that the rows belong to only say so: "tickets of enterprise customers". */
const useReached = (question: Question, subjects: readonly Span[], { table }: { readonly table: string }): void => {
  for (const span of subjects) {
    const other = subjectAt(span);
    const isBy = saysCue(neighbour(question, span, -1), "by");
    const reached = other !== undefined && question.paths(table, other.table) !== undefined;
    if (reached && !isBy && !isSecond(question, span)) question.used.add(span);
  }
};

const related = (question: Question, subject: Subject, span: Span): What => {
  question.used.add(span);
  const isCount = question.spans.some((it) => saysCue(it, "count") && it.at < span.at);
  return isCount ? count(subject) : list(subject);
};

/** A value may stand for the things that have it: "the prospects in Japan". */
const implied = (question: Question, hints: Hints): What | undefined => {
  const named = spansOf(question, "value");
  // "Cheapest microscopes": what is also a column's name stands for no thing.
  const span = named.find((it) => tagOf(it, "column") === undefined) ?? named[0];
  const tables = new Set(span?.tags.flatMap((it) => (it.kind === "value" ? [it.place.table] : [])));
  const found = question.catalog.subjects.filter((it) => tables.has(it.table));
  const [subject] = found;
  if (subject === undefined || found.length > 1) return undefined;
  const amount = question.catalog.measures.find((it) => it.table === subject.table && it.format === "currency");
  // "How much overdue do we have": an amount, and no list.
  if (isHowMuch(question) && amount !== undefined) return measured(amount);
  const isNumber =
    question.spans.some((it) => saysCue(it, "count", "trend")) || hints.against || hints.grain !== null || hints.share;
  if (isNumber || isDivided(question, subject)) return count(subject);
  const { top } = hints;
  const numeric = top === undefined ? undefined : numericOf(question, subject);
  if (numeric?.place === undefined) return list(subject);
  question.used.add(numeric.span);
  return list(subject, { orderBy: numeric.place, ...(span === undefined ? {} : { ranked: span }) });
};

const nothing = (question: Question, hints: Hints): What => {
  const number = hints.top === undefined ? undefined : rankedNumber(question, hints.top);
  if (number !== undefined) return number;
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
