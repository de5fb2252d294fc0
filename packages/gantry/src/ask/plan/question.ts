// A question while it is read: its spans, which of them are accounted for, and what can be reached from where.
import type { Catalog, Column, Measure, PeriodOptions, Subject } from "../../catalog/index.ts";
import type { Cue } from "./grammar.ts";
import { owner } from "./owner.ts";
import type { Term } from "./lexicon.ts";
import type { Paths } from "./paths.ts";
import type { Span, Tag } from "./tag.ts";
import type { Place, Unclear } from "./types.ts";

export type VisibleCatalog = Pick<Catalog, "tables" | "subjects" | "measures">;

/** Ends the reading: asked back, or said to be beyond it. */
export class Stopped extends Error {
  readonly unclear: Unclear | undefined;

  constructor(why: string, choices?: Unclear["choices"]) {
    super(why);
    this.unclear = choices === undefined ? undefined : { why, choices };
  }
}

export interface Question {
  readonly spans: readonly Span[];
  readonly catalog: VisibleCatalog;
  readonly paths: Paths;
  readonly time: PeriodOptions;
  /** Columns that do not exist for whoever asks, by full name. */
  readonly hidden: ReadonlySet<string>;
  readonly used: Set<Span>;
  /** Denials that are of a thing, and not of what it is like: "without overdue invoices". */
  readonly spent: Set<Span>;
  /** Days between which is reckoned: no time is of them. */
  readonly reckoned: Set<Span>;
  /** Columns of which values are meant besides the usual ones, by full name. */
  readonly widened: Set<string>;
}

type Of<K extends Tag["kind"]> = Extract<Tag, { kind: K }>;

/** The span's tag of a kind. */
export const tagOf = <K extends Tag["kind"]>(span: Span | undefined, kind: K): Of<K> | undefined =>
  span?.tags.find((it): it is Of<K> => it.kind === kind);

export const spansOf = ({ spans }: Question, kind: Tag["kind"]): readonly Span[] =>
  spans.filter((it) => it.tags.some((tag) => tag.kind === kind));

export const saysCue = (span: Span | undefined, ...cues: readonly Cue[]): boolean =>
  span?.tags.some((it) => it.kind === "cue" && cues.includes(it.cue)) ?? false;

/** The first span that says one of these, marked as accounted for. */
export const takeCue = (question: Question, ...cues: readonly Cue[]): Span | undefined => {
  const found = question.spans.find((it) => saysCue(it, ...cues));
  if (found !== undefined) question.used.add(found);
  return found;
};

/** The next span on that side that is neither filler nor a joining word. */
export const neighbour = ({ spans }: Question, of: Span, step: 1 | -1, ...past: readonly Cue[]): Span | undefined => {
  for (let i = spans.indexOf(of) + step; i >= 0 && i < spans.length; i += step) {
    const span = spans[i];
    const isNothing = span !== undefined && span.tags.length === 0 && !span.unknown;
    if (!isNothing && !saysCue(span, ...past)) return span;
  }
  return undefined;
};

/** "Between enterprise and small customers": what lies between is no span, they are compared. */
export const isBetweenValues = (question: Question, span: Span): boolean =>
  saysCue(span, "between") && tagOf(neighbour(question, span, 1), "value") !== undefined;

export const columnAt = (catalog: VisibleCatalog, { table, column }: Place): Column | undefined =>
  catalog.tables[table]?.columns.find((it) => it.name === column);

export const isNumeric = (column: Column | undefined): boolean =>
  column !== undefined && /^(?:int|double|decimal)/.test(column.type);
export const isTime = (column: Pick<Column, "type"> | undefined): boolean =>
  column !== undefined && /^(?:date|timestamp)/.test(column.type);

export const samePlace = (a: Place, b: Place): boolean => a.table === b.table && a.column === b.column;

export const placeOf = (full: string): Place => {
  const at = full.lastIndexOf(".");
  return { table: full.slice(0, at), column: full.slice(at + 1) };
};

type ColumnTerm = Extract<Term, { kind: "column" | "value" }>;

/** Of a span's columns and values those that are nearest to a table; none where none is reached. */
export const nearest = <K extends ColumnTerm["kind"]>(
  { catalog, paths }: Pick<Question, "catalog" | "paths">,
  span: Span,
  kind: K,
  from: string,
): readonly Extract<ColumnTerm, { kind: K }>[] => {
  const reached = span.tags.flatMap((it) => {
    if (it.kind !== kind) return [];
    const term = it as Extract<ColumnTerm, { kind: K }>; // by its kind
    const distance = paths(from, term.place.table)?.length;
    return distance === undefined ? [] : [{ term, distance }];
  });
  const least = Math.min(...reached.map((it) => it.distance));
  const near = reached.filter((it) => it.distance === least).map((it) => it.term);
  // A deal's region is that of its customer, not that of whoever sells it.
  const { table } = owner(catalog, paths) ?? {};
  const owned = near.filter((it) => it.place.table === table);
  return owned.length > 0 ? owned : near;
};

/** Column that names a thing of a kind. */
export const labelOf = (catalog: VisibleCatalog, subject: Subject): string => {
  const table = catalog.tables[subject.table];
  const named = subject.label ?? "name";
  return table?.columns.some((it) => it.name === named) ? named : (table?.key[0] ?? named);
};

export const titleOf = (measure: Measure): string => measure.title ?? measure.name.replaceAll("_", " ");

/** "Billing country" of `billing_country`. */
export const spoken = (name: string): string => {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const plural = (name: string): string => {
  const words = name.replaceAll("_", " ");
  return /[^aeiou]y$/.test(words) ? `${words.slice(0, -1)}ies` : `${words}s`;
};

/** Cues that say nothing where nothing took them up. "Or" is none: between other conditions than values it would be "and". */
const free = [
  "list",
  "which",
  "with",
  "and",
  "nor",
  "only",
  "amount",
  "by",
  "count",
  "euro",
  "value",
  "doing",
  "exactly",
  "including",
] as const;

/** "Une remise", "quick one": a word that is a number where it is not taken as one. */
const isArticle = ({ last, tags }: Span): boolean =>
  /^(?:une?|one|eins)$/.test(last) && tags.every((it) => it.kind === "number");

/** Words that nothing accounts for: an extra condition, another question. */
export const leftOver = (question: Question): readonly string[] => {
  const { spans, used } = question;
  // "By size" divides by what no column is called.
  const divides = (it: Span): boolean => saysCue(it, "value") && saysCue(neighbour(question, it, -1), "by");
  return spans
    .filter(
      (it) =>
        !used.has(it) &&
        !isArticle(it) &&
        (it.unknown || (it.tags.length > 0 && (!saysCue(it, ...free) || divides(it)))),
    )
    .map((it) => it.written);
};

/** Whether something was said; marks all that say so. */
export const takeAll = (question: Question, cue: "chart" | "compare" | "share" | "trend"): boolean => {
  const spans = question.spans.filter((it) => !question.used.has(it) && saysCue(it, cue));
  for (const span of spans) question.used.add(span);
  return spans.length > 0;
};

/** Whether the most or the least is wanted. */
export const takeTop = (question: Question): "most" | "least" | undefined => {
  const isTop = (span: Span): boolean => saysCue(span, "most", "least") && tagOf(span, "value") === undefined;
  const spans = question.spans.filter(isTop);
  for (const span of spans) question.used.add(span);
  return spans.some((it) => saysCue(it, "least")) ? "least" : spans.length > 0 ? "most" : undefined;
};
