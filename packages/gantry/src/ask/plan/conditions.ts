// Conditions on values: which columns they are of, what "not" covers, and what "or" joins.
import { neighbour, nearest, samePlace, saysCue, spansOf, Stopped, tagOf } from "./question.ts";
import type { Subject } from "../../catalog/index.ts";
import type { Question } from "./question.ts";
import type { Span } from "./tag.ts";
import type { Condition, Dimension, Place } from "./types.ts";

interface Atom {
  readonly span: Span;
  readonly place: Place;
  readonly values: readonly string[];
  readonly not: boolean;
  /** Joined to the one before by "or". */
  readonly or: boolean;
  /** "Including cancelled ones": those too, and not those alone. */
  readonly too: boolean;
}

/** A phrase that stands for several values of a column, or for values of several columns, is asked back. */
const oneOf = (span: Span, terms: readonly { readonly place: Place; readonly value: string }[]): void => {
  const [first] = terms;
  if (first === undefined || terms.length === 1) return;
  const choices = terms.map((it) => ({
    title: `${it.place.column.replaceAll("_", " ")} ${it.value}`,
    example: it.value,
    reword: { written: span.written, as: it.value },
  }));
  throw new Stopped(
    `"${span.written}" can be ${choices.map((it) => it.title).join(" or ")}: which do you mean?`,
    choices,
  );
};

/** What stands before, past joining words and articles: "ohne die Schweiz". */
const behind = (question: Question, span: Span): Span | undefined => {
  const at = neighbour(question, span, -1, "with", "by", "only");
  return at !== undefined && saysCue(at, "which") && /^(?:die|der|das)$/.test(at.last) ? behind(question, at) : at;
};

/** Whether a value is denied: by "not" before it, or by one that an earlier value of the same column, or a "nor", hands on. */
export const isDenied = (question: Question, span: Span, before: Atom | undefined, place: Place): boolean => {
  for (let at = behind(question, span); at !== undefined;) {
    if (question.spent.has(at)) return false;
    if (saysCue(at, "not")) {
      question.used.add(at);
      return true;
    }
    if (saysCue(at, "nor")) return before !== undefined;
    if (at === before?.span) return before.not && samePlace(before.place, place);
    if (!saysCue(at, "or", "and")) {
      // A column's own name stands between: "not in the Core collection", "nicht zur Kollektion Core".
      if (tagOf(at, "column") === undefined || tagOf(at, "value") !== undefined) return false;
    }
    at = behind(question, at);
  }
  return false;
};

const joinedByOr = (question: Question, span: Span, before: Atom | undefined): boolean => {
  if (before === undefined) return false;
  const { spans, used } = question;
  const joints = spans.slice(spans.indexOf(before.span) + 1, spans.indexOf(span)).filter((it) => saysCue(it, "or"));
  for (const joint of joints) used.add(joint);
  return joints.length > 0;
};

/** "Large ones in France and small ones in Germany" are two questions: each value has others of its own. */
const requireOneQuestion = (atoms: readonly Atom[]): void => {
  const several = (place: Place): boolean =>
    new Set(atoms.filter((it) => samePlace(it.place, place) && !it.not).flatMap((it) => it.values)).size > 1;
  const order = atoms.filter((it) => !it.not && several(it.place)).map((it) => `${it.place.table}.${it.place.column}`);
  const changes = order.filter((it, i) => i > 0 && it !== order[i - 1]).length;
  if (changes >= new Set(order).size && order.length > 0)
    throw new Stopped("each part names conditions of its own; ask for one part at a time");
};

/** "Won vs lost" of two columns are two figures, and never both of one row. */
const requireAlternatives = ({ spans }: Question, before: Atom | undefined, span: Span, place: Place): void => {
  if (before === undefined || samePlace(before.place, place)) return;
  const between = spans.slice(spans.indexOf(before.span) + 1, spans.indexOf(span));
  const isAlone = between.every((it) => it.tags.length === 0 || saysCue(it, "compare"));
  if (isAlone && between.some((it) => saysCue(it, "compare")))
    throw new Stopped(`"${before.span.written}" and "${span.written}" are told by two columns; ask for one at a time`);
};

/** "Paid late": one thing has one value of a column, and two that nothing joins are no choice of either. */
const requireJoint = ({ spans }: Question, before: Atom | undefined, span: Span, place: Place): void => {
  if (before === undefined || !samePlace(before.place, place) || before.span.written === span.written) return;
  const between = spans.slice(spans.indexOf(before.span) + 1, spans.indexOf(span) + 1);
  const isJoined = between.some(
    (it) => it.comma === true || saysCue(it, "or", "and", "nor", "not", "compare", "between") || it.length === 0,
  );
  const isAlone = between.slice(0, -1).every((it) => it.tags.length === 0 || saysCue(it, "which", "with"));
  if (isAlone && !isJoined)
    throw new Stopped(
      `"${before.span.written}" and "${span.written}" are two values of one column: both, or one of them?`,
    );
};

const expecting =
  /^(?:should|shall|must|will|would|due|planned|expected|sollen?|sollten?|werden|wird|müssen|muss|devraient?|doivent|doit|seront|sera)$/iu;

/** "Open deals that should close this month": what a thing is expected to become is told by its day, not by what it is. */
const isExpected = ({ spans }: Question, before: Atom | undefined, span: Span, term: Value): boolean => {
  if (before === undefined || before.not || !samePlace(before.place, term.place)) return false;
  if (![before.values[0], term.value].every((value) => value === "true" || value === "false")) return false;
  const at = spans.indexOf(span);
  const around = [...spans.slice(Math.max(spans.indexOf(before.span) + 1, at - 4), at), ...spans.slice(at + 1, at + 4)];
  const isAhead = around.some(({ written }) => expecting.test(written));
  if (isAhead && spans.some((it) => tagOf(it, "period") !== undefined)) return true;
  if (around.some((it) => saysCue(it, "or", "and", "nor", "not", "compare", "between"))) return false;
  throw new Stopped(`"${before.span.written}" and "${span.written}" are opposites: which of them do you mean?`);
};

type Value = Extract<Span["tags"][number], { kind: "value" }>;

/** "French hospitals": a word of several columns is of the table that the word beside it is of. */
const besideOf = (question: Question, span: Span, found: readonly Value[], from: string): readonly Value[] => {
  const { spans, paths } = question;
  const at = spans.indexOf(span);
  for (const beside of [spans[at + 1], spans[at - 1]]) {
    const tables = new Set(beside?.tags.flatMap((it) => (it.kind === "value" ? [it.place.table] : [])));
    const own = span.tags.filter(
      (it): it is Value =>
        it.kind === "value" && tables.has(it.place.table) && paths(from, it.place.table) !== undefined,
    );
    if (tables.size === 1 && own.length > 0) return own;
  }
  return found;
};

/** "Including cancelled": those are meant too; handed on by "or" and "and". */
const isToo = (question: Question, span: Span, before: Atom | undefined): boolean => {
  let at = behind(question, span);
  while (at !== undefined && at !== before?.span && saysCue(at, "or", "and")) at = behind(question, at);
  return saysCue(at, "including") || (at !== undefined && at === before?.span && before.too);
};

/** German and French put the verb's "not" behind: "… sind nicht Großkunden" stands before it all the same. */
const atomsOf = (question: Question, from: string, isTaken: (span: Span) => boolean): readonly Atom[] => {
  const atoms: Atom[] = [];
  for (const span of spansOf(question, "value")) {
    if (question.used.has(span) || isTaken(span)) continue;
    const terms = besideOf(question, span, nearest(question, span, "value", from), from);
    const [term] = terms;
    if (term === undefined) continue;
    oneOf(span, terms);
    const before = atoms.at(-1);
    requireAlternatives(question, before, span, term.place);
    if (before?.values.includes(term.value) === false) {
      if (isExpected(question, before, span, term)) {
        question.used.add(span);
        continue;
      }
      requireJoint(question, before, span, term.place);
    }
    const too = term.place.table === from && isToo(question, span, before);
    if (too) question.widened.add(`${term.place.table}.${term.place.column}`);
    atoms.push({
      too,
      span,
      place: term.place,
      values: [term.value],
      not: isDenied(question, span, before, term.place),
      or: joinedByOr(question, span, before),
    });
    question.used.add(span);
  }
  return atoms;
};

/** Values of one column that are named together are one condition; those that "or" joins across columns are either. */
export const valueConditions = (
  question: Question,
  from: string,
  isTaken: (span: Span) => boolean = () => false,
): readonly Condition[] => {
  const atoms = atomsOf(question, from, isTaken);
  requireOneQuestion(atoms);
  const groups: { place: Place; values: string[]; not: boolean; or: boolean }[] = [];
  for (const atom of atoms) {
    // What is meant too restricts nothing, unless others of its kind are named.
    if (atom.too && !atoms.some((it) => !it.too && !it.not && samePlace(it.place, atom.place))) continue;
    const same = groups.find((it) => samePlace(it.place, atom.place) && it.not === atom.not);
    if (same === undefined) groups.push({ ...atom, values: [...atom.values] });
    else if (!same.values.includes(atom.values[0] ?? "")) same.values.push(...atom.values);
  }
  const conditions: Condition[] = [];
  for (const { or, place, values, not } of groups) {
    const condition: Condition = { kind: "in", place, values, not };
    const last = conditions.at(-1);
    if (or && last !== undefined && !not && last.kind !== "related")
      conditions.splice(-1, 1, { kind: "any", of: last.kind === "any" ? [...last.of, condition] : [last, condition] });
    else conditions.push(condition);
  }
  return conditions;
};

/** Columns named beside one of their own values say nothing more: "the Imaging line". */
export const useNamesOfConditions = (question: Question, conditions: readonly Condition[]): void => {
  const places = conditions
    .flatMap((it) => (it.kind === "any" ? it.of : [it]))
    .flatMap((it) => (it.kind === "in" ? [it.place] : []));
  for (const span of spansOf(question, "column")) {
    if (question.used.has(span)) continue;
    const beside = [neighbour(question, span, 1), neighbour(question, span, -1)];
    const named = span.tags.some(
      (tag) =>
        tag.kind === "column" &&
        places.some((it) => it.column === tag.place.column) &&
        beside.some((it) =>
          it?.tags.some((other) => other.kind === "value" && other.place.column === tag.place.column),
        ),
    );
    if (named) question.used.add(span);
  }
};

/** Of what is asked about: what is usually meant, unless the question names more. */
export const usualOf = (
  question: Question,
  { counted }: { readonly counted?: Subject },
  conditions: readonly Condition[],
  by: readonly Dimension[],
  day?: Place,
): readonly Condition[] =>
  counted?.usually === undefined ||
  saysStatus(question, counted, day) ||
  question.widened.has(`${counted.table}.${counted.usually.column}`)
    ? []
    : usualCondition(counted, conditions, by);

/** "Customers that left last year": the day that they are asked by says that they are no more what they usually are. */
const saysStatus = ({ catalog }: Question, { table, usually }: Subject, day: Place | undefined): boolean => {
  const values = Object.keys(catalog.tables[table]?.columns.find((it) => it.name === usually?.column)?.values ?? {});
  const [first = ""] = day?.table === table ? day.column.split("_") : [];
  return values.includes(first) && usually?.values.includes(first) === false;
};

/** Of what is listed, where the question names no value of it: active customers. */
export const usualCondition = (
  subject: Subject,
  conditions: readonly Condition[],
  by: readonly Dimension[] = [],
): readonly Condition[] => {
  const { usually } = subject;
  if (usually === undefined) return [];
  const place = { table: subject.table, column: usually.column };
  const isOf = (it: Place): boolean => it.table === place.table && it.column === place.column;
  // "Not delivered" leaves the others of what is usual.
  const leaves = (it: Extract<Condition, { kind: "in" }>): boolean =>
    it.not && it.values.every((value) => usually.values.includes(value)) && it.values.length < usually.values.length;
  const named = (condition: Condition): boolean =>
    condition.kind === "any"
      ? condition.of.some(named)
      : condition.kind === "in" && isOf(condition.place) && !leaves(condition);
  if (conditions.some(named) || by.some((it) => it.kind === "column" && isOf(it.place))) return [];
  return [{ kind: "in", place, values: usually.values, not: false }];
};
