// The mood of texts: what `builtin/sentiment` tells, beside what their author marked. Four sets only count, their errors were
// never looked at: short support messages, longer texts of other trades, most of which say it without a word of praise or
// blame, and two of letters of customers.
import { sentimentOf } from "../../packages/gantry/src/model/index.ts";
import { heldOut as messages } from "../../packages/gantry/src/model/sentiment/evaluation/index.ts";
import { macroF1, moodOf } from "../../packages/gantry/src/model/sentiment/index.ts";
import { moodTexts } from "../material/moods/index.ts";
import type { MarkedText, Mood } from "../material/moods/index.ts";
import type { Measurement } from "../measurement.ts";

const goal = 0.7;
const seen = ["seen", "seen-later", "further", "practice", "practice-later", "practice-last"] as const;
const languages = ["en", "fr", "de"] as const;

/** Told and true, text by text; without `language` it is recognised. */
const judge = (texts: readonly MarkedText[], language: string | null): (readonly [Mood, Mood])[] =>
  texts.map(({ text, mood }) => [moodOf(sentimentOf(text, language)), mood] as const);

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** Of the texts of a mood the share told so. */
const foundOf = (pairs: readonly (readonly [Mood, Mood])[], mood: Mood): number => {
  const own = pairs.filter(([, truth]) => truth === mood);
  return round(own.filter(([told]) => told === mood).length / own.length);
};

const setsOf = (language: string) => {
  const support = (messages[language] ?? []).map(([mood, text]) => ({ mood, text }));
  const others = moodTexts("held-out", language);
  const blind = moodTexts("blind", language);
  const later = moodTexts("blind-later", language);
  return [
    ["support messages, held out", support],
    ["other trades, held out", others],
    ["letters of customers, blind", blind],
    ["later letters of customers, blind", later],
    ["all that only count", [...support, ...others, ...blind, ...later]],
    ["looked at", moodTexts("seen", language)],
    ["looked at later", moodTexts("seen-later", language)],
    ["letters of customers, looked at", moodTexts("further", language)],
    ["letters for practice", moodTexts("practice", language)],
    ["later letters for practice", moodTexts("practice-later", language)],
    ["last letters for practice", moodTexts("practice-last", language)],
  ] as const;
};

export const measure: Measurement = ({ args }) => {
  const rows = languages.flatMap((language) =>
    setsOf(language).map(([set, texts]) => {
      const pairs = judge(texts, language);
      return {
        language,
        set,
        texts: texts.length,
        "macro-F1": round(macroF1(pairs)),
        "language not told": round(macroF1(judge(texts, null))),
        "unhappy found": foundOf(pairs, -1),
        "neither found": foundOf(pairs, 0),
        "content found": foundOf(pairs, 1),
      };
    }),
  );
  console.table(rows);
  // Of the texts that may be looked at.
  if (args.includes("--show"))
    for (const language of languages)
      for (const set of seen)
        for (const { text, mood } of moodTexts(set, language)) {
          const told = sentimentOf(text, language);
          if (moodOf(told) !== mood) console.log(`${language} ${set} ${mood} told ${told}: ${text}`);
        }
  const figuresOf = (wanted: string) =>
    Object.fromEntries(rows.filter((it) => it.set === wanted).map((it) => [it.language, it["macro-F1"]]));
  const all = figuresOf("all that only count");
  return Promise.resolve({
    pass: Object.values(all).every((it) => it >= goal),
    figures: {
      heldOut: all,
      supportMessages: figuresOf("support messages, held out"),
      otherTrades: figuresOf("other trades, held out"),
      letters: figuresOf("letters of customers, blind"),
      laterLetters: figuresOf("later letters of customers, blind"),
    },
  });
};
