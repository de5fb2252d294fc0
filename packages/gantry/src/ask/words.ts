// A question as words: compared without case, accents and punctuation, shown as they were written.

export interface Word {
  /** For comparing: lower case, no accents. */
  readonly plain: string;
  /** As written. */
  readonly written: string;
  /** A comma or the like stands before it. */
  readonly comma?: true;
}

/** Lower case, without accents; ß as ss. */
export const plain = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");

/** Hyphens and apostrophes part words: `e-mail` is two, `d'ici` is two. Dates and numbers stay whole. */
export const wordsOf = (text: string): readonly Word[] =>
  Array.from(
    text.matchAll(/([,;/+&:]\s*)?(\d{4}-\d\d(?:-\d\d)?|\d+(?:[.,]\d+)*(?:%|[kKmM]\b)?|[\p{L}\p{M}]+\d*)/gu),
    ([, comma, written = ""]) => ({
      written,
      plain: plain(written),
      ...(comma === undefined ? {} : { comma: true as const }),
    }),
  );

export const plainWords = (text: string): readonly string[] => wordsOf(text).map((it) => it.plain);

/** Whether a phrase stands at a place. */
export const standsAt = (phrase: readonly string[], words: readonly Word[], at: number): boolean =>
  phrase.length > 0 && phrase.every((word, i) => words[at + i]?.plain === word);
