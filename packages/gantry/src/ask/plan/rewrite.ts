// A question's words before they are looked up: slips mended, compounds taken apart, verbs put together again.
import type { PeriodOptions } from "../../catalog/index.ts";
import { partsOfCompound } from "../compound.ts";
import { findPeriods } from "../period.ts";
import { correctionOf, plain, wordsOf } from "../words.ts";
import type { Word } from "../words.ts";
import { stemOf } from "./lexicon.ts";

/** Words that say two things at once, as the words that say them. */
const doubled: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    cheapest: "lowest price",
    priciest: "highest price",
    billigste: "niedrigste preis",
    billigsten: "niedrigste preis",
    gunstigste: "niedrigste preis",
    gunstigsten: "niedrigste preis",
    teuerste: "hochste preis",
    teuersten: "hochste preis",
    dont: "do not",
    doesnt: "do not",
    didnt: "do not",
    isnt: "is not",
    arent: "are not",
    wasnt: "is not",
    werent: "are not",
    hasnt: "has not",
    havent: "have not",
    hadnt: "have not",
  }).map(([word, text]) => [word, text.split(" ")]),
);

/** "60 000" is one number. */
const joined = (words: readonly Word[]): readonly Word[] => {
  const found: Word[] = [];
  for (const word of words) {
    const last = found.at(-1);
    if (last !== undefined && /^\d{1,3}(?:,\d{3})*$/.test(last.plain) && /^\d{3}$/.test(word.plain))
      found[found.length - 1] = { plain: `${last.plain},${word.plain}`, written: `${last.written} ${word.written}` };
    else found.push(word);
  }
  return found;
};

/** German verbs leave their first part at the end: "laufen im nächsten Monat aus" is "laufen aus". */
const rejoined = (words: readonly Word[], isPhrase: (first: string, second: string) => boolean): readonly Word[] => {
  const found = [...words];
  for (let at = 0; at < found.length; at++) {
    const last = found[at];
    if (last === undefined || !/^(?:aus|ab|an|ein|auf|weg)$/.test(last.plain)) continue;
    const verb = found.slice(0, at).findLastIndex((it) => isPhrase(it.plain, last.plain));
    if (verb < 0 || verb === at - 1) continue;
    found.splice(at, 1);
    found.splice(verb + 1, 0, last);
  }
  return found;
};

/** Forms of a verb that its stem does not meet: "auslaufende", "expiring", "échéant". */
const formsOf = (word: string): readonly string[] => {
  const base = word.replace(/(?:end(?:e[nrsm]?)?|ing|ed|antes?|ants?)$/, "");
  return base === word || base.length < 4 ? [] : [base, `${base}e`, `${base}en`, `${base}ent`];
};

export interface Known {
  /** Words of the vocabulary, as written. */
  readonly words: ReadonlySet<string>;
  /** Stems of them. */
  readonly stems: ReadonlySet<string>;
  readonly isFiller: (word: string) => boolean;
  /** Whether two words are a phrase of it. */
  readonly isPhrase: (first: string, second: string) => boolean;
}

/** The words of a question, and what was read as something else. */
export const rewritten = (
  question: string,
  { words: known, stems, isFiller, isPhrase }: Known,
  time: PeriodOptions,
): { readonly words: readonly Word[]; readonly notes: readonly string[] } => {
  const notes: string[] = [];
  const isKnown = (word: string): boolean => known.has(word) || stems.has(stemOf(word));
  const all = rejoined(joined(wordsOf(question.replaceAll("€", " euro ").replaceAll("%", " percent "))), isPhrase);
  const timed = findPeriods(all, time);
  const isTimed = (at: number): boolean => timed.some((it) => at >= it.at && at < it.at + it.length);
  const words = all.flatMap((word, at): readonly Word[] => {
    // "Where", that is "or" without its accent.
    if (/^où$/i.test(word.written)) return [];
    const two = doubled.get(word.plain);
    if (two !== undefined) return two.map((it) => ({ plain: it, written: word.written }));
    if (isKnown(word.plain) || isFiller(word.plain) || isTimed(at)) return [word];
    const form = formsOf(word.plain).find(isKnown);
    if (form !== undefined) return [{ plain: form, written: word.written }];
    const parts = partsOfCompound(word.plain, isKnown);
    if (parts !== null) return parts.map((it) => ({ plain: it, written: word.written }));
    const better = correctionOf(word.plain, known);
    if (better === null) return [word];
    notes.push(`read "${word.written}" as "${better}"`);
    return [{ plain: plain(better), written: word.written }];
  });
  return { words, notes };
};
