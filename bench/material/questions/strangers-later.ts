// Questions of people who know nothing of the planner, asked after it had been mended by those of others (strangers-*.ts). Counted
// before anybody looked at them.
import { strangersLaterEnglish } from "./strangers-later-english.ts";
import { strangersLaterFrench } from "./strangers-later-french.ts";
import { strangersLaterGerman } from "./strangers-later-german.ts";
import type { Language, Written } from "./types.ts";

/** Each set with its language. */
export const strangersLater: readonly { readonly language: Language; readonly asked: readonly Written[] }[] = [
  { language: "en", asked: strangersLaterEnglish },
  { language: "fr", asked: strangersLaterFrench },
  { language: "de", asked: strangersLaterGerman },
];
