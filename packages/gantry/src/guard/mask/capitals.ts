// Over-masking: what is written like a name, or known to be a place, and is no ordinary word. Costs context; a switch.
import { fold } from "./fold.ts";
import { isDayOrMonth, isFunctionWord, isOrdinary, tongueOf } from "./lexicon/ordinary.ts";
import { ambiguousPlaces, nationalities, placeAt } from "./lexicon/places.ts";
import { isBuiltAsSurname } from "./lexicon/surnames.ts";
import { roleWords, titles } from "./vocabulary.ts";
import type { Hit } from "./hit.ts";
import { isAmbiguous, isClearlyName, isCommon, isGiven, isInitial, isSurname, wordsOf } from "./words.ts";
import type { Word } from "./words.ts";

/** "MysticWeb", "iPhone": a capital inside. */
const isCamel = (word: Word): boolean => /\p{Ll}\p{Lu}/u.test(word.text);
const isShouted = (word: Word): boolean => word.text.length > 1 && word.text === word.text.toUpperCase();
/** "HPLC", "ASAP": says what something is, not who. */
const isAbbreviation = (word: Word): boolean => word.text.length < 5 && isShouted(word);

/** What stands before the name of an organisation or a place, even one that is an ordinary word: "at Mint". */
const leadIns = new Set("at from by joined near visit visited chez bei".split(" "));

/** Said of a person with a nationality: "she is Dutch", "a French citizen". */
const bearers = new Set(
  "citizen citizens national nationals man woman men women girl boy passport wife husband mother father people person guy lady origin descent nationality".split(
    " ",
  ),
);
const being = new Set("am is was are were i'm she's he's bin ist war sind suis est était sont".split(" "));

const hitOf = (first: Word, last: Word, label: string): Hit => ({ start: first.start, end: last.end, label, rank: 3 });

/** What somebody believes or votes for: special categories of data (GDPR, article 9), whoever it is said of. */
const beliefs = new Set(
  `muslim muslims muslima christian christians catholic catholics protestant protestants jew jews judaism islam buddhist
  buddhists hindu hindus sikh sikhs atheist atheists mormon mormons lutheran methodist baptist presbyterian anglican quaker
  democrat democrats republican republicans communist communists socialist socialists
  katholik katholikin katholisch protestant protestantin evangelisch muslimin moslem jude jüdin jüdisch buddhist buddhistin
  sozialdemokrat sozialdemokratin kommunist kommunistin
  musulman musulmane musulmans catholique catholiques protestante juif juive juifs bouddhiste athée socialiste communiste`.split(
    /\s+/,
  ),
);

/** Countries, cities and regions known here; and nationalities where a person is said to have one. */
export const findPlaces = (words: readonly Word[]): readonly Hit[] => {
  const hits: Hit[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) continue;
    const [before, next] = [words[at - 1], words[at + 1]];
    if (nationalities.has(word.lower)) {
      const isBorne = next?.adjoins === true && bearers.has(next.lower);
      if (isBorne || (word.adjoins && before !== undefined && being.has(before.lower) && next?.adjoins !== true))
        hits.push(hitOf(word, word, "person.nationality"));
      continue;
    }
    if (beliefs.has(word.lower)) {
      hits.push(hitOf(word, word, "person.belief"));
      continue;
    }
    const isWritten = word.isCapital || word.isHasty;
    const count = isWritten
      ? placeAt((index) => (index === at || words[index]?.adjoins === true ? words[index]?.lower : undefined), at)
      : 0;
    if (count === 0) continue;
    const isDoubtful =
      count === 1 && (ambiguousPlaces.has(word.lower) || isAmbiguous(word) || isFunctionWord(word.lower));
    const isLed = /^(?:in|from|to|near|at|visit|visited|nach|aus|à|de|en|pour|vers|von)$/.test(before?.lower ?? "");
    if (isDoubtful && !(word.isCapital && isLed)) continue;
    hits.push(hitOf(word, words[at + count - 1] ?? word, "person.place"));
    at += count - 1;
  }
  return hits;
};

/** "J. R. Smithers": the index of the first initial that leads up to a word. */
const initialsBefore = (words: readonly Word[], at: number): number => {
  let first = at;
  for (let word = words[first - 1]; at - first < 3 && words[first]?.adjoins === true; word = words[first - 1]) {
    if (word === undefined || !isInitial(word) || word.lower === "i" || word.lower === "a") break;
    first -= 1;
  }
  return first;
};

/** "Priya N." */
const initialBehind = (words: readonly Word[], last: number): number => {
  const [next, later] = [words[last + 1], words[last + 2]];
  return next?.adjoins === true && isInitial(next) && (later === undefined || !later.isCapital) ? last + 1 : last;
};

/**
 * Words with a capital that are no ordinary ones, and runs of capitals inside a sentence, as titles and organisations have
 * them. German writes all nouns with a capital: there a word must be a name by its lists or build, or stand with another.
 * In a text without any capital every unknown word counts. `ordinary` holds more words that are none, in lower case, with or without their accents;
 * what is `known` is left to those who know it, as is the title before it.
 */
export const findCapitals = (
  words: readonly Word[],
  ordinary: ReadonlySet<string> = new Set(),
  known: readonly Hit[] = [],
): readonly Hit[] => {
  const isLowerText = !words.some((word) => word.isCapital);
  const isGerman = tongueOf(words.map((word) => word.lower)) === "de";
  const hits: Hit[] = [];
  const taken = wordsOf(words, known);
  const isPlain = (word: Word): boolean =>
    ordinary.has(word.lower) ||
    ordinary.has(fold(word.lower)) ||
    isFunctionWord(word.lower) ||
    isDayOrMonth(word.lower) ||
    nationalities.has(word.lower) ||
    (roleWords.has(word.lower) && !isSurname(word));
  const isKnown = (word: Word): boolean => isPlain(word) || isCommon(word);
  /** Two more words in capitals beside it: somebody shouts. */
  const isShouting = (at: number): boolean =>
    [at - 2, at - 1, at + 1, at + 2].filter((index) => words[index] !== undefined && isShouted(words[index])).length >
    1;

  const stands = (at: number): boolean => {
    const word = words[at];
    if (word === undefined || word.text.length < 2 || isPlain(word) || taken.has(word)) return false;
    const following = words[at + 1];
    if (titles.has(word.lower) && following?.follows === true && taken.has(following)) return false;
    // "VXF007": a code, not a name.
    if (/\d/.test(word.text)) return false;
    if (isCamel(word)) return !isCommon(word);
    if (isLowerText) return word.text.length > 2 && !isOrdinary(word.lower) && (!isAmbiguous(word) || isSurname(word));
    if (!word.isCapital) return false;
    const [before, next] = [words[at - 1], words[at + 1]];
    const inRun =
      (word.adjoins && before?.isCapital === true && !isPlain(before)) ||
      (next?.adjoins === true && next.isCapital && !isPlain(next));
    if (isShouted(word)) {
      if (isShouting(at)) return isClearlyName(word);
      const isLed = word.adjoins && before !== undefined && leadIns.has(before.lower);
      return (!isAbbreviation(word) || isLed) && !isCommon(word);
    }
    if (isGerman) {
      if (isClearlyName(word) || (isBuiltAsSurname(word.lower) && !isOrdinary(word.lower))) return true;
      return inRun && !isKnown(word) && [before, next].some((each) => each?.isCapital === true && !isKnown(each));
    }
    if (!isKnown(word)) return true;
    // "College Board", "Entertainment Weekly": ordinary words with capitals, inside a sentence.
    if (word.opens) return (isGiven(word) || isSurname(word)) && inRun;
    if (inRun && !(before?.opens === true && isKnown(before) && next?.isCapital !== true)) return true;
    // "told Young": a family name that is an ordinary word, with a capital where English has none.
    if (isSurname(word) && word.adjoins && before?.isCapital === false) return true;
    return word.adjoins && before !== undefined && leadIns.has(before.lower);
  };

  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined || !stands(at)) continue;
    let last = at;
    while (words[last + 1]?.adjoins === true && stands(last + 1)) last += 1;
    const [first, end] = [initialsBefore(words, at), initialBehind(words, last)];
    hits.push(hitOf(words[first] ?? word, words[end] ?? word, "person.name"));
    at = end;
  }
  return hits;
};
