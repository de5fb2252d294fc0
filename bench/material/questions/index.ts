// All questions of the set, each in its half: development, to look at while the planner is worked on, or test.
import { createHash } from "node:crypto";
import { english } from "./english.ts";
import { englishCompared } from "./english-compared.ts";
import { englishFurther } from "./english-further.ts";
import { french } from "./french.ts";
import { german } from "./german.ts";
import type { Language, Question, Written } from "./types.ts";

export { openCompany } from "./company.ts";
export type { OwnCompany } from "./company.ts";
export { scopeOf } from "./types.ts";
export type { Expected, Question } from "./types.ts";

/** Half by the hash of question and caller, so that nobody chose. */
const questionOf =
  (language: Language) =>
  ([kind, caller, question, expected]: Written): Question => {
    const hash = createHash("sha256").update(`${caller} ${question}`).digest("hex");
    const split = Number.parseInt(hash.slice(0, 8), 16) % 2 === 0 ? "development" : "test";
    return { id: `${language}-${hash.slice(0, 8)}`, split, language, kind, caller, question, expected };
  };

export const questions: readonly Question[] = [
  ...[...english, ...englishCompared, ...englishFurther].map(questionOf("en")),
  ...french.map(questionOf("fr")),
  ...german.map(questionOf("de")),
];
