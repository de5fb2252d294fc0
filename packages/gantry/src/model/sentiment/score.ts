// Sentiment of a text by lexicon and rules, after the manner of VADER (Hutto & Gilbert 2014): words have weights, small
// words near them turn or scale these, and the sum is squeezed to −1…1. What that says is weighed beside the manner in which
// the text is put (manner.ts): whether it has a mood at all shows in the manner more than in words.
import { sigmoid } from "../logistic/index.ts";
import { saysSomething } from "./cues.ts";
import { english } from "./english.ts";
import { french } from "./french.ts";
import { german } from "./german.ts";
import { idiomOf } from "./idioms.ts";
import { knownLanguage, languages, spokenLanguage } from "./language.ts";
import type { Language } from "./language.ts";
import { contains, hitsOf, opensContrast } from "./hits.ts";
import { wordsOf } from "./words.ts";
import type { Lexicon } from "./lexicon.ts";
import { mannerTells } from "./manner.ts";

const lexicons: Readonly<Record<Language, Lexicon>> = { en: english, fr: french, de: german };

/** A sum of 4 (say "excellent" and "fixed") becomes 0.8. */
const softness = 9;

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

/** The weighted sum of a text's words under one lexicon, no bounds yet; null where none of its words stands in it. */
const sumOf = (text: string, lexicon: Lexicon): number | null => {
  const sentences = sentencesOf(text).map((it) => ({ text: it, words: wordsOf(it) }));
  const hits = sentences.map((it) => hitsOf(lexicon, it.words, isQuestion(it.text)));
  if (hits.every((it) => it.length === 0) && sentences.every((it) => idiomOf(it.text) === 0))
    return (
      denials(
        sentences.map((it) => it.text),
        lexicon,
      ) + facesOf(text) || null
    );
  return sentences.reduce((sum, sentence, index) => {
    const own = (hits[index] ?? []).reduce((a, b) => a + b, 0);
    // "… Even so, …": what came before is only granted.
    const before = opensContrast(lexicon, sentence.words) ? 0.5 * sum : sum;
    const idiom = idiomOf(sentence.text);
    const agreeing = idiom === 0 || Math.sign(own) === Math.sign(idiom) ? own : 0;
    return before + idiom + emphasisOf(sentence.text) * agreeing;
  }, facesOf(text));
};

/**
 * What words count for beside the manner, in log-odds: that there is a mood, and that it is a good one. Set by hand near
 * fits on texts that the lexicons had hardly met; fitted on those they were made with, words would count for far more.
 */
const wordsTell = { moody: 3, content: 3, usual: 0.25 };

/** What it counts for that no word tells. */
const silence = 1;

/** Beyond this a text counts as content or unhappy. */
const faint = 0.2;

const certaintyOf = (logit: number): number => 2 * sigmoid(Math.abs(logit)) - 1;

/** −1 to 1 from what the words say (−1 to 1) and the manner of a text: up to ±0.2 where a mood is unlikely, beyond it else. */
const moodFrom = (words: number, text: string): number => {
  if (!saysSomething(text)) return faint * words;
  const manner = mannerTells(text);
  const moody = manner.moody + wordsTell.moody * (Math.abs(words) - wordsTell.usual) - (words === 0 ? silence : 0);
  if (moody < 0) return faint * words;
  // The plainer the words, the less it matters how they are put.
  const content = (1 - Math.abs(words)) * manner.content + wordsTell.content * words;
  return Math.sign(content) * (faint + 0.01 + (1 - faint - 0.01) * certaintyOf(moody) * certaintyOf(content));
};

/**
 * Sentiment of a text, −1 (unhappy) to 1 (content); 0 where nothing speaks either way.
 * @param language ISO 639-1 (`en`, `fr`, `de`, also `de-CH`); recognised by the text itself where absent or another.
 */
export const sentimentOf = (text: string, language: string | null): number => {
  const known = knownLanguage(language) ?? spokenLanguage(wordsOf(text));
  // "Katastrophe!" has no small word to be recognised by: the lexicon that has most to say is right.
  const sums = (known === null ? languages : [known]).flatMap((it) => sumOf(text, lexicons[it]) ?? []);
  if (sums.length === 0 && known === null) return 0;
  const sum = sums.reduce((most, it) => (Math.abs(it) > Math.abs(most) ? it : most), 0);
  return Math.round(moodFrom(sum / Math.sqrt(sum * sum + softness), text) * 1000) / 1000;
};
