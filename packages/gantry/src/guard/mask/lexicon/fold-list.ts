// Word lists as sets: each word also as people type it without its accents.

/** Without marks, ß as ss, œ as oe. */
export const withoutMarks = (word: string): string =>
  word.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("ß", "ss").replaceAll("œ", "oe").normalize("NFC");

/** The words of space-separated lists, as they are and without marks. */
export const wordSet = (...lists: readonly string[]): ReadonlySet<string> =>
  new Set(lists.flatMap((list) => list.trim().split(/\s+/)).flatMap((word) => [word, withoutMarks(word)]));
