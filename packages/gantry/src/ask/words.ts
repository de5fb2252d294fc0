// A question as words: compared without case, accents and punctuation, shown as they were written.

export interface Word {
  /** For comparing: lower case, no accents. */
  readonly plain: string;
  /** As written. */
  readonly written: string;
}

/** Lower case, without accents; ß as ss. */
export const plain = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");

/** Hyphens and apostrophes part words: `e-mail` is two, `d'ici` is two. Dates and numbers stay whole. */
export const wordsOf = (text: string): readonly Word[] =>
  (text.match(/\d{4}-\d\d(?:-\d\d)?|\d+(?:[.,]\d+)*(?:%|[kKmM]\b)?|[\p{L}\p{M}]+\d*/gu) ?? []).map((written) => ({
    written,
    plain: plain(written),
  }));

export const plainWords = (text: string): readonly string[] => wordsOf(text).map((it) => it.plain);

/** Whether a phrase stands at a place. */
export const standsAt = (phrase: readonly string[], words: readonly Word[], at: number): boolean =>
  phrase.length > 0 && phrase.every((word, i) => words[at + i]?.plain === word);

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
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Infinity;
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change, swap));
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
};

/** How many slips a word of this length may have. Short words have too many neighbours for any. */
const slipsAllowed = (word: string): number => (word.length < 5 ? 0 : word.length < 9 ? 1 : 2);

/** The one known word that this is a slip of, or null where there is none, or more than one. */
export const correctionOf = (word: string, known: ReadonlySet<string>): string | null => {
  const most = slipsAllowed(word);
  if (most === 0 || /\d/.test(word)) return null;
  let best = most + 1;
  let found: string[] = [];
  for (const other of known) {
    if (other.length < 5) continue;
    const edits = editsBetween(word, other, most);
    if (edits < best) [best, found] = [edits, [other]];
    else if (edits === best && edits <= most) found.push(other);
  }
  return found.length === 1 ? (found[0] ?? null) : null;
};
