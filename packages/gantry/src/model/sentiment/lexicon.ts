// The form of a lexicon: words by weight, and the small words that turn or scale them.

export interface LexiconText {
  /** Weight (−4 to 4) → words and phrases, comma-separated. `crash*` matches every word that begins so. */
  readonly weights: Readonly<Record<string, string>>;
  /** Turn the sense of a word near them. */
  readonly negations: string;
  readonly intensifiers: string;
  readonly diminishers: string;
  /** What follows weighs more than what came before: but. */
  readonly contrasts: string;
  /** Set phrases whose words must not be read one by one: "thanks in advance". */
  readonly neutral: string;
  /** Say that trouble is over: words of trouble in the same sentence then no longer count. */
  readonly resolutions: string;
  /** How many words after it a negation may still stand (German and French put it behind the verb). */
  readonly negationBehind: number;
}

export interface Entry {
  readonly words: readonly string[];
  readonly prefix: boolean;
  readonly weight: number;
}

export interface Lexicon {
  /** Entries by the first three letters of their first word, longest phrase first. */
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  readonly negations: ReadonlySet<string>;
  readonly intensifiers: ReadonlySet<string>;
  readonly diminishers: ReadonlySet<string>;
  readonly contrasts: ReadonlySet<string>;
  readonly resolutions: readonly Entry[];
  readonly negationBehind: number;
}

const apostrophe = /[’‘`]/g;

/** Words in lower case, and what parts clauses; French elisions part from their word (`n'est` → `n'`, `est`). */
export const wordsOf = (text: string): readonly string[] =>
  text
    .normalize("NFC")
    .toLowerCase()
    .replace(apostrophe, "'")
    .match(/\b(?:[dlnjmtsc]|qu)'|[\p{L}\p{N}]+(?:'[\p{L}]+)*|[,;:]/gu) ?? [];

const listOf = (text: string): readonly string[] =>
  text
    .split(",")
    .map((it) => it.trim())
    .filter((it) => it !== "");

const entryOf = (text: string, weight: number): Entry => {
  const prefix = text.endsWith("*");
  return { words: wordsOf(prefix ? text.slice(0, -1) : text), prefix, weight };
};

export const keyOf = (word: string): string => word.slice(0, 3);

const setOf = (text: string): ReadonlySet<string> => new Set(listOf(text));

export const lexiconOf = (text: LexiconText): Lexicon => {
  const weighted = Object.entries(text.weights).flatMap(([weight, words]) =>
    listOf(words).map((it) => entryOf(it, Number(weight))),
  );
  const all = [...weighted, ...listOf(text.neutral).map((it) => entryOf(it, 0))];
  const entries = Map.groupBy(
    all.sort((a, b) => b.words.length - a.words.length || (b.words[0]?.length ?? 0) - (a.words[0]?.length ?? 0)),
    (it) => keyOf(it.words[0] ?? ""),
  );
  return {
    entries,
    negations: setOf(text.negations),
    intensifiers: setOf(text.intensifiers),
    diminishers: setOf(text.diminishers),
    contrasts: setOf(text.contrasts),
    resolutions: listOf(text.resolutions).map((it) => entryOf(it, 0)),
    negationBehind: text.negationBehind,
  };
};

/** Whether an entry stands at a place of a text. Only its last word may be a beginning. */
export const standsAt = (entry: Entry, words: readonly string[], at: number): boolean =>
  entry.words.every((word, i) => {
    const own = words[at + i];
    return own !== undefined && (entry.prefix && i === entry.words.length - 1 ? own.startsWith(word) : own === word);
  });
