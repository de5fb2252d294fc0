import { english, englishHeldOut } from "./english.ts";
import { french, frenchHeldOut } from "./french.ts";
import { german, germanHeldOut } from "./german.ts";
import type { Judged } from "./sentences.ts";

export type { Judged, Mood } from "./sentences.ts";

/** By language. The first set was written before the lexicons but by the same hand; `heldOut` after, and only measured. */
export const judged: Readonly<Record<string, readonly Judged[]>> = { en: english, fr: french, de: german };
export const heldOut: Readonly<Record<string, readonly Judged[]>> = {
  en: englishHeldOut,
  fr: frenchHeldOut,
  de: germanHeldOut,
};
