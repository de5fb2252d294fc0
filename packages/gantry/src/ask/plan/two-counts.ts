// Two values of one column that are asked for one by one: "how many problems and how many feature requests", "in France and in
// Spain", "more in France or in Germany". They are told side by side.
import { neighbour, saysCue, Stopped, tagOf } from "./question.ts";
import type { Question } from "./question.ts";
import type { Span } from "./tag.ts";
import type { Place } from "./types.ts";

const counts = /^(?:how many|how much|number|wie ?viele?|combien|anzahl|nombre)\b/i;

const placesIn = (spans: readonly Span[]): readonly Place[] =>
  spans.flatMap((it) => it.tags.flatMap((tag) => (tag.kind === "value" ? [tag.place] : [])));

const shared = (one: readonly Span[], other: readonly Span[]): boolean => {
  const places = placesIn(one);
  return placesIn(other).some((it) => places.some((own) => own.table === it.table && own.column === it.column));
};

/** "How many were won and how many lost": two counts, and never both of one row. */
const countedTwice = (question: Question): boolean => {
  const [first, second] = question.spans.filter((it) => saysCue(it, "count") && counts.test(it.written));
  if (first === undefined || second === undefined) return false;
  const at = question.spans.indexOf(second);
  const between = question.spans.slice(question.spans.indexOf(first), at);
  const behind = question.spans.slice(at);
  const names = (it: Span): boolean => tagOf(it, "value") !== undefined || tagOf(it, "subject") !== undefined;
  if (!between.some(names) || !behind.some(names)) return false;
  if (!shared(between, behind)) throw new Stopped("these are two counts; ask for one at a time");
  question.used.add(second);
  return true;
};

/** "And in Spain", "et pour l'Espagne": the second stands by itself. */
const standsAlone = (question: Question): boolean =>
  question.spans.some((joint) => {
    if (!saysCue(joint, "and")) return false;
    const [before, after] = [neighbour(question, joint, -1), neighbour(question, joint, 1)];
    if (before === undefined || after === undefined || !shared([before], [after])) return false;
    const { spans } = question;
    const lead = (of: Span, from: number): string =>
      spans
        .slice(from, spans.indexOf(of))
        .map((it) => it.written.toLowerCase())
        .join(" ")
        .replace(/^(?:aux?|en|dans)\b.*$/, "en");
    const first = spans[spans.indexOf(before) - 1];
    const isLeader = first !== undefined && first.tags.length === 0;
    const own = lead(after, spans.indexOf(joint) + 1);
    const leads = /^(?:in|for|from|to|at|with|by|of|pour|en|de|d|chez|für|fur|aus|bei|mit|von)\b/;
    const opened = lead(before, Math.max(0, spans.indexOf(before) - 2)).split(" ");
    return isLeader && leads.test(own) && opened.includes(own.split(" ")[0] ?? "");
  });

/** "More customers in France or in Germany": which of the two has more. */
const whichIsMore = (question: Question): boolean => {
  // "Plus de clients en France ou …": no number stands behind it.
  const isMore = (it: Span): boolean =>
    saysCue(it, "than") || (saysCue(it, "more", "less") && tagOf(neighbour(question, it, 1), "number") === undefined);
  const than = question.spans.find((it) => isMore(it) && !question.used.has(it));
  const joint = question.spans.find((it) => saysCue(it, "or"));
  if (than === undefined || joint === undefined || than.at > joint.at) return false;
  const [before, after] = [neighbour(question, joint, -1), neighbour(question, joint, 1)];
  if (before === undefined || after === undefined || !shared([before], [after])) return false;
  question.used.add(than).add(joint);
  return true;
};

/**
 * Whether two values are to be told side by side; `counted`: as numbers, whatever else is said.
 *
 * @throws Stopped where the two are of different things
 */
export const isTwofold = (question: Question): "counted" | "apart" | undefined => {
  const [isMore, isTwice] = [whichIsMore(question), countedTwice(question)];
  return isMore || isTwice ? "counted" : standsAlone(question) ? "apart" : undefined;
};
