// What a text puts in quotation marks word for word from its row's texts from outside: theirs to say, and shown as theirs.
import { tokenPattern } from "../vault/token.ts";

export interface Quote {
  readonly start: number;
  readonly end: number;
}

const marked = /[“„«"‹»][ \u00a0\u202f]?([^“”„«»"\n]{3,200}?)[ \u00a0\u202f]?[”“»"›«]/gu;

/** As replies are compared: compatibility forms read as what they look like, tokens blank. */
const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replaceAll(tokenPattern, (token) => " ".repeat(token.length))
    .replaceAll(/\s+/g, " ");

/** Places of a text (tokens blanked) in quotation marks that stand so in one of the given texts. */
export const quotesIn = (bare: string, texts: readonly string[]): readonly Quote[] => {
  const found = Array.from(bare.matchAll(marked));
  if (found.length === 0) return [];
  const held = texts.map(plain);
  return found
    .filter(([, said = ""]) => held.some((text) => text.includes(said.replaceAll(/\s+/g, " ").trim())))
    .map(({ 0: whole, index }) => ({ start: index, end: index + whole.length }));
};
