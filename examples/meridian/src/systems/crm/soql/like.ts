// LIKE: `%` any text, `_` any one character. Backtracks to the last `%` only, so that it stays linear in practice.
import { type PatternPart, anyCharacter, anyText } from "./literals.ts";

/** Does the text, in lower case, match the pattern as a whole? */
export function isLike(text: string, pattern: readonly PatternPart[]): boolean {
  const characters = Array.from(text);
  let at = 0;
  let part = 0;
  let star = -1;
  let resume = 0;
  while (at < characters.length) {
    const wanted = pattern[part];
    if (wanted === anyText) {
      star = part++;
      resume = at;
    } else if (wanted === anyCharacter || (wanted !== undefined && wanted === characters[at])) {
      part++;
      at++;
    } else if (star >= 0) {
      part = star + 1;
      at = ++resume;
    } else return false;
  }
  while (pattern[part] === anyText) part++;
  return part === pattern.length;
}
