// Names in a chat: of tools, of properties, keys of arguments. A model uses them as they stand, so one that tells of
// somebody goes as a token whole, the same wherever it stands, and comes back in the reply.
import type { Hit } from "../mask/hit.ts";
import { literalLabel } from "../mask/mask.ts";
import { standingTokens } from "./tokens.ts";
import type { ConversationTokens } from "./tokens.ts";

const plainName = /^[\w$-]{1,64}$/;

/** "adaLovelace_id" → "ada lovelace id": names by rule are words. */
const wordsOf = (name: string): string =>
  name
    .replaceAll(/([\p{Ll}\d])(?=\p{Lu})/gu, "$1 ")
    .replaceAll(/[_$-]+/g, " ")
    .toLowerCase();

const titled = (words: string): string => words.replaceAll(/\b\p{Ll}/gu, (letter) => letter.toUpperCase());

export interface NameTools {
  readonly tokens: ConversationTokens;
  /** Finds what rules and what the chat has told know of somebody. */
  readonly find: (text: string) => readonly Hit[];
  /** Masks what is no plain name as the text that it is. */
  readonly mask: (text: string) => string;
}

/** A name as it may leave: remembered, so that a schema and the calls made by it agree. */
export const createNames = ({ tokens, find, mask }: NameTools): ((name: string) => string) => {
  const known = new Map<string, string>();
  const treat = (name: string): string => {
    if (!plainName.test(name)) return mask(name);
    // What is written as our tokens are would be taken for one in the reply.
    if (standingTokens(name).length > 0) return tokens.standing.has(name) ? name : tokens.tokenOf(literalLabel, name);
    // Figures (a telephone's, an account's) are found as they stand, words once they are apart. With capitals a single
    // word says little ("max_tokens"), two say who: "grace_hopper".
    const words = wordsOf(name);
    const inTitles = find(titled(words)).filter(({ start, end }) => words.slice(start, end).includes(" "));
    const hit = [...find(name), ...find(words), ...inTitles].find(({ label }) => label !== literalLabel);
    return hit === undefined ? name : tokens.tokenOf(hit.label, name);
  };
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const treated = treat(name);
    known.set(name, treated);
    return treated;
  };
};
