// Averages, the highest and the lowest of a number: of a column, or of a measure for each thing of a kind.
import type { Measure, Subject } from "../../catalog/index.ts";
import { numericPlace } from "./numbers.ts";
import { saysCue, spansOf, spoken, Stopped, tagOf } from "./question.ts";
import type { Question } from "./question.ts";
import type { Span } from "./tag.ts";
import type { Place } from "./types.ts";
import type { What } from "./about.ts";

type Of = "avg" | "min" | "max";

const adjectives = { avg: "average", min: "lowest", max: "highest" } as const;

const aggregateAt = (question: Question): { readonly cue: Span; readonly of: Of } | undefined => {
  for (const cue of question.spans) {
    if (saysCue(cue, "average")) return { cue, of: "avg" };
    if (saysCue(cue, "maximum")) return { cue, of: "max" };
    if (saysCue(cue, "minimum")) return { cue, of: "min" };
  }
  return undefined;
};

/** A column that a measure already reckons with, in one currency: "average invoice amount". */
const measureOver = ({ catalog }: Question, place: Place): Measure | undefined =>
  catalog.measures.find(
    (it) => it.table === place.table && it.format === "currency" && it.sql.includes(`${place.table}.${place.column}`),
  );

/** The amount of a thing: its own measure, or that of what it is made of. */
const amountOf = ({ catalog, paths }: Question, subject: Subject): Measure | undefined =>
  catalog.measures.find((it) => it.table === subject.table && it.format === "currency") ??
  catalog.measures.find((it) => it.format === "currency" && paths(it.table, subject.table)?.length === 1);

const eachOf = (measure: Measure, subject: Subject): What => ({
  table: measure.table,
  title: `average ${subject.name.replaceAll("_", " ")}`,
  measure,
  figure: { kind: "each", measure: measure.name, subject: subject.name },
  by: [],
  bounds: [],
});

/** "Average price", "max list price per category", "average order value"; nothing where none is asked for. */
export const aggregateOf = (question: Question): What | undefined => {
  const found = aggregateAt(question);
  if (found === undefined) return undefined;
  const { cue, of } = found;
  const subjects = spansOf(question, "subject").filter((it) => !question.used.has(it));
  const subjectAt = (span: Span | undefined): Subject | undefined => tagOf(span, "subject")?.subject;
  const subject = subjectAt(subjects[0]);
  const named = subjects.filter((it) => subjectAt(it) === subject);
  const use = (...spans: readonly (Span | undefined)[]): void => {
    for (const span of spans) if (span !== undefined) question.used.add(span);
  };

  const measureSpan = spansOf(question, "measure").find((it) => subjectAt(it) === undefined && !question.used.has(it));
  const measure = tagOf(measureSpan, "measure")?.measure;
  if (of === "avg" && measure !== undefined && measure.format !== "percent") {
    // "Average revenue per customer": for each of what is named.
    const each = subjects.find((it) => {
      const other = subjectAt(it);
      return other !== undefined && question.paths(measure.table, other.table) !== undefined;
    });
    const thing = subjectAt(each) ?? question.catalog.subjects.find((it) => it.table === measure.table);
    if (thing === undefined || measure.sql.includes("/"))
      throw new Stopped(`the average of ${measure.name.replaceAll("_", " ")} for each what?`);
    use(cue, measureSpan, ...(each === undefined ? [] : [each]));
    return eachOf(measure, thing);
  }

  const all = Object.keys(question.catalog.tables);
  // "Average discount for enterprise customers": of what belongs to them.
  const tables =
    subject === undefined
      ? all
      : [subject.table, ...all.filter((it) => it !== subject.table && question.paths(it, subject.table) !== undefined)];
  for (const table of tables)
    for (const span of question.spans) {
      const place = numericPlace(question, span, table);
      if (place === undefined || place.table !== table) continue;
      const owner = question.catalog.subjects.find((it) => it.table === table);
      const inOne = measureOver(question, place);
      if (inOne !== undefined && (of !== "avg" || owner === undefined))
        throw new Stopped(`${spoken(place.column).toLowerCase()} is in several currencies; ask for its average or sum`);
      use(cue, span, ...named);
      if (inOne !== undefined && owner !== undefined) return eachOf(inOne, owner);
      return {
        table,
        title: `${adjectives[of]} ${spoken(place.column).toLowerCase()}`,
        figure: { kind: "aggregate", function: of, place },
        by: [],
        bounds: [],
        ...(owner === undefined ? {} : { subject: owner, counted: owner }),
      };
    }

  const value = question.spans.find((it) => saysCue(it, "value"));
  const own = subject === undefined ? undefined : amountOf(question, subject);
  if (of === "avg" && value !== undefined && subject !== undefined && own !== undefined) {
    use(cue, value, ...named);
    return eachOf(own, subject);
  }
  throw new Stopped(`the ${adjectives[of]} of what? "${cue.written}" needs a number that I know`);
};
