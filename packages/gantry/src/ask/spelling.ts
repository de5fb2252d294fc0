// Slips of the pen: which known word a word is that nobody knows.

import type { Word } from "./words.ts";

/**
 * Edits between two words: letters added, left out, changed, or two neighbours swapped (optimal string alignment).
 * Gives up above `most`.
 */
export const editsBetween = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Infinity;
      const edits = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change, swap);
      row.push(edits);
      least = Math.min(least, edits);
    }
    // A swap reaches two rows back.
    if (least > most && Math.min(...last) > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
};

/** How many slips a word of this length may have. Short words have too many neighbours for any. */
const slipsAllowed = (word: string): number => (word.length < 5 ? 0 : word.length < 9 ? 1 : 2);

/** A word's letters as bits: each edit changes at most two of them. */
const lettersOf = (word: string): number => {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) % 31);
  return bits;
};

const bitsIn = (bits: number): number => {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
};

type Indexed = ReadonlyMap<number, readonly { readonly word: string; readonly letters: number }[]>;

const indexes = new WeakMap<ReadonlySet<string>, Indexed>();

/** Words by their length, read once a set; shorter ones correct nothing. */
const indexOf = (known: ReadonlySet<string>): Indexed => {
  const found =
    indexes.get(known) ??
    Map.groupBy(
      [...known].filter((it) => it.length >= 5).map((word) => ({ word, letters: lettersOf(word) })),
      ({ word }) => word.length,
    );
  indexes.set(known, found);
  return found;
};

/** Made of the other by an ending of two letters, a word is another word: "zuständig" is no slip of "Zustand". */
const isDerived = (word: string, other: string): boolean =>
  Math.abs(word.length - other.length) > 1 && (word.startsWith(other) || other.startsWith(word));

/** Of two slips none is in the first letter, which people look at. */
const isSlip = (word: string, other: string, edits: number): boolean =>
  edits < 2 || (word[0] === other[0] && !isDerived(word, other));

/** The one known word that this is a slip of, or null where there is none, or more than one. */
export const correctionOf = (word: string, known: ReadonlySet<string>): string | null => {
  const most = slipsAllowed(word);
  if (most === 0 || /\d/.test(word)) return null;
  const index = indexOf(known);
  const letters = lettersOf(word);
  let best = most + 1;
  let found: string[] = [];
  for (let length = word.length - most; length <= word.length + most; length++)
    for (const other of index.get(length) ?? []) {
      if (bitsIn(letters ^ other.letters) > 2 * most) continue;
      const edits = editsBetween(word, other.word, most);
      if (!isSlip(word, other.word, edits)) continue;
      if (edits < best) [best, found] = [edits, [other.word]];
      else if (edits === best && edits <= most) found.push(other.word);
    }
  return found.length === 1 ? (found[0] ?? null) : null;
};

/**
 * The one known word with the same letters, two neighbours swapped: "opne", "form" for "from". What is written large may be
 * a name, and stays.
 */
export const unswapped = ({ plain: word, written }: Word, isKnown: (word: string) => boolean): string | null => {
  if (word.length < 4 || /\d/.test(word) || /^\p{Lu}/u.test(written)) return null;
  const found = new Set<string>();
  for (let i = 0; i + 1 < word.length; i++) {
    const other = word.slice(0, i) + (word[i + 1] ?? "") + (word[i] ?? "") + word.slice(i + 2);
    if (other !== word && isKnown(other)) found.add(other);
  }
  const [only] = found;
  return only !== undefined && found.size === 1 ? only : null;
};

const determiners: ReadonlySet<string> = new Set(
  "this last next past previous current coming following dieses diesen diesem dieser letztes letzten letzter letzte nachstes nachsten nachster vergangenes vergangenen laufenden laufendes kommenden dernier derniere derniers prochain prochaine precedent passee".split(
    " ",
  ),
);

const unit =
  /^(?:quarters?|months?|years?|weeks?|days?|quartals?|monate?n?|jahre?s?|wochen?|trimestres?|mois|annees?|semaines?|jours?)$/;

/** "Dises Quartal": a slip in the word that says which time. */
export const mendedTimes = (words: readonly Word[], isKnown: (word: string) => boolean): readonly Word[] =>
  words.map((word, at) => {
    const next = words[at + 1]?.plain ?? "";
    if (!unit.test(next) || isKnown(word.plain) || determiners.has(word.plain)) return word;
    const better = [...determiners].filter((it) => editsBetween(word.plain, it, 1) === 1);
    const [only] = better;
    return only === undefined || better.length > 1 || word.plain.length < 4 ? word : { ...word, plain: only };
  });

/** A slip of a word of no content: one edit, of longer words that nobody could write large. */
export const fillerOf = ({ plain: word, written }: Word, fillers: ReadonlySet<string>): string | null =>
  word.length < 6 || /^\p{Lu}/u.test(written) ? null : nearestBy(word, fillers);

const nearestBy = (word: string, known: ReadonlySet<string>): string | null => {
  const found = (indexOf(known).get(word.length) ?? [])
    .concat(indexOf(known).get(word.length + 1) ?? [])
    .filter((it) => editsBetween(word, it.word, 1) === 1);
  return found.length === 0 ? null : (found[0]?.word ?? null);
};
