// What a question asks beside its rows, and the plan would not tell: refused rather than left out.
import { neighbour, spansOf, Stopped, tagOf } from "./question.ts";
import type { Question } from "./question.ts";
import type { Span } from "./tag.ts";
import type { AskPlan } from "./types.ts";

const howMuch = /^(?:how (?:much|many)|wie ?viele?|combien)(?![\p{L}])/iu;

/** Whether the plan tells of one figure alone, and holds nothing against another. */
const isOfOne = ({ figure, beside, having, order, share, where }: AskPlan): boolean =>
  figure?.kind === "measure" &&
  [beside, having, order, share].every((it) => it === undefined) &&
  where.every(({ kind }) => kind !== "compare" && kind !== "related");

const names = (span: Span, plan: AskPlan): boolean =>
  span.tags.some(
    (tag) => tag.kind === "measure" && plan.figure?.kind === "measure" && tag.measure.name === plan.figure.measure,
  );

/** "…, and how much that is for each"; "errors per session". */
export const requireAnswered = (question: Question, plan: AskPlan): void => {
  const asked = question.spans.find(({ written }) => howMuch.test(written));
  const isShown = asked !== undefined && tagOf(neighbour(question, asked, 1), "column") !== undefined;
  if (plan.figure === undefined && asked !== undefined && !isShown)
    throw new Stopped(`I list these, and can't tell "${asked.written}" beside each; ask for the figure by itself`);
  if (!isOfOne(plan)) return;
  // "Sell" names no figure of its own beside another: it says what is counted.
  const figures = spansOf(question, "measure").filter((span) =>
    span.tags.every(({ kind }) => kind === "measure" || kind === "column"),
  );
  const others = figures.filter((span) => !names(span, plan));
  if (others.length === 0) return;
  for (const span of figures)
    if (/^(?:per|pro|je|par)$/iu.test(neighbour(question, span, -1)?.written ?? ""))
      throw new Stopped(`one figure for each of another ("per ${span.written}") is a ratio that I don't reckon`);
  const other = others.find((span) => tagOf(span, "column") !== undefined);
  if (other !== undefined) throw new Stopped(`"${other.written}" is another figure; ask for one figure at a time`);
};
