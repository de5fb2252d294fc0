// Sentences in no language that the checks read: whatever they say, nobody has held it against anything. Turned letters,
// words cut into pieces and ciphers come out the same way.
import { fold } from "../mask/fold.ts";
import { isOrdinary } from "../mask/lexicon/ordinary.ts";
import { isCommon, isGiven, isSurname, wordsIn } from "../mask/words.ts";
import type { Word } from "../mask/words.ts";

const known = new Map<string, boolean>();

/** Most words come again and again. */
const isKnown = (word: Word): boolean => {
  const found = known.get(word.lower);
  if (found !== undefined) return found;
  const is = isCommon(word) || isOrdinary(word.lower);
  if (known.size > 20_000) known.clear();
  known.set(word.lower, is);
  return is;
};

/** Letters of no Latin alphabet, two or more in a row. */
const elsewhere = /(?![μΩ])(?:(?!\p{Script=Latin})\p{L}){2,40}/gu;

/** Small words of neighbours' languages that ours have too, as something else. */
const elsewhereSmall = new Set(
  "van het een niet voor aan bij naar el los las una unos por para sin con su sus il di che per della dello degli och att det som med till af af na nie za".split(
    " ",
  ),
);

/** Whether most words of some sentence are of no language that the checks read. `isOwn` knows the row's words. */
export const isUnreadable = (text: string, isOwn: (folded: string) => boolean): boolean => {
  for (const { 0: word } of text.matchAll(elsewhere)) if (!isOwn(fold(word))) return true;
  let [words, unknown, last, names, letters] = [0, 0, 0, 0, 0];
  const isMost = (): boolean =>
    (unknown >= 4 && unknown / words >= 0.5) ||
    (unknown >= 3 && unknown / words >= 0.75) ||
    (unknown >= 2 && unknown === words && letters > 9);
  for (const word of wordsIn(text)) {
    if (/[.!?\n]/.test(text.slice(last, word.start))) {
      if (isMost()) return true;
      [words, unknown, names, letters] = [0, 0, 0, 0];
    }
    last = word.end;
    if (word.text.length < 2 || /\d/.test(word.text)) continue;
    // A name says nothing of the language around it.
    if (word.isCapital && !word.opens && word.text !== word.text.toUpperCase() && ++names < 6) continue;
    words += 1;
    letters += word.isCapital ? -99 : word.text.length;
    if (word.isCapital && (isGiven(word) || isSurname(word))) continue;
    if ((!isKnown(word) || (elsewhereSmall.has(word.lower) && !word.isCapital)) && !isOwn(fold(word.text)))
      unknown += 1;
  }
  return isMost();
};
