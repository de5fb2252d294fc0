// What the words of one sentence say: each by its weight, turned or scaled by the small words near it.
import { keyOf, standsAt } from "./lexicon.ts";
import type { Lexicon } from "./lexicon.ts";

/** How far before a word a negation or an intensifier reaches, in words. */
const reach = 3;

export const contains = (set: ReadonlySet<string>, words: readonly string[]): boolean =>
  words.some((it) => set.has(it));

/** A negated praise is a complaint; a negated complaint is only faint praise, a negated worry nothing. */
const turn = (weight: number): number => (weight > 0 ? -0.8 * weight : weight < -1 ? -0.5 * weight : 0);

const parts = new Set([",", ";", ":"]);

/** Small words work within their clause. */
const clauseBefore = (words: readonly string[]): readonly string[] =>
  words.slice(words.findLastIndex((it) => parts.has(it)) + 1);
const clauseBehind = (words: readonly string[]): readonly string[] => {
  const end = words.findIndex((it) => parts.has(it));
  return end < 0 ? words : words.slice(0, end);
};

const scaleOf = (lexicon: Lexicon, before: readonly string[]): number =>
  (contains(lexicon.intensifiers, before) ? 1.3 : 1) * (contains(lexicon.diminishers, before) ? 0.6 : 1);

/** How far before it a resolution may be denied: "closed without the leak being fixed". */
const denialReach = 6;

/** What a resolution says: that trouble is over, or, denied, that it is not. */
const resolutionOf = (lexicon: Lexicon, words: readonly string[]): "over" | "denied" | null => {
  const at = words.findIndex((_, index) => lexicon.resolutions.some((it) => standsAt(it, words, index)));
  if (at < 0) return null;
  return contains(lexicon.negations, words.slice(Math.max(0, at - denialReach), at)) ? "denied" : "over";
};

/** The weights of the words of one sentence that tell, turned and scaled by the small words near them. */
export const hitsOf = (lexicon: Lexicon, words: readonly string[], isAsked: boolean): number[] => {
  const weights: number[] = [];
  // What follows "but" is what is meant (half and one and a half, as VADER has it).
  let stress = 1;
  const contrast = (): void => {
    for (const i of weights.keys()) weights[i] = (weights[i] ?? 0) * 0.5;
    stress = 1.5;
  };
  const resolution = resolutionOf(lexicon, words);
  for (let at = 0; at < words.length;) {
    const entry = lexicon.entries.get(keyOf(words[at] ?? ""))?.find((it) => standsAt(it, words, at));
    if (entry === undefined) {
      if (lexicon.contrasts.has(words[at] ?? "")) contrast();
      at++;
      continue;
    }
    const end = at + entry.words.length;
    const before = clauseBefore(words.slice(Math.max(0, at - reach), at));
    const behind = clauseBehind(words.slice(end, end + lexicon.negationBehind));
    const own = entry.words.some((word) => lexicon.negations.has(word));
    const negated = !own && (contains(lexicon.negations, before) || contains(lexicon.negations, behind));
    // A question is about what it names: "must the pump be stopped?" complains of nothing.
    const weight =
      isAsked && Math.abs(entry.weight) <= 1 ? 0 : entry.weight * stress * scaleOf(lexicon, before.slice(-2));
    // Trouble that is over is no complaint, but neither is its negation praise.
    if (weight > 0 || resolution !== "over") weights.push(negated ? turn(weight) : weight);
    if (lexicon.contrasts.has(words[at] ?? "")) contrast();
    at = end;
  }
  return resolution === "denied" ? [...weights.filter((it) => it < 0), -1] : weights;
};
