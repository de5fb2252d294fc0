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
