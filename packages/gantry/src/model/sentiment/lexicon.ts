// The form of a lexicon: words by weight, and the small words that turn or scale them.
import { wordsOf } from "./words.ts";

export interface LexiconText {
  /**
   * Weight (−4 to 4) → words and phrases, comma-separated; of several the first that lists a phrase counts. `crash*` matches
   * every word that begins so, `*ausfall` every longer one that ends so, `déçu~` the word with each of `endings`; what ends
   * in `!` means the same under a negation ("I could not ask for better").
   */
  readonly weights: readonly Readonly<Record<string, string>>[];
  /** What may follow a word marked by `~`: agreement, case, person. */
  readonly endings: string;
  /** Turn the sense of a word near them. */
  readonly negations: string;
  readonly intensifiers: string;
  readonly diminishers: string;
  /** What follows weighs more than what came before: but. */
  readonly contrasts: string;
  /** What follows in the clause is only granted: although. */
  readonly concessions: string;
  /** Say that something is not so: "would have". */
  readonly unreal: string;
  /** Begin a request, or stand in one: please. */
  readonly requests: string;
  /** Set phrases whose words must not be read one by one: "thanks in advance". */
  readonly neutral: string;
  /** Last parts of compounds that name a thing about trouble and no trouble: `Fehler|code`. */
  readonly things: string;
  /** Verbs that part with their particle: `fällt|fiel aus −2`. */
  readonly separable: string;
  /** Say that trouble is over: words of trouble in the same sentence then no longer count. */
  readonly resolutions: string;
  /** Negations that also turn what stands before them, behind the verb: "gefällt uns nicht"; no prepositions as "sans". */
  readonly negationsBehind: string;
  /** How many words after it such a negation may still stand. */
  readonly negationBehind: number;
  /** Between "never" and a word they stress it: "never so well", "jamais aussi bien". */
  readonly degrees: string;
}

export interface Entry {
  readonly words: readonly string[];
  readonly prefix: boolean;
  /** Means the same under a negation. */
  readonly isFixed: boolean;
  readonly weight: number;
}

/** A verb form, the particle at the end of its clause, and what both say together. */
export interface Separable {
  readonly particle: string;
  readonly weight: number;
}

export interface Lexicon {
  /** Entries by the first three letters of their first word, longest phrase first. */
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  /** Last parts of compounds with their weight, longest first. */
  readonly tails: readonly (readonly [tail: string, weight: number])[];
  readonly separable: ReadonlyMap<string, readonly Separable[]>;
  readonly negations: ReadonlySet<string>;
  readonly intensifiers: ReadonlySet<string>;
  readonly diminishers: ReadonlySet<string>;
  readonly contrasts: readonly Entry[];
  readonly concessions: readonly Entry[];
  readonly unreal: readonly Entry[];
  readonly requests: readonly Entry[];
  readonly resolutions: readonly Entry[];
  readonly negationsBehind: ReadonlySet<string>;
  readonly negationBehind: number;
  readonly degrees: ReadonlySet<string>;
}

const listOf = (text: string): readonly string[] =>
  text
    .split(",")
    .map((it) => it.trim())
    .filter((it) => it !== "");

const entryOf = (text: string, weight: number): Entry => ({
  words: wordsOf(text),
  prefix: text.endsWith("*"),
  isFixed: text.endsWith("!"),
  weight,
});

export const keyOf = (word: string): string => word.slice(0, 3);

const setOf = (text: string): ReadonlySet<string> => new Set(listOf(text));

const phrasesOf = (text: string): readonly Entry[] => listOf(text).map((it) => entryOf(it, 0));

const separableOf = (text: string): ReadonlyMap<string, readonly Separable[]> => {
  const forms = listOf(text).flatMap((it) => {
    const [verbs = "", particle = "", weight] = it.split(" ");
    return verbs.split("|").map((verb) => ({ verb, particle, weight: Number(weight) }));
  });
  return Map.groupBy(forms, (it) => it.verb);
};

export const lexiconOf = (text: LexiconText): Lexicon => {
  const endings = ["", ...listOf(text.endings)];
  const inflected = (it: string): readonly string[] =>
    it.endsWith("~") ? endings.map((ending) => it.slice(0, -1) + ending) : [it];
  const weighted = text.weights
    .flatMap((it) => Object.entries(it))
    .flatMap(([weight, words]) => listOf(words).map((it) => [it, Number(weight)] as const));
  const all = [
    ...weighted
      .filter(([it]) => !it.startsWith("*"))
      .flatMap(([it, weight]) => inflected(it).map((word) => entryOf(word, weight))),
    ...phrasesOf(text.neutral),
  ];
  const entries = Map.groupBy(
    all.sort((a, b) => b.words.length - a.words.length || (b.words[0]?.length ?? 0) - (a.words[0]?.length ?? 0)),
    (it) => keyOf(it.words[0] ?? ""),
  );
  const tails = [
    ...weighted.filter(([it]) => it.startsWith("*")).map(([it, weight]) => [it.slice(1), weight] as const),
    ...listOf(text.things).map((it) => [it, 0] as const),
  ];
  return {
    entries,
    tails: tails.sort((a, b) => b[0].length - a[0].length),
    separable: separableOf(text.separable),
    negations: setOf(text.negations),
    intensifiers: setOf(text.intensifiers),
    diminishers: setOf(text.diminishers),
    contrasts: phrasesOf(text.contrasts),
    concessions: phrasesOf(text.concessions),
    unreal: phrasesOf(text.unreal),
    requests: phrasesOf(text.requests),
    resolutions: phrasesOf(text.resolutions),
    negationsBehind: setOf(text.negationsBehind),
    negationBehind: text.negationBehind,
    degrees: setOf(text.degrees),
  };
};

/** Whether an entry stands at a place of a text. Only its last word may be a beginning. */
export const standsAt = (entry: Entry, words: readonly string[], at: number): boolean =>
  entry.words.every((word, i) => {
    const own = words[at + i];
    return own !== undefined && (entry.prefix && i === entry.words.length - 1 ? own.startsWith(word) : own === word);
  });

/** The shortest first part of a compound: `Total|ausfall`, `See|not`. */
const firstPart = 3;

/** What a lexicon has at a place of a text: a phrase, a word, or a compound by its last part. */
export const entryAt = (lexicon: Lexicon, words: readonly string[], at: number): Entry | undefined => {
  const word = words[at] ?? "";
  const entry = lexicon.entries.get(keyOf(word))?.find((it) => standsAt(it, words, at));
  // A phrase, or the very word, says more than the end of the word; a mere beginning says less.
  if (entry !== undefined && !(entry.prefix && entry.words.length === 1)) return entry;
  const tail = lexicon.tails.find(([it]) => word.length >= it.length + firstPart && word.endsWith(it));
  return tail === undefined ? entry : { words: [word], prefix: false, isFixed: false, weight: tail[1] };
};
