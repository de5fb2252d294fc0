// All questions of the set, each in its half: development and paraphrases, to look at while the planner is worked on, or test
// and blind.
import { halfOf, questionHash } from "../../../packages/gantry/src/cli/eval/index.ts";
import { english } from "./english.ts";
import { englishCompared } from "./english-compared.ts";
import { englishFurther } from "./english-further.ts";
import { french } from "./french.ts";
import { german } from "./german.ts";
import { paraphrasesEnglish } from "./paraphrases-english.ts";
import { paraphrasesFrench } from "./paraphrases-french.ts";
import { paraphrasesGerman } from "./paraphrases-german.ts";
import type { Language, Question, Written } from "./types.ts";

export { openCompany } from "./company.ts";
export type { OwnCompany } from "./company.ts";
export { scopeOf } from "./types.ts";
export type { Question } from "./types.ts";

type Halves = readonly [Question["split"], Question["split"]];

/** Half by the hash of question and caller, so that nobody chose. */
const questionOf =
  (language: Language, [even, odd]: Halves) =>
  ([kind, caller, question, expected]: Written): Question => {
    const hash = questionHash(caller, question);
    const split = halfOf(caller, question, [even, odd]);
    return { id: `${language}-${hash}`, split, language, kind, caller, question, expected };
  };

const first: Halves = ["development", "test"];
/** What was written when the planner was there already: one half to learn from, the other never looked at. */
const anew: Halves = ["paraphrases", "blind"];

export const questions: readonly Question[] = [
  ...[...english, ...englishCompared, ...englishFurther].map(questionOf("en", first)),
  ...french.map(questionOf("fr", first)),
  ...german.map(questionOf("de", first)),
  ...paraphrasesEnglish.map(questionOf("en", anew)),
  ...paraphrasesFrench.map(questionOf("fr", anew)),
  ...paraphrasesGerman.map(questionOf("de", anew)),
];
