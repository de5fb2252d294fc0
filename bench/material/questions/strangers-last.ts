// Questions of a last round of people who know nothing of the planner, asked when all before had been looked at, and counted
// before anybody looked at them.
import { strangersLastEnglish } from "./strangers-last-english.ts";
import { strangersLastFrench } from "./strangers-last-french.ts";
import { strangersLastGerman } from "./strangers-last-german.ts";
import type { Language, Written } from "./types.ts";

/** Each set with its language. */
export const strangersLast: readonly { readonly language: Language; readonly asked: readonly Written[] }[] = [
  { language: "en", asked: strangersLastEnglish },
  { language: "fr", asked: strangersLastFrench },
  { language: "de", asked: strangersLastGerman },
];
