// Which of several measures is meant: its own name before what is done, and pieces where things are counted that are sold.
import type { Measure, Subject } from "../../catalog/index.ts";
import { plainWords } from "../words.ts";
import { measureAt } from "./about.ts";
import { stemOf } from "./lexicon.ts";
import { owner } from "./owner.ts";
import { saysCue, tagOf, titleOf } from "./question.ts";
import type { Question } from "./question.ts";
import type { Span } from "./tag.ts";

/** "Sold the most units" is of the units: a measure's own name is more than what is done. */
export const namedOutright = (measures: readonly Span[]): Span | undefined =>
  measures.find((span) => {
    const measure = measureAt(span);
    const own = measure === undefined ? [] : plainWords(titleOf(measure)).map(stemOf);
    return plainWords(span.written).some((it) => own.includes(stemOf(it)));
  });

/** "How many pipettes did we sell": pieces, where there is a measure that counts them. */
const piecesOf = ({ catalog }: Question, measure: Measure): Measure | undefined =>
  measure.format === undefined
    ? measure
    : catalog.measures.find((it) => it.table === measure.table && it.format === undefined && it.synonyms.length > 0);

/** Things are counted that are sold, and not those to whom they belong: "how many microscopes were sold". */
export const soldPieces = (
  question: Question,
  measures: readonly Span[],
  subject: Subject | undefined,
  measure: Measure,
): Measure | undefined => {
  const counted = question.spans.find((it) => saysCue(it, "count"));
  const [first] = measures;
  if (counted === undefined || first === undefined || first.at < counted.at || measure.format === "percent")
    return undefined;
  const head = question.spans.find((it) => it.at > counted.at && it.tags.length > 0);
  const isThing = (table: string): boolean =>
    question.paths(measure.table, table)?.length === 1 && table !== owner(question.catalog, question.paths)?.table;
  const own = subject === undefined ? (tagOf(head, "value")?.place.table ?? "") : subject.table;
  // Orders are counted as orders: pieces are of what has a line of its own.
  const isDated = question.catalog.subjects.some((it) => it.table === own && it.usually !== undefined);
  const names = subject === undefined || tagOf(head, "subject") !== undefined || tagOf(head, "value") !== undefined;
  return names && isThing(own) && !isDated ? piecesOf(question, measure) : undefined;
};
