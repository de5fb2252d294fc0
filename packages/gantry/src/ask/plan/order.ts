// In which order, and how many: "sorted descending", "oldest first", "the latest 10 orders", "by price".
import { numericPlace } from "./numbers.ts";
import { columnAt, isTime, nearest, neighbour, saysCue, Stopped, tagOf } from "./question.ts";
import type { Question } from "./question.ts";
import type { Span } from "./tag.ts";
import type { AskPlan, Place } from "./types.ts";
import { isPlural } from "./dimensions.ts";
import type { What } from "./about.ts";

type Ordered = Pick<AskPlan, "order" | "limit">;

/** "Ascending", "absteigend": which way, whatever it is that is sorted. */
export const wayOf = (question: Question): "most" | "least" | undefined => {
  const span = question.spans.find((it) => saysCue(it, "ascending", "descending"));
  if (span === undefined) return undefined;
  question.used.add(span);
  return saysCue(span, "ascending") ? "least" : "most";
};

/** The day by which things are new or old: one that is named, else their usual one. */
const dayOf = (question: Question, { subject, table }: What): Place | undefined => {
  for (const span of question.spans) {
    const place = nearest(question, span, "column", table).find(
      (it) => it.place.table === table && isTime(columnAt(question.catalog, it.place)),
    )?.place;
    if (place === undefined || question.used.has(span)) continue;
    question.used.add(span);
    return place;
  }
  const usual =
    subject?.date ??
    question.catalog.tables[table]?.columns.find((it) => it.name.endsWith("_since") && isTime(it))?.name;
  return dayOfValue(question, table) ?? (usual === undefined ? undefined : { table, column: usual });
};

/** "The longest overdue": since they were due. */
export const dayOfValue = (question: Question, table: string): Place | undefined => {
  const values = question.spans.flatMap((it) =>
    it.tags.flatMap((tag) => (tag.kind === "value" && tag.place.table === table ? [tag.value] : [])),
  );
  const day = question.catalog.tables[table]?.columns.find((it) => {
    const [first = ""] = it.name.split("_");
    return (
      isTime(it) &&
      first.length > 2 &&
      values.some((value) => value.toLowerCase().endsWith(first) || value.toLowerCase().startsWith(first))
    );
  });
  return day === undefined ? undefined : { table, column: day.name };
};

const numberBeside = (question: Question, span: Span): Span | undefined =>
  [neighbour(question, span, -1), neighbour(question, span, 1)].find(
    (it) => it !== undefined && tagOf(it, "number") !== undefined,
  );

/** A list by age: "newest first" orders, "the latest 10" cuts, "the latest order" is one. */
export const byAge = (question: Question, what: What, limit: number | undefined): Ordered | undefined => {
  const span = question.spans.find((it) => !question.used.has(it) && saysCue(it, "newest", "oldest"));
  if (span === undefined || what.figure !== undefined || what.subject === undefined) return undefined;
  const by = dayOf(question, what);
  if (by === undefined) return undefined;
  question.used.add(span);
  const number = numberBeside(question, span);
  if (number !== undefined) question.used.add(number);
  const count = limit ?? tagOf(number, "number")?.value;
  const named = question.spans.find((it) => tagOf(it, "subject")?.subject === what.subject);
  const isWhole = /(?:first|top|zuerst|zuoberst|oben|abord|premier|haut)$/.test(span.last);
  const cut = count ?? (isWhole ? undefined : named !== undefined && !isPlural(question, named) ? 1 : 10);
  return {
    order: { direction: saysCue(span, "newest") ? "most" : "least", by },
    ...(cut === undefined ? {} : { limit: cut }),
  };
};

/** "Products by price", "customers sorted by renewal date, ascending": a list in the order of a column of its own. */
export const byColumn = (question: Question, what: What, way: "most" | "least" | undefined): Ordered | undefined => {
  if (what.figure !== undefined || what.subject === undefined) return undefined;
  for (const span of question.spans) {
    if (question.used.has(span) || !saysCue(neighbour(question, span, -1), "by")) continue;
    const number = numericPlace(question, span, what.table);
    const day = nearest(question, span, "column", what.table).find(
      (it) => it.place.table === what.table && isTime(columnAt(question.catalog, it.place)),
    )?.place;
    const by = number?.table === what.table ? number : day;
    if (by === undefined) continue;
    question.used.add(span);
    return { order: { direction: way ?? (number === undefined ? "least" : "most"), by } };
  }
  // "Open deals, biggest on top": by what?
  if (way !== undefined) throw new Stopped(`${what.title} in the order of what? name it: "by date", "by price"`);
  return undefined;
};
