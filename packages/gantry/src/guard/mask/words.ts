// The words of a text with what the rules for names ask about each.
import { givenNames } from "./given-names.ts";
import { commonWords } from "./vocabulary.ts";

/** One word of a text with what the rules ask about it. */
export interface Word {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  readonly isCapital: boolean;
  /** Stands at the start of the text, a line or a sentence. */
  readonly opens: boolean;
  /** Only spaces between it and the word before, perhaps a full stop or a line break. */
  readonly follows: boolean;
  /** Follows on the same line; behind a full stop only where that ends an abbreviation. */
  readonly adjoins: boolean;
  /** Stands in a sentence that somebody wrote without any capital, its first letter included. */
  readonly isHasty: boolean;
}

const wordPattern = /[\p{L}\p{M}][\p{L}\p{M}\p{N}]{0,40}(?:['’-][\p{L}\p{M}]{1,40}){0,3}|&/gu;
/** Words that a full stop belongs to. */
const abbreviation = /^(?:\p{L}|dr|prof|mr|mrs|ms|st|gebr|inst|univ)$/iu;
const possessive = /['’]s$/iu;

/** Words in order; `&` counts as one. */
export const wordsIn = (text: string): readonly Word[] => {
  const words: (Omit<Word, "isHasty"> & { isHasty: boolean })[] = [];
  let sentence = 0;
  const endSentence = (): void => {
    if (!words.slice(sentence).some((word) => word.isCapital))
      for (const word of words.slice(sentence)) word.isHasty = true;
    sentence = words.length;
  };
  let last = 0;
  for (const match of text.matchAll(wordPattern)) {
    const word = match[0].replace(possessive, "");
    const between = text.slice(last, match.index);
    const opens = words.length === 0 || /[.!?:;\n"“„«(]\s*$|^\s*[-*•–]\s*$/u.test(between);
    if (/[.!?\n]/.test(between)) endSentence();
    const follows =
      /^(?:[ \t]{1,3}|\.[ \t]{1,2}|[ \t]?\n[ \t]?)$/.test(between) || (between === "" && words.length > 0);
    words.push({
      text: word,
      lower: word.toLowerCase().normalize("NFC"),
      start: match.index,
      end: match.index + word.length,
      isCapital: /^\p{Lu}/u.test(word),
      opens,
      follows,
      adjoins:
        follows && !between.includes("\n") && (!between.includes(".") || abbreviation.test(words.at(-1)?.text ?? "")),
      isHasty: false,
    });
    last = match.index + word.length;
  }
  endSentence();
  return words;
};

/** A common given name, or one with a hyphen in it. */
export const isGiven = (word: Word): boolean =>
  givenNames.has(word.lower) || word.lower.split("-").some((part) => part.length > 2 && givenNames.has(part));
export const isCommon = (word: Word): boolean => commonWords.has(word.lower);
export const isInitial = (word: Word): boolean => word.isCapital && word.text.length === 1;
