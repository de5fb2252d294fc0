// Tokens back into values: in one pass, never twice, and in a stream without ever showing half a token.
import { longestToken, tokenPattern } from "./token.ts";

/** Gives the value of a token, or undefined for one that was not issued here: it then stays as it stands. */
export type Resolve = (token: string) => string | undefined;

/** Restores every token that `resolve` knows. A restored value is not looked at again, so it may look like a token. */
export const restoreText = (text: string, resolve: Resolve): string =>
  text.replaceAll(tokenPattern, (token) => resolve(token) ?? token);

/** Token-like texts in the order they stand. */
export const tokensIn = (text: string): readonly string[] =>
  text.includes("_") ? Array.from(text.matchAll(tokenPattern), (match) => match[0]) : [];

export interface Restorer {
  /** Takes a piece of the stream; gives what can be shown of it. */
  push(chunk: string): string;
  /** The stream is over: gives the rest. */
  end(): string;
}

const wordTail = /[A-Za-z0-9_]*$/;

/**
 * Restores tokens in a stream cut at any place. Holds back the word at the end of what came so far, as it may be the
 * beginning of a token; a word longer than any token is let go.
 */
export const createRestorer = (resolve: Resolve): Restorer => {
  let held = "";
  // Stands for what was shown before `held`: a token must not stand directly behind a letter, digit or `_`.
  let before: "a" | " " = " ";
  const take = (text: string): string => {
    const shown = restoreText(before + text, resolve).slice(1);
    if (text !== "") before = wordTail.exec(text.slice(-1))?.[0] === "" ? " " : "a";
    return shown;
  };
  return {
    push(chunk) {
      const text = held + chunk;
      const tail = wordTail.exec(text.slice(-2 * longestToken))?.[0] ?? "";
      // A tail that fills the window is no token: its beginning lies too far back.
      const cut = tail.length >= 2 * longestToken ? text.length : text.length - tail.length;
      held = text.slice(cut);
      return take(text.slice(0, cut));
    },
    end() {
      const rest = take(held);
      held = "";
      return rest;
    },
  };
};
