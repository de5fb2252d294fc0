// What a catalog knows of a text, without reading it as a question.
import { askingWords } from "../asking-words.ts";
import { functionWords } from "../function-words.ts";
import { numberOf } from "../numbers.ts";
import { plainWords } from "../words.ts";
import { cuePhrases, furtherFiller } from "./grammar.ts";
import { stemOf } from "./lexicon.ts";
import type { Lexicon, Term } from "./lexicon.ts";

export interface Knows {
  /** Whether it names a value. */
  value(text: string): boolean;
  /** Whether it names a thing or a figure. */
  thing(text: string): boolean;
  /** Whether a word is one of the vocabulary, as written. */
  word(word: string): boolean;
}

const cueWords = new Set(cuePhrases.flatMap((it) => it.phrase));

export const knowsOf = (lexicon: Lexicon): Knows => {
  const names = (text: string, ...kinds: readonly Term["kind"][]): boolean => {
    const stems = plainWords(text).map(stemOf);
    return stems.some((_, at) => lexicon.find(stems, at).terms.some((it) => kinds.includes(it.kind)));
  };
  const sets = [lexicon.spellings, cueWords, functionWords, askingWords, furtherFiller];
  return {
    value: (text) =>
      names(text, "value") || (text.match(/\b[A-Z]{2}\b/g) ?? []).some((it) => lexicon.codes(it).length > 0),
    thing: (text) => names(text, "subject", "measure"),
    word: (word) => sets.some((it) => it.has(word)) || numberOf(word) !== null,
  };
};
