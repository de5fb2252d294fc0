// A text as words.

const apostrophe = /[’‘`]/g;

/** Words in lower case, and what parts clauses; French elisions part from their word (`n'est` → `n'`, `est`). */
export const wordsOf = (text: string): readonly string[] =>
  text
    .normalize("NFC")
    .toLowerCase()
    .replace(apostrophe, "'")
    .match(/\b(?:[dlnjmtsc]|qu)'|[\p{L}\p{N}]+(?:'[\p{L}]+)*|[,;:]/gu) ?? [];
