// What all ways of tracing a number share: the columns that bear it, pairs of cells, words that say the rest is meant.
import { numbersIn } from "./numbers.ts";
import type { Facts, NumberFact } from "./facts.ts";

/** The columns that bear a number; empty where an author's words do; null where nothing does. */
export type Ground = readonly string[] | null;

export const columnsOf = (...facts: readonly { readonly column: string }[]): readonly string[] => [
  ...new Set(facts.map(({ column }) => column).filter((column) => column !== "")),
];

/** The cell before the author's word, the cell before the list's length. */
export const best = (facts: readonly NumberFact[]): Ground => {
  const found =
    facts.find((fact) => fact.column !== "" && fact.kind === "cell") ??
    facts.find((fact) => fact.column !== "") ??
    facts[0];
  return found === undefined ? null : columnsOf(found);
};

/** Says that what is meant is the rest: "a quarter short of", "beat by 8 %", "not in use". */
export const rest =
  /(?<!\p{L})(?:short|less than|fewer than|weniger als|moins que|de moins|beat|beats|exceed\p{L}*|above|below|under|over|miss\p{L}*|not|\p{L}+n['’]t|unused|remain\p{L}*|idle|more than|left|leav(?:es|ing)|free|spare|empty|vacant|ahead|others|solved|resolved|give (?:back|up)|hand back|nobody|no one|to go|übertraf|übertroffen|über|unter|verfehl\p{L}*|fehl\p{L}*|nicht|ungenutzt\p{L}*|übrig\p{L}*|gelöst\p{L}*|erledigt\p{L}*|vor uns|zurückgeb\p{L}*|freie?[nr]?|brach|leer|niemand|kein(?:e[nmrs]?)?|aucune?|\p{L}*bleib\p{L}*|weitere|dépass\p{L}*|manqu\p{L}*|pas|inutilis\p{L}*|au-dessus|en dessous|non|rest(?:e|ent|ants?|antes?)|libres?|autres|plus que|plus qu['’]\p{L}+|résolue?s?|devant nous|rendre|dorment|personne|sans|without|ohne)(?!\p{L})/iu;

/** Every two of the facts; none where they are many. */
export const pairs = (facts: readonly NumberFact[]): readonly (readonly [NumberFact, NumberFact])[] =>
  facts.length > 12 ? [] : facts.flatMap((a, index) => facts.slice(index + 1).map((b) => [a, b] as const));

/** The values of all numbers in a sentence. */
export const statedIn = (sentence: string): ReadonlySet<number> =>
  new Set(
    // "Seven of ten" says two numbers.
    [sentence, sentence.replaceAll(/ (?:out of|of|von|sur) /gi, " | ")]
      .flatMap((text) => numbersIn(text))
      .flatMap(({ values }) => values.map(({ value }) => value)),
  );

/** Amounts of money in the row's cells. */
export const amountCells = ({ numbers }: Facts): readonly NumberFact[] =>
  numbers.filter((fact) => fact.isMoney && fact.kind === "cell" && fact.value > 0);
