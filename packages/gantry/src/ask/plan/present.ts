// What a word means by the time that stands beside it: "new tickets this week" came in this week, "contacts at our customers"
// are of those that are customers now.
import { usualCondition } from "./conditions.ts";
import type { What } from "./about.ts";
import { nearest, neighbour, saysCue, spansOf, tagOf } from "./question.ts";
import type { Question } from "./question.ts";
import type { Times } from "./times.ts";
import type { Condition, Place } from "./types.ts";

const isNew = /^(?:new|newly|neu(?:e[nrsm]?)?|nouve(?:au|aux|l|lle|lles))$/;

/** "New" beside a time says what the time does: marked as accounted for. Beside its column it is a value. */
export const takeNew = (question: Question, what: What, { period, grain }: Times): void => {
  const { subject } = what;
  if (subject?.date === undefined || (period === undefined && grain === undefined)) return;
  for (const span of spansOf(question, "value")) {
    const isOwn = nearest(question, span, "value", what.table).some((it) => it.place.table === what.table);
    const beside = [neighbour(question, span, 1), neighbour(question, span, -1)];
    const isNamed = beside.some((it) => tagOf(it, "column") !== undefined && tagOf(it, "value") === undefined);
    if (span.length === 1 && isNew.test(span.last) && isOwn && !isNamed) question.used.add(span);
  }
  // "New products this year": of things that have a day of their own the time says it.
  for (const span of question.spans) {
    const next = tagOf(neighbour(question, span, 1), "subject")?.subject;
    if (isNew.test(span.last) && next === subject && nearest(question, span, "column", what.table).length === 0)
      question.used.add(span);
  }
};

/** Of things without a time of their own: whom they belong to is as usual, where it is named. */
export const presentOwners = (
  question: Question,
  what: What,
  conditions: readonly Condition[],
): readonly Condition[] => {
  const { subject } = what;
  if (subject === undefined || subject.date !== undefined) return [];
  const named = new Set(
    spansOf(question, "subject").flatMap((span) => {
      const other = tagOf(span, "subject")?.subject;
      const isBy = saysCue(neighbour(question, span, -1), "by");
      return other === undefined || other === subject || isBy || !question.used.has(span) ? [] : [other];
    }),
  );
  return [...named].flatMap((other) =>
    other.usually !== undefined && (question.paths(what.table, other.table)?.length ?? 0) > 0
      ? usualCondition(other, conditions)
      : [],
  );
};

/** "Terminated this year" is no start in this year. */
export const isEnded = (question: Question, table: string, day: Place): boolean =>
  day.column.startsWith("start") &&
  question.spans.some((it) =>
    it.tags.some(
      (tag) =>
        tag.kind === "value" &&
        tag.place.table === table &&
        /^(?:terminated|cancell?ed|ended|closed)$/i.test(tag.value),
    ),
  );
