// Numbers of a question: how many to show, and what must be above or below what.
import type { Measure } from "../../catalog/index.ts";
import { columnAt, isNumeric, neighbour, nearest, saysCue, spansOf, tagOf, titleOf } from "./question.ts";
import type { Question } from "./question.ts";
import { rowFormula } from "./rows.ts";
import type { Span } from "./tag.ts";
import type { Comparison, Condition, Place, Range } from "./types.ts";

export interface Bound {
  readonly operator: Comparison;
  readonly value: number;
  /** It is told in percent. */
  readonly percent?: true;
  /** What stands right before and right behind: what it may be a bound of. */
  readonly before: Span | undefined;
  readonly after: Span | undefined;
}

const operators = [
  ["more", ">"],
  ["less", "<"],
  ["at-least", ">="],
  ["at-most", "<="],
  ["exactly", "="],
] as const;

const numberAt = (span: Span | undefined): number | undefined => tagOf(span, "number")?.value;

/** "At least 2 escalated tickets": the number is of the thing, not of what it is like. */
const beyondValues = (question: Question, span: Span | undefined): Span | undefined => {
  let at = span;
  while (at !== undefined && tagOf(at, "value") !== undefined && tagOf(at, "subject") === undefined)
    at = neighbour(question, at, 1, "or", "and");
  return tagOf(at, "subject") === undefined ? span : at;
};

/** Comparisons with numbers; marks cue, numbers and currency. */
export const boundsOf = (question: Question): readonly Bound[] => {
  const bounds: Bound[] = [];
  const use = (...spans: readonly (Span | undefined)[]): void => {
    for (const span of spans) if (span !== undefined) question.used.add(span);
  };
  const behind = (span: Span): Span | undefined => {
    const next = neighbour(question, span, 1);
    if (!saysCue(next, "euro")) return beyondValues(question, next);
    use(next);
    return next === undefined ? undefined : neighbour(question, next, 1);
  };
  for (const span of question.spans) {
    const range = rangeFrom(question, span);
    if (range !== undefined) {
      const { least, most } = range;
      const before = neighbour(question, least, -1, "with", "and", "only");
      const after = behind(most);
      use(least, range.joint, most);
      const [from, to] = [numberAt(least) ?? 0, numberAt(most) ?? 0];
      bounds.push({ operator: ">=", value: from, before, after }, { operator: "<=", value: to, before, after });
      continue;
    }
    const next = neighbour(question, span, 1);
    const value = numberAt(next);
    if (next === undefined || value === undefined || question.used.has(next)) continue;
    const before = neighbour(question, span, -1, "with", "and", "only");
    if (saysCue(span, "between")) {
      const second = neighbour(question, next, 1, "and", "euro");
      const most = numberAt(second);
      if (second === undefined || most === undefined) continue;
      const after = behind(second);
      use(span, next, second);
      bounds.push({ operator: ">=", value, before, after }, { operator: "<=", value: most, before, after });
    } else {
      const operator = operators.find(([cue]) => saysCue(span, cue))?.[1];
      if (operator === undefined) continue;
      const unit = neighbour(question, next, 1);
      const isPercent = saysCue(unit, "share") && /^(?:percent|prozent|cent|pct)$/.test(unit?.last ?? "");
      use(span, next, ...(isPercent ? [unit] : []));
      const after = isPercent && unit !== undefined ? neighbour(question, unit, 1) : behind(next);
      bounds.push({ operator, value, before, after, ...(isPercent ? { percent: true } : {}) });
    }
  }
  // "More than 3 but fewer than 8 tickets": what the second is of, the first is of too.
  return bounds.map((it, at) => {
    const isFollowed = saysCue(it.after, "more", "less", "at-least", "at-most");
    const second = isFollowed ? bounds[at + 1] : undefined;
    return second === undefined ? it : { ...it, after: second.after };
  });
};

/** "2 to 4 tickets", "drei bis fünf": a number, and to which other. */
const rangeFrom = (
  question: Question,
  least: Span,
): { readonly least: Span; readonly joint: Span; readonly most: Span } | undefined => {
  const { spans } = question;
  const from = numberAt(least);
  const at = spans.indexOf(least);
  const [joint, most] = [spans[at + 1], spans[at + 2]];
  const to = numberAt(most);
  if (from === undefined || to === undefined || joint === undefined || most === undefined || question.used.has(least))
    return undefined;
  const isJoint = /^(?:to|bis|a)$/.test(joint.last) && joint.length === 1 && joint.tags.length === 0;
  return isJoint && to > from ? { least, joint, most } : undefined;
};

/** How many are wanted: "top 10", "five biggest", "the 3 industries". Marks it. */
export const limitOf = (question: Question): number | undefined => {
  // "With 2 contracts" is how many each has: only what is asked about is cut.
  const [first] = spansOf(question, "subject");
  const hasTop = question.spans.some((it) => saysCue(it, "most", "least"));
  const span = spansOf(question, "number").find((it) => {
    const value = numberAt(it);
    if (question.used.has(it) || value === undefined || !Number.isInteger(value) || value < 1 || value > 1000)
      return false;
    // "Tickets per 100 customers" cuts nothing.
    if (
      saysCue(neighbour(question, it, -1), "by") &&
      /(?:per|pro|je|par)$/i.test(neighbour(question, it, -1)?.written ?? "")
    )
      return false;
    // "Avec une remise": an article, and no number.
    if (!hasTop && /^(?:un|une|one|eins)$/.test(it.last)) return false;
    const [before, after] = [neighbour(question, it, -1), neighbour(question, it, 1)];
    // "Just the two numbers" cuts nothing.
    if (saysCue(after, "doing")) {
      question.used.add(it);
      return false;
    }
    // "Umsatzstärkste": what it is the most of stands between.
    const ranked =
      tagOf(after, "measure") !== undefined && after !== undefined ? neighbour(question, after, 1) : undefined;
    if (saysCue(ranked, "most", "least")) return true;
    return [before, after, beyondValues(question, after)].some(
      (other) =>
        saysCue(other, "most", "least") ||
        (tagOf(other, "subject") !== undefined && other === first) ||
        tagOf(other, "column") !== undefined ||
        (saysCue(other, "unit") && hasTop),
    );
  });
  if (span === undefined) return undefined;
  question.used.add(span);
  return numberAt(span);
};

/** A numeric column that a span names, nearest to a table. */
export const numericPlace = (question: Question, span: Span | undefined, from: string): Place | undefined =>
  span === undefined
    ? undefined
    : nearest(question, span, "column", from).find((it) => isNumeric(columnAt(question.catalog, it.place)))?.place;

/** The one amount of a table, where it has no more. */
export const onlyAmount = ({ catalog }: Question, table: string): Place | undefined => {
  const amounts = (catalog.tables[table]?.columns ?? []).filter(
    (it) => it.type.startsWith("decimal") && it.labels.length > 0,
  );
  const [first] = amounts;
  return amounts.length === 1 && first !== undefined ? { table, column: first.name } : undefined;
};

/** The measure that reckons with a column in one currency, and can do so for each row. */
export const inEuros = ({ catalog }: Question, { table, column }: Place): Measure | undefined =>
  catalog.measures.find(
    (it) =>
      it.table === table &&
      it.format === "currency" &&
      it.sql.includes(`${table}.${column}`) &&
      rowFormula(it.sql) !== undefined &&
      catalog.tables[table]?.key.length === 1,
  );

/** "Orders over 100k euros": a measure over the parts of a thing, which reckons with the thing's own currency. */
export const inParts = ({ catalog, paths }: Question, { table }: Place): ((bound: Bound) => Condition) | undefined => {
  const measure = catalog.measures.find(
    (it) =>
      it.format === "currency" &&
      paths(it.table, table)?.length === 1 &&
      it.joins?.some((joined) => joined.table === table && joined.on === undefined) === true,
  );
  if (measure === undefined) return undefined;
  return ({ operator, value }) => ({
    kind: "related",
    related: {
      table: measure.table,
      title: titleOf(measure).toLowerCase(),
      where: [],
      ...(measure.where === undefined ? {} : { formula: measure.where }),
      joins: measure.joins ?? [],
      not: false,
      figure: { figure: { kind: "measure", measure: measure.name }, operator, value },
    },
  });
};

/** The amount that a table's own figure in a currency is made of. */
export const reckonedAmount = ({ catalog }: Question, table: string): Place | undefined => {
  const measure = catalog.measures.find((it) => it.table === table && it.format === "currency");
  const column = catalog.tables[table]?.columns.find(
    (it) => it.type.startsWith("decimal") && measure?.sql.includes(`${table}.${it.name}`) === true,
  );
  return column === undefined ? undefined : { table, column: column.name };
};

/** The bounds of one figure as a range. */
export const rangeOf = ([first, second]: readonly Bound[]):
  | { readonly range: Range; readonly percent?: true }
  | undefined =>
  first === undefined
    ? undefined
    : {
        range: {
          operator: first.operator,
          value: first.value,
          ...(second === undefined ? {} : { and: { operator: second.operator, value: second.value } }),
        },
        ...(first.percent === undefined ? {} : { percent: first.percent }),
      };
