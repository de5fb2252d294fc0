import { english, englishHard, englishHeldOut } from "./english.ts";
import { french, frenchHard, frenchHeldOut } from "./french.ts";
import { german, germanHard, germanHeldOut } from "./german.ts";
import type { Judged } from "./sentences.ts";

export type { Judged, Mood } from "./sentences.ts";

/** By language: sentences that the lexicons were made with in view. */
export const judged: Readonly<Record<string, readonly Judged[]>> = {
  en: [...english, ...englishHard],
  fr: [...french, ...frenchHard],
  de: [...german, ...germanHard],
};

/** By language: sentences written afterwards and only ever measured. */
export const heldOut: Readonly<Record<string, readonly Judged[]>> = {
  en: englishHeldOut,
  fr: frenchHeldOut,
  de: germanHeldOut,
};
