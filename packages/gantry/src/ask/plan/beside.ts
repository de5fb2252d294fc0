// Further figures of the same rows: "how many, and their total value", "revenue and units sold by region".
import { subjectAt } from "./about.ts";
import type { What } from "./about.ts";
import type { Bound } from "./numbers.ts";
import { namedOutright } from "./pieces.ts";
import { neighbour, saysCue, spansOf, Stopped, tagOf } from "./question.ts";
import type { Question } from "./question.ts";
import type { Span } from "./tag.ts";
import type { Figure } from "./types.ts";

const isFigure = (span: Span | undefined): boolean =>
  tagOf(span, "measure") !== undefined || saysCue(span, "value", "count");

/** Beside another figure, with nothing or "and" between; "how many units" is one figure. */
const isJoined = (question: Question, counted: Span): boolean => {
  const [before, after] = [neighbour(question, counted, -1, "and", "amount"), neighbour(question, counted, 1)];
  if (tagOf(after, "measure") !== undefined) return false;
  return (
    isFigure(before) || isFigure(saysCue(after, "and") && after !== undefined ? neighbour(question, after, 1) : after)
  );
};

/** "Number of open deals and their value": what is counted, and what it is like, stands between the two. */
const isJoinedBehind = (question: Question, counted: Span): boolean => {
  let at = neighbour(question, counted, 1);
  while (at !== undefined && at.tags.some((it) => /^(?:subject|value|period|column)$/.test(it.kind)))
    at = neighbour(question, at, 1);
  return at !== undefined && saysCue(at, "and") && isFigure(neighbour(question, at, 1, "amount", "and"));
};

/** "Umsatz und verkaufte Stückzahl": behind the other, an "and" or a comma between, and nothing else but its own names. */
const isJoinedTo = (question: Question, own: readonly Span[], span: Span): boolean => {
  const [first] = own;
  if (first === undefined || first.at > span.at) return false;
  const { spans } = question;
  const between = spans.slice(spans.indexOf(first) + 1, spans.indexOf(span) + 1);
  const isNothing = (it: Span): boolean =>
    it === span || own.includes(it) || (it.tags.length === 0 && !it.unknown) || saysCue(it, "and", "amount");
  return between.every(isNothing) && between.some((it) => it.comma === true || saysCue(it, "and"));
};

const countOf = (question: Question, what: What): readonly Figure[] => {
  const counted = question.spans.find((it) => saysCue(it, "count"));
  if (counted === undefined || (!isJoined(question, counted) && !isJoinedBehind(question, counted))) return [];
  const named = subjectAt(neighbour(question, counted, 1));
  const subject = named ?? question.catalog.subjects.find((it) => it.table === what.table);
  if (subject === undefined || question.paths(what.table, subject.table) === undefined)
    throw new Stopped("these are figures of different rows; ask for one at a time");
  return [{ kind: "count", subject: subject.name }];
};

/** Figures that are asked for beside the one that the question is about. */
export const besideOf = (question: Question, what: What, bounds: readonly Bound[]): readonly Figure[] => {
  const { measure } = what;
  if (what.figure?.kind !== "measure" || measure === undefined) return [];
  const isFree = (it: Span): boolean =>
    !bounds.some(({ before, after }) => before === it || after === it) &&
    !saysCue(neighbour(question, it, -1), "by", "not", "with");
  const spans = spansOf(question, "measure").filter((it) => subjectAt(it) === undefined && isFree(it));
  const others = spans.flatMap((span) => {
    const other = tagOf(span, "measure")?.measure;
    if (other === undefined || other === measure || other.table !== measure.table) return [];
    const isNamed = namedOutright([span]) !== undefined;
    const own = spans.filter((it) => tagOf(it, "measure")?.measure === measure);
    const isAfter = isJoinedTo(question, own, span);
    const next = neighbour(question, span, 1);
    const isAhead = saysCue(next, "and") && next !== undefined && own.includes(neighbour(question, next, 1) ?? span);
    if (!isAfter && !isAhead) {
      if (isNamed && namedOutright(own) !== undefined) throw new Stopped("ask for one figure at a time");
      return [];
    }
    question.used.add(span);
    return [{ kind: "measure", measure: other.name } as const];
  });
  return [...others, ...countOf(question, what)];
};
