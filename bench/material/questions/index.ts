// All questions of the set, each in its split: development and paraphrases, to look at while the planner is worked on, test and
// blind, what was asked further, strangers' questions, and those that other strangers asked later.
import { halfOf, questionHash } from "../../../packages/gantry/src/cli/eval/index.ts";
import { english } from "./english.ts";
import { englishCompared } from "./english-compared.ts";
import { englishFurther } from "./english-further.ts";
import { french } from "./french.ts";
import { furtherAnalyst } from "./further-analyst.ts";
import { furtherController } from "./further-controller.ts";
import { furtherEngineer } from "./further-engineer.ts";
import { furtherMarketing } from "./further-marketing.ts";
import { furtherSales } from "./further-sales.ts";
import { furtherSuccess } from "./further-success.ts";
import { furtherSupport } from "./further-support.ts";
import { german } from "./german.ts";
import { paraphrasesEnglish } from "./paraphrases-english.ts";
import { paraphrasesEnglishFigures } from "./paraphrases-english-figures.ts";
import { paraphrasesFrench } from "./paraphrases-french.ts";
import { paraphrasesGerman } from "./paraphrases-german.ts";
import { strangersEnglish } from "./strangers-english.ts";
import { strangersFrench } from "./strangers-french.ts";
import { strangersGerman } from "./strangers-german.ts";
import { strangersLast } from "./strangers-last.ts";
import { strangersLater } from "./strangers-later.ts";
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

/** As seven people of the company might ask. */
const further: Halves = ["further", "further"];
/** Of people who know nothing of the planner, in two rounds; counted before they were looked at. */
const unknown: Halves = ["strangers", "strangers"];
/** Of others who know nothing of it, asked last; looked at since, where the answer was wrong. */
const last: Halves = ["strangers-later", "strangers-later"];

export const questions: readonly Question[] = [
  ...[...english, ...englishCompared, ...englishFurther].map(questionOf("en", first)),
  ...french.map(questionOf("fr", first)),
  ...german.map(questionOf("de", first)),
  ...[...paraphrasesEnglish, ...paraphrasesEnglishFigures].map(questionOf("en", anew)),
  ...paraphrasesFrench.map(questionOf("fr", anew)),
  ...paraphrasesGerman.map(questionOf("de", anew)),
  ...[...furtherSales, ...furtherAnalyst, ...furtherEngineer, ...furtherMarketing, ...furtherSupport].map(
    questionOf("en", further),
  ),
  ...furtherSuccess.map(questionOf("fr", further)),
  ...furtherController.map(questionOf("de", further)),
  ...strangersEnglish.map(questionOf("en", unknown)),
  ...strangersFrench.map(questionOf("fr", unknown)),
  ...strangersGerman.map(questionOf("de", unknown)),
  ...strangersLater.flatMap(({ language, asked }) => asked.map(questionOf(language, unknown))),
  ...strangersLast.flatMap(({ language, asked }) => asked.map(questionOf(language, last))),
];
