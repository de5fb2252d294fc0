// What a question is about may be told by a value alone: "which hospitals have …", "the champions at our customers".
import type { Subject } from "../../catalog/index.ts";
import { saysCue, tagOf } from "./question.ts";
import type { VisibleCatalog } from "./question.ts";
import type { Paths } from "./paths.ts";
import { owner } from "./owner.ts";
import type { Span } from "./tag.ts";

/** Between a thing and whom it belongs to. */
const belonging = new Set("at of from in among chez bei von vom de des du a aux".split(" "));

const subjectOf = (span: Span | undefined) => tagOf(span, "subject")?.subject;

/** The one kind of thing that a value is of, and that is not named besides. */
const kindOf = (head: Span, spans: readonly Span[], { subjects }: VisibleCatalog): Subject | undefined => {
  const tables = new Set(head.tags.flatMap((it) => (it.kind === "value" ? [it.place.table] : [])));
  const subject = subjects.find((it) => tables.has(it.table));
  const isNamed = spans.some((it) => subjectOf(it)?.table === subject?.table);
  return tables.size !== 1 || isNamed ? undefined : subject;
};

/** "Champions at our customers": what stands for it is joined to whom it belongs to by a word between. */
const belongsToNext = (head: Span, spans: readonly Span[], subject: Subject, paths: Paths): boolean => {
  const rest = spans.slice(spans.indexOf(head) + 1);
  const isNothing = (it: Span): boolean => it.tags.length === 0 && !it.unknown;
  const end = rest.findIndex((it) => !isNothing(it) && !saysCue(it, "with"));
  const next = rest.slice(0, Math.max(0, end));
  if (!next.some((it) => belonging.has(it.last))) return false;
  const others = rest.flatMap((it) => subjectOf(it) ?? []);
  return others.length > 0 && others.every((it) => paths(subject.table, it.table) !== undefined);
};

/** The spans, a value that stands for the things that have it followed by what those are. */
export const withHead = (spans: readonly Span[], catalog: VisibleCatalog, paths: Paths): readonly Span[] => {
  const contents = spans.filter((it) => it.tags.length > 0 || it.unknown);
  const isValue = (it: Span): boolean => tagOf(it, "value") !== undefined;
  // What is also a column's name stands for no thing, unless nothing else does.
  const plainly = contents.findIndex((it) => isValue(it) && tagOf(it, "column") === undefined);
  const at = plainly < 0 ? contents.findIndex(isValue) : plainly;
  const head = contents[at];
  if (head === undefined || contents.slice(0, at).some((it) => subjectOf(it) !== undefined)) return spans;
  const subject = kindOf(head, spans, catalog);
  if (subject === undefined) return spans;
  const named: Span = { ...head, at: head.at + 0.5, length: 0, written: "", tags: [{ kind: "subject", subject }] };
  const told = spans.toSpliced(spans.indexOf(head) + 1, 0, named);
  const before = contents.slice(0, at);
  const isAsked = before.every(
    (it) => saysCue(it, "which", "count", "list", "with") || tagOf(it, "column") !== undefined,
  );
  if (isAsked && belongsToNext(head, spans, subject, paths)) return told;

  const isFirst = before.every((it) => saysCue(it, "which", "count", "list", "with"));
  // "Top 5 hospitals by revenue", "which university buys the most": what they are is a kind of thing.
  const isKind = head.tags.some((it) => it.kind === "value" && /^(?:industry|category|role)$/.test(it.place.column));
  const ranks = before.every(
    (it) => saysCue(it, "which", "list", "most", "least") || it.tags.some((tag) => tag.kind === "number"),
  );
  const reached = spans.flatMap((it) => subjectOf(it)?.table ?? tagOf(it, "measure")?.measure.table ?? []);
  if (
    isKind &&
    ranks &&
    spans.some((it) => saysCue(it, "most", "least")) &&
    reached.length > 0 &&
    reached.every((it) => it !== subject.table && paths(it, subject.table) !== undefined)
  )
    return told;
  const next = contents.slice(at + 1).find((it) => tagOf(it, "value") === undefined);
  // "Microscopes that have not been sold", "which universities bought …"
  const goesOn = saysCue(next, "which", "with", "not");
  const done = contents
    .slice(at + 1)
    .flatMap((it) => (subjectOf(it) === undefined ? (tagOf(it, "measure")?.measure ?? []) : []))[0];
  const isRanked = spans.some((it) => saysCue(it, "most", "least"));
  const asks = contents[0] !== head && saysCue(contents[0], "which", "count");
  // "How many pipettes did we sell" counts no products.
  const isPieces = saysCue(contents[0], "count") && done !== undefined && subject !== owner(catalog, paths);
  if (isPieces) return spans;
  const isDone = done !== undefined && !isRanked && (goesOn || (asks && tagOf(next, "measure")?.measure === done));
  if (!isFirst || (!isDone && !goesOn)) return spans;
  const others = spans.flatMap((it) => subjectOf(it) ?? []);
  if (others.length === 0 && !isDone) return spans;
  if (done !== undefined && paths(done.table, subject.table) === undefined) return spans;
  return others.every((it) => it.table !== subject.table && paths(it.table, subject.table) !== undefined)
    ? told
    : spans;
};
