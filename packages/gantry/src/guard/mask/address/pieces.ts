// A text as an address is read: words and numbers, and what stands between them.
import { matchesOf } from "../matches.ts";

export type Gap = "space" | "comma" | "line" | "none" | "break";

export interface Piece {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  /** What stands before it; `break` for whatever an address does not go on over. */
  readonly gap: Gap;
  readonly isNumber: boolean;
  readonly isCapital: boolean;
}

const pattern =
  /[\p{L}\p{M}][\p{L}\p{M}\p{N}'’-]{0,60}|\p{N}[\p{N}\p{L}]{0,20}(?:[-/]\p{N}[\p{N}\p{L}]{0,8}){0,2}|#(?=\s?\p{N})/gu;

/** A full stop behind these ends no sentence: short words are mostly abbreviations, as is "Hauptstr.". */
const isShort = (piece: Piece | undefined): boolean =>
  piece !== undefined && !piece.isNumber && (piece.text.length <= 5 || piece.lower.endsWith("str"));

const gapOf = (between: string, before: Piece | undefined): Gap => {
  if (between === " ") return "space";
  if (between === "") return "none";
  if (between.includes("\n"))
    return /^\.?[\s,;>?*•|]*$/u.test(between) && !/\n\s*\n\s*\n/.test(between) ? "line" : "break";
  if (/^[ \t\u00a0]{1,4}$/.test(between)) return "space";
  if (/^\.?[ \t]{0,2},[ \t]{0,3}$/.test(between)) return "comma";
  if (/^\.[ \t]{0,3}$/.test(between)) return isShort(before) ? "space" : "break";
  return "break";
};

/** Splits a text; linear in its length. */
export const piecesIn = (text: string): readonly Piece[] => {
  const pieces: Piece[] = [];
  let last = 0;
  for (const match of matchesOf(text, pattern)) {
    const [found] = match;
    const first = found.charCodeAt(0);
    pieces.push({
      text: found,
      lower: found.toLowerCase().normalize("NFC"),
      start: match.index,
      end: match.index + found.length,
      // "DOB: …": a field of its own begins.
      gap: text[match.index + found.length] === ":" ? "break" : gapOf(text.slice(last, match.index), pieces.at(-1)),
      isNumber: first < 58 && first > 47,
      isCapital: first < 128 ? first > 64 && first < 91 : /^\p{Lu}/u.test(found),
    });
    last = match.index + found.length;
  }
  return pieces;
};
