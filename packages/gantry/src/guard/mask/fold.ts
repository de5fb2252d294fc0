// Words of a text in the form they are compared in: lower case, without accents.
import { matchesOf } from "./matches.ts";

export interface FoldedWord {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
  readonly isCapital: boolean;
}

const ascii = /^\p{ASCII}*$/u;

/** Nearly all values and most texts: they need none of what other alphabets do. */
export const isAscii = (text: string): boolean => ascii.test(text);

const foldAny = (text: string): string =>
  text.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll(/[ßẞ]/g, "ss").toLowerCase().normalize("NFC");

const spellAny = (text: string): string =>
  foldAny(
    text.normalize("NFC").replaceAll(/[äöüÄÖÜ]/g, (letter) => `${letter}e`.normalize("NFD").replaceAll(/\p{M}/gu, "")),
  );

/** Longer texts are left to expressions: letter by letter, V8 may put a text that was joined from pieces together anew for each. */
const mostByLetter = 1_000;

const latin = /^[\p{ASCII}\u0080-\u024f]*$/u;

/** Folds by a way that changes Latin letters one by one: each is looked up, as most names are written in them. */
const folder = (foldText: (text: string) => string): ((text: string) => string) => {
  const letters: string[] = [];
  return (text) => {
    if (isAscii(text)) return text.toLowerCase();
    if (text.length > mostByLetter || !latin.test(text)) return foldText(text);
    let folded = "";
    for (let at = 0; at < text.length; at += 1) folded += letters[text.charCodeAt(at)] ??= foldText(text.charAt(at));
    return folded;
  };
};

/** Lower case, marks taken off, ß as ss: "Müller-Weiß" → "muller-weiss". */
export const fold: (text: string) => string = folder(foldAny);

/** The other way to write German umlauts, folded; equal to `fold` where there are none: "Müller" → "mueller". */
export const foldSpelled: (text: string) => string = folder(spellAny);

const word = /[\p{L}\p{M}\p{N}]+/gu;

const isAsciiCapital = (code: number): boolean => code >= 65 && code <= 90;
const isAsciiWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || isAsciiCapital(code) || (code >= 48 && code <= 57);

const asciiWords = (text: string): readonly FoldedWord[] => {
  const words: FoldedWord[] = [];
  const lower = text.toLowerCase();
  for (let start = 0; start < text.length; start += 1) {
    const code = text.charCodeAt(start);
    if (!isAsciiWord(code)) continue;
    let end = start + 1;
    while (end < text.length && isAsciiWord(text.charCodeAt(end))) end += 1;
    words.push({ folded: lower.slice(start, end), start, end, isCapital: isAsciiCapital(code) });
    start = end;
  }
  return words;
};

/** Runs of letters and digits, in order. */
export const foldedWords = (text: string): readonly FoldedWord[] =>
  text.length <= mostByLetter && isAscii(text)
    ? asciiWords(text)
    : Array.from(matchesOf(text, word), (match) => ({
        folded: fold(match[0]),
        start: match.index,
        end: match.index + match[0].length,
        isCapital: /^\p{Lu}/u.test(match[0]),
      }));

const firstWord = /[\p{L}\p{M}\p{N}]+/u;

/** The first run of letters and digits of a folded text; undefined where it has none. */
export const firstFoldedWord = (folded: string): string | undefined => firstWord.exec(folded)?.[0];
