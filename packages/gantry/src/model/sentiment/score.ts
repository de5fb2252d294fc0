// Sentiment of a text by lexicon and rules, after the manner of VADER (Hutto & Gilbert 2014): words have weights, small
// words near them turn or scale these, and the sum is squeezed to −1…1.
import { english } from "./english.ts";
import { french } from "./french.ts";
import { german } from "./german.ts";
import { knownLanguage, languages, spokenLanguage } from "./language.ts";
import type { Language } from "./language.ts";
import { keyOf, standsAt, wordsOf } from "./lexicon.ts";
import type { Lexicon } from "./lexicon.ts";

const lexicons: Readonly<Record<Language, Lexicon>> = { en: english, fr: french, de: german };

/** How far before a word a negation or an intensifier reaches, in words. */
const reach = 3;

/** A sum of 4 (say "excellent" and "fixed") becomes 0.8. */
const softness = 9;

const contains = (set: ReadonlySet<string>, words: readonly string[]): boolean => words.some((it) => set.has(it));

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

const hitsOf = (lexicon: Lexicon, words: readonly string[], isAsked: boolean): number[] => {
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

const emphasisOf = (sentence: string): number => {
  const loud = (sentence.match(/\b\p{Lu}{4,}\b/gu) ?? []).length > 0 && /\p{Ll}/u.test(sentence);
  return (/[!?]{2,}|!/.test(sentence) ? 1.15 : 1) * (loud ? 1.15 : 1);
};

/** Faces and hands say it in any language. */
const faces: readonly (readonly [RegExp, number])[] = [
  [/[😀😃😄😁😊🙂😍🥰🤩👍👏🙏🎉❤💚]|(?:^|\s)[:;]-?[)D](?=\s|$)/gu, 1.5],
  [/[😞😟😠😡🤬😢😭😩😤🙁☹👎💔]|(?:^|\s):-?[(](?=\s|$)/gu, -1.5],
];
const facesOf = (text: string): number =>
  faces.reduce((sum, [pattern, weight]) => sum + weight * Math.min(2, (text.match(pattern) ?? []).length), 0);

const sentencesOf = (text: string): readonly string[] => text.split(/(?<=[.!?…])\s+|\n+/u);

const isQuestion = (sentence: string): boolean => /^[^!]*\?\s*$/.test(sentence);

/**
 * Where no word says anything, whether something is denied does: denial is far more frequent in complaints than elsewhere
 * (Potts, On the negativity of negation, 2011). Questions and requests aside.
 */
const mild = new Set(["no", "non", "plus", "ohne", "without", "sans"]);

const denials = (sentences: readonly string[], lexicon: Lexicon): number =>
  sentences.some(
    (it) =>
      !isQuestion(it) &&
      contains(
        lexicon.negations,
        wordsOf(it).filter((word) => !mild.has(word)),
      ),
  )
    ? -0.8
    : 0;

/** The weighted sum of a text's words under one lexicon; no bounds yet. */
const sumOf = (text: string, lexicon: Lexicon): number => {
  const sentences = sentencesOf(text);
  const hits = sentences.map((it) => hitsOf(lexicon, wordsOf(it), isQuestion(it)));
  if (hits.every((it) => it.length === 0)) return denials(sentences, lexicon) + facesOf(text);
  return hits.reduce(
    (sum, it, index) => sum + emphasisOf(sentences[index] ?? "") * it.reduce((a, b) => a + b, 0),
    facesOf(text),
  );
};

/**
 * Sentiment of a text, −1 (unhappy) to 1 (content); 0 where nothing speaks either way.
 * @param language ISO 639-1 (`en`, `fr`, `de`, also `de-CH`); recognised by the text itself where absent or another.
 */
export const sentimentOf = (text: string, language: string | null): number => {
  const known = knownLanguage(language) ?? spokenLanguage(wordsOf(text));
  // "Katastrophe!" has no small word to be recognised by: the lexicon that has most to say is right.
  const sums = (known === null ? languages : [known]).map((it) => sumOf(text, lexicons[it]));
  const sum = sums.reduce((most, it) => (Math.abs(it) > Math.abs(most) ? it : most));
  return Math.round((sum / Math.sqrt(sum * sum + softness)) * 1000) / 1000;
};
