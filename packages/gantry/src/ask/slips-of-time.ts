// Slips of the pen in words of time: "dises quartal", "the month befor". Mended only where a time then stands there.
import type { PeriodOptions } from "../catalog/index.ts";
import { besideAt, mainUnits, timeWords } from "./moments/index.ts";
import { periodAt } from "./period.ts";
import { correctionOf, unswapped } from "./spelling.ts";
import type { Word } from "./words.ts";

/** How far before a word the time that it is of may begin. */
const reach = 5;

const standsIn = (words: readonly Word[], at: number, options: PeriodOptions): boolean => {
  const spoken = { words: words.map((it) => it.plain), options };
  for (let from = Math.max(0, at - reach); from <= at; from++) {
    const lengths = [periodAt(words, from, options)?.length ?? 0, besideAt(spoken, from)?.length ?? 0];
    // Two words that make a time together are no accident.
    if (lengths.some((it) => it >= 2 && from + it > at)) return true;
  }
  return false;
};

/** The words with such slips mended; tells each. */
export const withTimesMended = (
  words: readonly Word[],
  isKnown: (word: string) => boolean,
  options: PeriodOptions,
  notes: string[],
): readonly Word[] =>
  words.map((word, at) => {
    if (word.plain.length < 4 || /\d/.test(word.plain) || isKnown(word.plain) || timeWords.has(word.plain)) return word;
    const better = unswapped(word, (it) => timeWords.has(it)) ?? correctionOf(word.plain, timeWords);
    // What is written large may be a name: no month, but German units are written so too.
    if (better === null || (/^\p{Lu}/u.test(word.written) && !mainUnits.has(better))) return word;
    const trial = words.with(at, { ...word, plain: better });
    if (!standsIn(trial, at, options)) return word;
    notes.push(`read "${word.written}" as "${better}"`);
    return trial[at] ?? word;
  });
