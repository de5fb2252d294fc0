// Texts that hold tokens already: tokens are handled one way, what stands between them another.
import { tokenPattern } from "../vault/token.ts";

const endsInWord = /[A-Z0-9_]$/;
const startsInWord = /^[A-Za-z0-9_]/;

/**
 * Walks a text: `onToken` gives what stands for a token-like text, or undefined to leave it to `onText`, which gets the
 * stretches between. Where two pieces would run into one word that the text did not have, a space keeps them apart.
 */
export const walkTokens = (
  text: string,
  onToken: (token: string) => string | undefined,
  onText: (text: string) => string,
): string => {
  const pieces: { readonly shown: string; readonly isToken: boolean }[] = [];
  let at = 0;
  const between = (end: number): void => {
    if (end > at) pieces.push({ shown: onText(text.slice(at, end)), isToken: false });
  };
  for (const match of text.includes("_") ? text.matchAll(tokenPattern) : []) {
    const shown = onToken(match[0]);
    if (shown === undefined) continue;
    between(match.index);
    pieces.push({ shown, isToken: true });
    at = match.index + match[0].length;
  }
  between(text.length);
  let walked = "";
  for (const { shown, isToken } of pieces) {
    const collides =
      walked !== "" && endsInWord.test(walked) && startsInWord.test(shown) && (isToken || /^[A-Z]/.test(shown));
    walked += collides ? ` ${shown}` : shown;
  }
  return walked;
};
