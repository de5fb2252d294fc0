// Words of a text in the form they are compared in: lower case, without accents.
import { matchesOf } from "./matches.ts";

export interface FoldedWord {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
  readonly isCapital: boolean;
}

const ascii = /^\p{ASCII}*$/u;

/** Lower case, marks taken off, ß as ss: "Müller-Weiß" → "muller-weiss". */
export const fold = (text: string): string =>
  ascii.test(text)
    ? text.toLowerCase()
    : text.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll(/[ßẞ]/g, "ss").toLowerCase().normalize("NFC");

/** The other way to write German umlauts, folded; equal to `fold` where there are none: "Müller" → "mueller". */
export const foldSpelled = (text: string): string =>
  ascii.test(text)
    ? text.toLowerCase()
    : fold(
        text
          .normalize("NFC")
          .replaceAll(/[äöüÄÖÜ]/g, (letter) => `${letter}e`.normalize("NFD").replaceAll(/\p{M}/gu, "")),
      );

const word = /[\p{L}\p{M}\p{N}]+/gu;

/** Runs of letters and digits, in order. */
export const foldedWords = (text: string): readonly FoldedWord[] =>
  Array.from(matchesOf(text, word), (match) => ({
    folded: fold(match[0]),
    start: match.index,
    end: match.index + match[0].length,
    isCapital: /^\p{Lu}/u.test(match[0]),
  }));
