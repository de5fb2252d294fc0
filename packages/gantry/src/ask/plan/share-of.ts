// Of a share: what is the part, and what the whole it is a part of.
import { saysEach } from "./each.ts";
import { nearest, saysCue, spansOf, Stopped, tagOf } from "./question.ts";
import type { Question } from "./question.ts";
import type { Condition, Dimension } from "./types.ts";
import type { What } from "./about.ts";

/** Between the whole and its part: "of our active customers ARE universities", "of revenue COMES from Imaging". */
const copulas = new Set(
  "is are was were be s comes come came goes go went have has had belongs belong live sind ist war waren hat haben entfallt entfallen entfiel entfielen kommt kommen kam kamen stammt stammen gehort gehoren sont est etait etaient ont vient viennent provient proviennent represente representent".split(
    " ",
  ),
);

const keyOf = (table: string, column: string, value: string): string => `${table}.${column}=${value}`;

/** Values that are named ahead of the copula, where others are named behind it. */
const wholeKeys = (question: Question, what: What, others: readonly Condition[]): ReadonlySet<string> => {
  const { spans } = question;
  const named = spans.findIndex((it) => tagOf(it, "subject") !== undefined || tagOf(it, "measure") !== undefined);
  const copula = spans.findIndex((it, at) => at > named && copulas.has(it.last) && tagOf(it, "value") === undefined);
  // "Active contracts with a discount above 10 %": what they have is the part.
  const end = copula >= 0 ? copula : others.length > 0 ? named : -1;
  if (named < 0 || end < 0) return new Set();
  const ahead = spansOf(question, "value").filter((it) => spans.indexOf(it) < end);
  return new Set(
    ahead.flatMap((it) =>
      nearest(question, it, "value", what.table).map(({ place, value }) => keyOf(place.table, place.column, value)),
    ),
  );
};

/** Values of the counted things themselves, which none of the groups is of. */
const ownValues = (what: What, values: readonly Condition[], by: readonly Dimension[]): readonly Condition[] =>
  what.figure?.kind !== "count" || (what.subject?.usually?.column === "status" && what.subject.label === undefined)
    ? []
    : values.filter(
        (it) =>
          it.kind === "in" &&
          it.place.table === what.table &&
          !by.some((one) => one.kind === "column" && one.place.column === it.place.column),
      );

/** "What share of revenue COMES from hospitals each month": within each group, and not of all groups together. */
const behindCopula = (question: Question, what: What, { by, values, others }: Wanted): readonly Condition[] => {
  const { spans } = question;
  const named = spans.findIndex((it) => tagOf(it, "subject") !== undefined || tagOf(it, "measure") !== undefined);
  const hasCopula = spans.some((it, at) => at > named && copulas.has(it.last) && tagOf(it, "value") === undefined);
  if (named < 0 || !hasCopula) return [];
  const keys = wholeKeys(question, what, others);
  return values.filter(
    (it) =>
      it.kind === "in" &&
      !it.values.every((value) => keys.has(keyOf(it.place.table, it.place.column, value))) &&
      !by.some((one) => one.kind === "column" && one.place.column === it.place.column),
  );
};

/** "Share of enterprise customers by country": of each country's, or of all? */
const isEither = (question: Question, what: What, values: readonly Condition[]): boolean =>
  what.figure?.kind === "count" &&
  values.some(
    (it) =>
      it.kind === "in" &&
      it.place.table === what.table &&
      question.spans.some(
        (span, at) =>
          span.tags.some((tag) => tag.kind === "value" && tag.place.column === it.place.column) &&
          tagOf(question.spans[at + 1], "subject")?.subject === what.subject,
      ),
  );

const truthOf = (values: readonly Condition[], column: string): Condition | undefined =>
  values.find((it) => it.kind === "in" && it.place.column === column && it.values.includes("true") && !it.not);

export interface Wanted {
  readonly by: readonly Dimension[];
  /** Conditions on values. */
  readonly values: readonly Condition[];
  /** On numbers and on other things. */
  readonly others: readonly Condition[];
}

/**
 * The conditions that the part meets. Of what is named, all is the part: "critical tickets in EMEA" are a share of all tickets;
 * but for what stands ahead of "are". Told apart by something, it is what they are like themselves: "share of overdue invoices
 * by region".
 *
 * @throws Stopped where no part is named, or it can be told in two ways
 */
export const partOf = (question: Question, what: What, { by, values, others }: Wanted): readonly Condition[] => {
  // Won of those that are closed: what is won is closed too.
  const won = truthOf(values, "is_won");
  if (won !== undefined && truthOf(values, "is_closed") !== undefined) return [won];
  if (by.length > 0) {
    const own = ownValues(what, values, by);
    if (own.length === 0) {
      const behind = behindCopula(question, what, { by, values, others });
      if (behind.length > 0) return behind;
    }
    if (own.length === 0 && isEither(question, what, values))
      throw new Stopped("of each group, or of all? ask for the number by group instead");
    return own;
  }
  const keys = wholeKeys(question, what, others);
  const isWhole = (it: Condition): boolean =>
    it.kind === "in" && it.values.every((value) => keys.has(keyOf(it.place.table, it.place.column, value)));
  const behind = values.filter((it) => !isWhole(it));
  if (behind.length > 0) return behind;
  if (others.length > 0) return others;
  if (values.length > 0) return values;
  throw new Stopped("of what is the share wanted?");
};

/** "What share of revenue comes from the top 10 customers" is one number; "the top 10 customers and their share" are ten. */
export const isTogether = (
  { spans }: Question,
  by: readonly Dimension[],
  top: "most" | "least" | undefined,
): boolean => {
  const share = spans.findIndex((it) => saysCue(it, "share"));
  const ranked = spans.findIndex((it) => saysCue(it, "most", "least"));
  const asked = spans.slice(Math.max(0, share - 2), share + 1).map((it) => it.written);
  const asks = asked.some((it) => /^(?:what|which|how|quel|welche|wie ?viel|combien)/i.test(it));
  const isEach = spans.some((it) => saysEach(it)) || !asks;
  return top !== undefined && by.length === 1 && by[0]?.kind === "subject" && share >= 0 && share < ranked && !isEach;
};
