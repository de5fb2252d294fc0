// "Of each", "per", "in jeder": where the first or the best so many of every group are wanted, and not of all.
import { columnAt, isNumeric, isTime, nearest, neighbour, plural, saysCue, Stopped, tagOf } from "./question.ts";
import type { Question } from "./question.ts";
import type { Span } from "./tag.ts";
import type { Dimension } from "./types.ts";
import type { What } from "./about.ts";

const each =
  /(?:^|\s)(?:each|every|per|pro|je|jeweils|jede[rsmn]?|chaque|chacune?|par)$|^(?:for|in|from|within) (?:each|every)$|^je einzelne\p{L}*$/iu;

/** What stands behind such a word, past what it is like: "each enterprise customer". */
const behindEach = (question: Question, cue: Span): Span | undefined => {
  let at = neighbour(question, cue, 1);
  while (at !== undefined && tagOf(at, "value") !== undefined && tagOf(at, "subject") === undefined)
    at = neighbour(question, at, 1, "and", "or");
  return at;
};

export const saysEach = (span: Span | undefined): boolean =>
  span !== undefined && saysCue(span, "by") && each.test(span.written.normalize("NFD").replaceAll(/\p{M}/gu, ""));

const dimensionOf = (question: Question, span: Span | undefined, table: string): Dimension | undefined => {
  if (span === undefined) return undefined;
  const column = nearest(question, span, "column", table).find(({ place }) => {
    const known = columnAt(question.catalog, place);
    return !isNumeric(known) && !isTime(known) && known?.type !== "boolean";
  });
  if (column !== undefined) return { kind: "column", place: column.place };
  const subject = tagOf(span, "subject")?.subject;
  const isOther = subject !== undefined && subject.table !== table;
  return isOther && question.paths(table, subject.table) !== undefined
    ? { kind: "subject", subject: subject.name }
    : undefined;
};

/** The groups of which each has a first, and the words that name them. */
export const groupsWithin = (
  question: Question,
  table: string,
): readonly { readonly dimension: Dimension; readonly span: Span }[] =>
  question.spans.flatMap((cue) => {
    const span = saysEach(cue) ? behindEach(question, cue) : undefined;
    const dimension = dimensionOf(question, span, table);
    return span === undefined || dimension === undefined ? [] : [{ dimension, span }];
  });

const same = (a: Dimension, b: Dimension): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * The groups within which what is asked about is ranked; none where it is ranked among all.
 *
 * @throws Stopped where only one of all would come out of "each"
 */
export const within = (
  question: Question,
  what: What,
  by: readonly Dimension[],
  { isRanked, ranksTime }: { readonly isRanked: boolean; readonly ranksTime: boolean },
): readonly Dimension[] => {
  if (!isRanked) return [];
  const found = groupsWithin(question, what.table);
  // "Which region had the most revenue in each quarter".
  const timed = by.filter((it) => it.kind === "time");
  if (found.length === 0) return what.figure !== undefined && !ranksTime && by.length > timed.length ? timed : [];
  for (const { span } of found) question.used.add(span);
  const groups = found.map((it) => it.dimension);
  if (what.figure === undefined) return groups;
  const rest = by.filter((it) => !groups.some((one) => same(one, it)));
  const own = by.filter((it) => groups.some((one) => same(one, it)));
  if (own.length === 0) throw new Stopped(`the first ${plural(what.title)} of each what?`);
  // "Most revenue per region" ranks the regions themselves.
  return rest.length === 0 ? [] : own;
};
