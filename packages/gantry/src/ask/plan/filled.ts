// Whether something is known of a thing, and whether something is true of it: "without a phone number", "whose e-mail bounced",
// "that auto-renew". Joined by "or" to what stands before, either will do.
import { isDenied } from "./conditions.ts";
import { columnAt, isNumeric, isTime, nearest, neighbour, saysCue, spansOf } from "./question.ts";
import type { Question } from "./question.ts";
import type { Span } from "./tag.ts";
import type { Condition, Place } from "./types.ts";

interface Fact {
  readonly span: Span;
  readonly condition: Condition;
}

/** "Have a phone number", and not "with their phone numbers": those are to be shown. */
const has = /\b(?:have|has|having|haben|hat|besitz\w*|ont|ayant|possed\w*|disposent)$/i;

const verbal = /(?:\bnot|n['’ ]?t|\bpas|\bnicht|\bnever|\bjamais|\bnie|\bno longer)$/i;

/** The column's name says that something happened: it bounced, was closed. */
const isDeed = (span: Span, { column }: Place): boolean =>
  /ed_(?:date|on)$/.test(column) &&
  /^(?:bounced?|unzustellbare?n?|zuruckgekommen|rejetee?s?|revenue?s?|invalides?|ungultige?n?)$/.test(span.last);

const factOf = (question: Question, span: Span, table: string): Condition | undefined => {
  const [found, second] = nearest(question, span, "column", table);
  if (found === undefined || second !== undefined) return undefined;
  const { place } = found;
  if (found.type === "boolean")
    return { kind: "in", place, values: ["true"], not: isDenied(question, span, undefined, place) };
  if (isNumeric(columnAt(question.catalog, place))) return undefined;
  const before = neighbour(question, span, -1);
  const isHeld = before !== undefined && saysCue(before, "with") && has.test(before.written);
  const isOf = place.table === table && (isHeld || isDeed(span, place));
  // Of whom they belong to it says nothing of a time: "customers without a renewal date" and not "… this year".
  const isTimed = isTime(columnAt(question.catalog, place)) && spansOf(question, "period").length > 0;
  if (isTimed) return undefined;
  // "Have not renewed" says what they did not do, and not that they have no renewal date.
  const isMissing = before !== undefined && saysCue(before, "not") && !verbal.test(before.written);
  if (isMissing && place.table === table && isDenied(question, span, undefined, place))
    return { kind: "filled", place, not: true };
  return isOf ? { kind: "filled", place, not: false } : undefined;
};

const factsOf = (question: Question, table: string): readonly Fact[] =>
  spansOf(question, "column").flatMap((span): readonly Fact[] => {
    if (question.used.has(span)) return [];
    const condition = factOf(question, span, table);
    if (condition === undefined) return [];
    question.used.add(span);
    return [{ span, condition }];
  });

/** The condition that a span before has become. */
const ofSpan = (span: Span, facts: readonly Fact[], values: readonly Condition[]): Condition | undefined =>
  facts.find((it) => it.span === span)?.condition ??
  values.find(
    (it) =>
      it.kind === "in" &&
      !it.not &&
      span.tags.some(
        (tag) => tag.kind === "value" && tag.place.column === it.place.column && it.values.includes(tag.value),
      ),
  );

/** What stands next on that side and is no cue: "that are economic buyers" says the buyers. */
const content = (question: Question, joint: Span, step: 1 | -1): Span | undefined => {
  let at = neighbour(question, joint, step);
  while (at !== undefined && at.tags.length > 0 && at.tags.every((it) => it.kind === "cue") && !saysCue(at, "or"))
    at = neighbour(question, at, step);
  return at;
};

/** The conditions on values with what else is known or true of the things; marks the words that say so. */
export const withFacts = (question: Question, table: string, values: readonly Condition[]): readonly Condition[] => {
  const facts = factsOf(question, table);
  let all: readonly Condition[] = [...values, ...facts.map((it) => it.condition)];
  if (facts.length === 0) return all;
  for (const joint of question.spans.filter((it) => saysCue(it, "or") && !question.used.has(it))) {
    const [first, second] = ([-1, 1] as const).map((step) => {
      const span = content(question, joint, step);
      return span === undefined ? undefined : ofSpan(span, facts, values);
    });
    if (first === undefined || second === undefined || first === second) continue;
    if (!all.includes(first) || !all.includes(second)) continue;
    question.used.add(joint);
    all = all.flatMap((it) => (it === second ? [] : it === first ? [{ kind: "any", of: [first, second] }] : [it]));
  }
  return all;
};
