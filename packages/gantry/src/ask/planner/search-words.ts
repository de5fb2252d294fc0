// By which of a question's words a catalog is searched.
import { restoreText } from "../../guard/index.ts";
import { stemOf } from "../plan/index.ts";
import { plainWords } from "../words.ts";

/** Letters that a word of a compound has, and letters that stand before it: "Großkunden" speaks of customers. */
const [leastOfCompound, leastBefore] = [4, 3];

export interface SearchWords {
  /** Words that ask, point or join; they count only where they are written, and long enough to be no accident. */
  readonly filler: ReadonlySet<string>;
  /** Stems of names of tables and columns. */
  readonly written: ReadonlySet<string>;
  /** Stems of what the catalog's things are called. */
  readonly nouns: ReadonlySet<string>;
}

/** Gives the stems of a question that say what it is about. */
export const searchWordsOf = ({ filler, written, nouns }: SearchWords): ((question: string) => ReadonlySet<string>) => {
  const ends = [...nouns].filter((it) => it.length >= leastOfCompound);
  return (question) => {
    // What a hidden name happens to be called is no word of the question.
    const words = plainWords(restoreText(question, () => " "))
      .filter((word) => !filler.has(word) || (word.length >= leastOfCompound && written.has(stemOf(word))))
      .map(stemOf);
    const parts = words.flatMap((word) =>
      ends.filter((noun) => word.length >= noun.length + leastBefore && word.endsWith(noun)),
    );
    return new Set([...words, ...parts]);
  };
};
