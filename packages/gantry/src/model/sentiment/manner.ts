// The mood of a text from the manner in which it is put. Who asks, requests or names figures and dates
// is about a matter; who says "nobody", "again", "after that" or tells a story is about how it went. Two logistic regressions on
// whether such cues are there, fitted on marked texts (`bench/analytics/fit-manner.ts`).
import { mannerOf } from "./cues.ts";
import { mannerWeights } from "./manner-weights.ts";

const logit = (
  { intercept, weights }: { readonly intercept: number; readonly weights: readonly number[] },
  cues: readonly number[],
): number => cues.reduce((sum, cue, index) => sum + cue * (weights[index] ?? 0), intercept);

/** What the manner says, in log-odds: that a text has a mood, and that, if so, it is a good one. */
export const mannerTells = (text: string): { readonly moody: number; readonly content: number } => {
  const manner = mannerOf(text);
  return { moody: logit(mannerWeights.moody, manner), content: logit(mannerWeights.content, manner) };
};
