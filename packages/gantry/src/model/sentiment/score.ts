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

const scaleOf = (lexicon: Lexicon, before: readonly string[]): number =>
  (contains(lexicon.intensifiers, before) ? 1.3 : 1) * (contains(lexicon.diminishers, before) ? 0.6 : 1);

const hitsOf = (lexicon: Lexicon, words: readonly string[]): number[] => {
  const weights: number[] = [];
  const isOver = words.some((_, at) => lexicon.resolutions.some((it) => standsAt(it, words, at)));
  for (let at = 0; at < words.length;) {
    const entry = lexicon.entries.get(keyOf(words[at] ?? ""))?.find((it) => standsAt(it, words, at));
    if (entry === undefined) {
      if (lexicon.contrasts.has(words[at] ?? "")) for (const i of weights.keys()) weights[i] = (weights[i] ?? 0) * 0.5;
      at++;
      continue;
    }
    const end = at + entry.words.length;
    const before = words.slice(Math.max(0, at - reach), at);
    const behind = words.slice(end, end + lexicon.negationBehind);
    const own = entry.words.some((word) => lexicon.negations.has(word));
    const negated = !own && (contains(lexicon.negations, before) || contains(lexicon.negations, behind));
    const weight = entry.weight * scaleOf(lexicon, before.slice(-2));
    // Trouble that is over is no complaint, but neither is its negation praise.
    if (weight > 0 || !isOver) weights.push(negated ? turn(weight) : weight);
    if (lexicon.contrasts.has(words[at] ?? "")) for (const i of weights.keys()) weights[i] = (weights[i] ?? 0) * 0.5;
    at = end;
  }
  return weights;
};

const emphasisOf = (sentence: string): number => {
  const loud = (sentence.match(/\b\p{Lu}{4,}\b/gu) ?? []).length > 0 && /\p{Ll}/u.test(sentence);
  return (/[!?]{2,}|!/.test(sentence) ? 1.15 : 1) * (loud ? 1.15 : 1);
};

/** The weighted sum of a text's words under one lexicon; no bounds yet. */
const sumOf = (text: string, lexicon: Lexicon): number =>
  text
    .split(/(?<=[.!?…])\s+|\n+/u)
    .map((sentence) => emphasisOf(sentence) * hitsOf(lexicon, wordsOf(sentence)).reduce((a, b) => a + b, 0))
    .reduce((a, b) => a + b, 0);

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
