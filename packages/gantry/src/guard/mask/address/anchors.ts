// Where an address begins: a street with its number, in the order that each language has.
import { isDayOrMonth, isFunctionWord, isOrdinary, isPlainWord } from "../lexicon/ordinary.ts";
import {
  doubtfulLeading,
  doubtfulStreets,
  englishStreets,
  fusedStreet,
  leadingStreets,
  smallWords,
  surelyFused,
  trailingStreets,
} from "./street-words.ts";
import type { Piece } from "./pieces.ts";

/** Pieces of a text, and whether it was written without capitals. */
export interface Reading {
  readonly pieces: readonly Piece[];
  readonly isLower: boolean;
}

const houseNumber = /^\d{1,6}[a-z]?(?:[-/]\d{1,5}[a-z]?)?$/;

export const isHouseNumber = (piece: Piece | undefined): boolean =>
  piece?.isNumber === true && houseNumber.test(piece.lower);

const joins = (piece: Piece | undefined): boolean => piece?.gap === "space";

/** A word that may stand in the name of a street. */
const isNamePart = (piece: Piece, reading: Reading): boolean => {
  if (piece.isNumber) return /^\d{1,4}(?:st|nd|rd|th|er|e|ème)$/.test(piece.lower);
  if (smallWords.has(piece.lower)) return true;
  return reading.isLower ? !isFunctionWord(piece.lower) : piece.isCapital;
};

const isStreetBehind = (piece: Piece): boolean =>
  englishStreets.has(piece.lower) || doubtfulStreets.has(piece.lower) || trailingStreets.has(piece.lower);

/** The pieces after `from` that can make a street's name: at most `limit`, the last of them no small word. */
const nameEnd = (reading: Reading, from: number, limit: number): number => {
  let end = from;
  for (let at = from; at < from + limit; at += 1) {
    const piece = reading.pieces[at];
    if (piece === undefined || !joins(piece) || !isNamePart(piece, reading)) break;
    if (!smallWords.has(piece.lower)) end = at + 1;
  }
  return end;
};

/** "12 Main Street", "40 W 12th St", "26 Veres Pálné u. 91", "12, rue de la Paix", "24 ul. Miła 131". */
const numberFirst = (reading: Reading, at: number): number => {
  const { pieces } = reading;
  if (!isHouseNumber(pieces[at])) return -1;
  let first = at + 1;
  if (/^(?:bis|ter|quater)$/.test(pieces[first]?.lower ?? "") && joins(pieces[first])) first += 1;
  const next = pieces[first];
  if (next === undefined || (next.gap !== "space" && next.gap !== "comma") || isHouseNumber(next)) return -1;
  if (leadingStreets.has(next.lower)) {
    const end = nameEnd(reading, first + 1, 6);
    if (end > first + 1) return withNumber(reading, end);
  }
  if (next.gap !== "space") return -1;
  let end = -1;
  let isNamed = false;
  for (let index = first; index < first + 6; index += 1) {
    const piece = pieces[index];
    if (piece === undefined || !joins(piece)) break;
    if (isNamed && isStreetBehind(piece))
      end = trailingStreets.has(piece.lower) ? withNumber(reading, index + 1) : index + 1;
    else if (fusedStreet.test(piece.lower) && !isPlainWord(piece.lower)) end = withNumber(reading, index + 1);
    if (!isNamePart(piece, reading) || (reading.isLower && index > first + 1) || end > index + 1) break;
    isNamed ||= !smallWords.has(piece.lower);
  }
  return end;
};

/** With the house number that follows, if one does. */
const withNumber = ({ pieces }: Reading, end: number): number =>
  isHouseNumber(pieces[end]) && joins(pieces[end]) ? end + 1 : end;

/** "Via Roma 12", "ul. Miła 131", "Avenida Gomes Freire, 1640"; without a number only where the word leaves no doubt. */
const leadingWord = (reading: Reading, at: number): number => {
  const word = reading.pieces[at];
  if (word === undefined || !leadingStreets.has(word.lower)) return -1;
  let end = at;
  for (let index = at + 1; index < at + 7; index += 1) {
    const piece = reading.pieces[index];
    if (piece === undefined) break;
    const isOn = piece.gap === "space" || (piece.gap === "comma" && isHouseNumber(piece));
    if (!isOn) break;
    if (index > at + 1 && isHouseNumber(piece)) return index + 1;
    if (piece.gap !== "space" || !isNamePart(piece, reading)) break;
    if (!smallWords.has(piece.lower)) end = index;
  }
  const isSure =
    !doubtfulLeading.has(word.lower) && !reading.isLower && end > at && reading.pieces[end]?.isCapital === true;
  return isSure && !isOrdinary(reading.pieces[end]?.lower ?? "") ? end + 1 : -1;
};

/** "Hauptstraße 12a", "Frørupvej 65", "Neue Straße 5", "Panković street", "Baker Street". The index is of the first word. */
const streetBehind = (reading: Reading, at: number): number => {
  const { pieces } = reading;
  for (let index = at; index < at + 4; index += 1) {
    const piece = pieces[index];
    if (piece === undefined || piece.isNumber || (index > at && !joins(piece))) return -1;
    const after = pieces[index + 1];
    const isNumbered = isHouseNumber(after) && joins(after);
    if (fusedStreet.test(piece.lower) && !isPlainWord(piece.lower)) {
      if (isNumbered) return index + 2;
      if (surelyFused.test(piece.lower) && piece.isCapital && !isOrdinary(piece.lower)) return index + 1;
    }
    if (index > at) {
      if (trailingStreets.has(piece.lower) && isNumbered) return index + 2;
      const isEnglish = englishStreets.has(piece.lower) && piece.lower.length > 3 && piece.lower !== "drive";
      const named = pieces[index - 1];
      if (isEnglish && piece.isCapital && named?.isCapital === true && !isFunctionWord(named.lower))
        return isNumbered ? index + 2 : index + 1;
    }
    if (!isNamePart(piece, reading) || (!piece.isCapital && !reading.isLower)) return -1;
    if (reading.isLower && isOrdinary(piece.lower)) return -1;
  }
  return -1;
};

/** The index after the street that begins at a piece, or -1. */
export const streetAt = (reading: Reading, at: number): number => {
  const piece = reading.pieces[at];
  if (piece === undefined) return -1;
  if (piece.isNumber) return numberFirst(reading, at);
  const led = leadingWord(reading, at);
  return led > 0 ? led : streetBehind(reading, at);
};

/**
 * What has the shape of a street without a word that says so: capitals that are no ordinary words with a number behind,
 * or between two numbers ("59 Metsanurga 48", "Grote Baan 477"). The index after it, or -1.
 */
export const streetlikeAt = (reading: Reading, at: number): number => {
  const { pieces } = reading;
  const first = isHouseNumber(pieces[at]) && joins(pieces[at + 1]) ? at + 1 : at;
  let isName = false;
  for (let index = first; index < first + 6; index += 1) {
    const piece = pieces[index];
    if (piece === undefined || (index > first && piece.gap !== "space")) return isName && first > at ? index : -1;
    if (/^\d{1,4}[a-z]?$/.test(piece.lower))
      return isName && !smallWords.has(pieces[index - 1]?.lower ?? "") ? index + 1 : -1;
    if (index === first && smallWords.has(piece.lower) && !piece.isCapital) return -1;
    const isWord = smallWords.has(piece.lower) || (reading.isLower ? !isOrdinary(piece.lower) : piece.isCapital);
    if (!isWord) return -1;
    // "SiLA 2": written as products are.
    if (/\p{Ll}\p{Lu}/u.test(piece.text) && !/^(?:Mc|Mac|O')/.test(piece.text)) return -1;
    // "PO 44155", "DE89 3704": codes. "Mr. Vastre on June 4": a day.
    if (/\d/.test(piece.text) || isDayOrMonth(piece.lower)) return -1;
    isName ||=
      piece.text.length > 2 && /\p{Ll}/u.test(piece.text) && !smallWords.has(piece.lower) && !isOrdinary(piece.lower);
  }
  return -1;
};
