// The words of a text with what the rules for names ask about each.
import { isAscii } from "./fold.ts";
import type { Hit } from "./hit.ts";
import { ambiguousNames, givenNames } from "./lexicon/given-names.ts";
import { isFunctionWord, isOrdinary, isPlainWord } from "./lexicon/ordinary.ts";
import { isBuiltAsSurname, surnames } from "./lexicon/surnames.ts";
import { matchesOf } from "./matches.ts";

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
/** French words that lose their vowel before the next: "d'Antoine" is two words, "D'Angelo" is one. */
const elided =
  /^(?:[dljmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=\p{Lu})|^(?:[LJMNST]|Qu|Jusqu|Lorsqu)['’](?=\p{Lu}\p{Ll})/u;
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
  for (const match of matchesOf(text, wordPattern)) {
    const lost = match[0].includes("'") || match[0].includes("’") ? (elided.exec(match[0])?.[0].length ?? 0) : 0;
    const index = match.index + lost;
    const word = match[0].slice(lost).replace(possessive, "");
    const between = text.slice(last, match.index);
    // Most words stand behind a space, which neither opens nor ends anything.
    const isSpaced = between === " " && words.length > 0;
    const opens = isSpaced
      ? false
      : words.length === 0 || /(?:[.!?:;\n|"“„«(]|(?:^|\n)[ \t]*(?:[-*•–]|\d{1,3}\)))\s*$/u.test(between);
    if (!isSpaced && /[.!?\n]/.test(between)) endSentence();
    const follows =
      isSpaced || /^(?:[ \t]{1,3}|\.[ \t]{1,2}|[ \t]?\n[ \t]?)$/.test(between) || (between === "" && words.length > 0);
    words.push({
      text: word,
      lower: isAscii(word) ? word.toLowerCase() : word.toLowerCase().normalize("NFC"),
      start: index,
      end: index + word.length,
      isCapital: /^\p{Lu}/u.test(word),
      opens,
      follows,
      adjoins:
        isSpaced ||
        (follows && !between.includes("\n") && (!between.includes(".") || abbreviation.test(words.at(-1)?.text ?? ""))),
      isHasty: false,
    });
    last = index + word.length;
  }
  endSentence();
  return words;
};

/** All words of some texts as `Word.lower` has them, and their halves where a hyphen joins them. */
export const plainWords = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(
    texts.flatMap((text) =>
      wordsIn(text).flatMap(({ lower }) => (lower.includes("-") ? [lower, ...lower.split("-")] : [lower])),
    ),
  );

/** Whether the word, or every half of a double one, is of a list: "Anne-Marie", but not "Tri-Gas". */
const isOf = (word: Word, list: ReadonlySet<string>): boolean => {
  if (list.has(word.lower)) return true;
  if (!word.lower.includes("-")) return false;
  const halves = word.lower.split("-");
  return (
    halves.some((half) => half.length > 1 && list.has(half)) &&
    !halves.some((half) => isPlainWord(half) && !list.has(half))
  );
};

/** A given name, also a double one. */
export const isGiven = (word: Word): boolean => isOf(word, givenNames);

/** A family name of the lists, also a double one. */
export const isSurname = (word: Word): boolean => isOf(word, surnames);

/** An ordinary word too: "Mark", "Grace", "Baker". Only what stands beside it tells. */
export const isAmbiguous = (word: Word): boolean =>
  ambiguousNames.has(word.lower) || isPlainWord(word.lower) || isFunctionWord(word.lower);

/** An ordinary word in some form, that is not first of all a name. */
export const isCommon = (word: Word): boolean => {
  if (isFunctionWord(word.lower) || isPlainWord(word.lower)) return true;
  return !isGiven(word) && !surnames.has(word.lower) && isOrdinary(word.lower);
};

/** A name beyond doubt: in the lists and no ordinary word, or built as family names are. */
export const isClearlyName = (word: Word): boolean =>
  !isAmbiguous(word) && (isGiven(word) || isSurname(word) || (isBuiltAsSurname(word.lower) && !isOrdinary(word.lower)));

export const isInitial = (word: Word): boolean => word.isCapital && word.text.length === 1;

/** The index of the first of the words (or pieces) that ends behind an offset; their number where none does. */
export const firstBehind = (words: readonly { readonly end: number }[], offset: number): number => {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.end ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** The words that hits cover, wholly or in part. */
export const wordsOf = (words: readonly Word[], hits: readonly Hit[]): ReadonlySet<Word> => {
  const covered = new Set<Word>();
  for (const { start, end } of hits) {
    for (let at = firstBehind(words, start); (words[at]?.start ?? Infinity) < end; at += 1) {
      const word = words[at];
      if (word !== undefined) covered.add(word);
    }
  }
  return covered;
};
