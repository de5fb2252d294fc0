// How long things take: days between two dates of a row, on average. "How many days from raised to closed", "time to resolve",
// "wie lange dauert es, bis …", "délai de paiement".
import { columnAt, isTime, nearest, neighbour, saysCue, spansOf, spoken, Stopped, tagOf } from "./question.ts";
import type { Question } from "./question.ts";
import type { Span } from "./tag.ts";
import type { What } from "./about.ts";
import type { Place } from "./types.ts";
import type { Subject } from "../../catalog/index.ts";

/** Days of a kind of thing that a span names. */
const dayOf = (question: Question, span: Span, table: string): Place | undefined => {
  const [place] = nearest(question, span, "column", table).flatMap((it) =>
    it.place.table === table && isTime(columnAt(question.catalog, it.place)) ? [it.place] : [],
  );
  return place;
};

interface Named {
  readonly span: Span;
  readonly place: Place;
}

/** The subject whose days are named behind the word that asks how long: of one that is named, else the only one that has them. */
const subjectOf = (question: Question, from: number): Subject | undefined => {
  const named = spansOf(question, "subject").flatMap((it) => tagOf(it, "subject")?.subject ?? []);
  const has = (it: Subject): boolean =>
    question.spans.some((span) => span.at >= from && endOf(question, span, it) !== undefined);
  const own = named.find(has);
  if (own !== undefined) return own;
  const all = question.catalog.subjects.filter(
    (it) => has(it) && named.every((one) => question.paths(it.table, one.table) !== undefined),
  );
  return all.length === 1 ? all[0] : undefined;
};

/** A day other than the usual one. */
const endOf = (question: Question, span: Span, subject: Subject): Place | undefined => {
  const place = dayOf(question, span, subject.table);
  return place === undefined || subject.date === undefined || place.column === subject.date ? undefined : place;
};

/** Days between, where the question asks for them; marks the words that say so. @throws Stopped where no two days are named */
export const durationOf = (question: Question): What | undefined => {
  const cue = question.spans.find((it) => saysCue(it, "duration"));
  if (cue === undefined) return undefined;
  const subject = subjectOf(question, cue.at);
  if (subject?.date === undefined) throw new Stopped("how long from which day to which? name both");
  const { table } = subject;
  const behind = question.spans.filter((it) => it.at >= cue.at);
  const named = behind.flatMap((span): readonly Named[] => {
    const place = dayOf(question, span, table);
    return place === undefined ? [] : [{ span, place }];
  });
  const last = named.find((it) => it.place.column !== subject.date);
  if (last === undefined) throw new Stopped("how long from which day to which? name both");
  const columns = new Set(named.map((it) => it.place.column));
  if ([...columns].some((it) => it !== subject.date && it !== last.place.column))
    throw new Stopped("how long from which day to which? name two");
  // The day that a time stands beside is the time's.
  const isTimes = ({ span }: Named, at: number): boolean => {
    const next = question.spans.slice(question.spans.indexOf(span) + 1).find((it) => it.tags.length > 0 || it.unknown);
    const before = question.spans
      .slice(question.spans.indexOf(cue), question.spans.indexOf(span))
      .findLast((it) => tagOf(it, "period") !== undefined || it.tags.some((tag) => tag.kind === "column"));
    const isBeside = tagOf(next, "period") !== undefined || tagOf(before, "period") !== undefined;
    const isOther = named.some((it, i) => i < at && it.place.column === named[at]?.place.column);
    return isBeside && (isOther || named[at]?.place.column === subject.date);
  };
  named
    .filter((it, at) => !isTimes(it, at))
    .forEach(({ span }) => {
      question.used.add(span);
      question.reckoned.add(span);
    });
  for (const span of question.spans) if (saysCue(span, "duration", "average", "count", "unit")) question.used.add(span);
  for (const span of spansOf(question, "subject")) {
    const other = tagOf(span, "subject")?.subject;
    const isBy = saysCue(neighbour(question, span, -1), "by");
    if (other !== undefined && !isBy && question.paths(table, other.table) !== undefined) question.used.add(span);
  }
  return {
    table,
    title: `days from ${spoken(subject.date).toLowerCase()} to ${spoken(last.place.column).toLowerCase()}`,
    subject,
    counted: subject,
    figure: { kind: "days", from: { table, column: subject.date }, to: last.place },
    by: [],
    bounds: [],
  };
};
