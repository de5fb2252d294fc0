// Postal addresses: from a street, a unit, a post box or a postal code onwards, over commas and lines, for as long as it goes on.
import type { Hit } from "../hit.ts";
import { isFunctionWord, isOrdinary } from "../lexicon/ordinary.ts";
import { placeAt } from "../lexicon/places.ts";
import { isHouseNumber, streetAt, streetlikeAt } from "./anchors.ts";
import type { Reading } from "./anchors.ts";
import { piecesIn } from "./pieces.ts";
import type { Piece } from "./pieces.ts";
import { firstBehind } from "../words.ts";
import { smallWords, states, units } from "./street-words.ts";
import { matchesOf } from "../matches.ts";

const postal =
  /^(?:\d{4,6}(?:-\d{3,4})?|[a-z]{1,2}\d[a-z\d]?|\d[a-z]{2}|[a-z]\d[a-z]|\d[a-z]\d|(?:d|f|a|ch|b|l|nl)-\d{4,5})$/;
const isPostal = (piece: Piece): boolean => postal.test(piece.lower) && /\d/.test(piece.lower);
/** "NW1 6XE", "K1A 0B1": a postal code in two halves. */
const isPostalPair = (piece: Piece, next: Piece | undefined): boolean =>
  next?.gap === "space" &&
  /^(?:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]\d[A-Z] \d[A-Z]\d)$/i.test(`${piece.text} ${next.text}`);

const isState = (piece: Piece, reading: Reading, next: Piece | undefined): boolean =>
  states.has(piece.lower) &&
  (piece.text === piece.text.toUpperCase() || (reading.isLower && next !== undefined && isPostal(next)));

/** The index after a unit ("Apt. 502", "Suite 213", "3rd floor"), or -1. */
const unitAt = ({ pieces }: Reading, at: number): number => {
  const [piece, next] = [pieces[at], pieces[at + 1]];
  if (piece === undefined || next === undefined || next.gap === "break") return -1;
  if (piece.text === "#") return at + 2;
  if (units.has(piece.lower) && next.gap !== "line" && /^(?:\p{L}?\d{1,5}\p{L}?|[a-z])$/u.test(next.lower))
    return at + 2;
  if (/^\d{1,2}(?:st|nd|rd|th|er|ème|e)$/.test(piece.lower) && /^(?:floor|étage|etage)$/.test(next.lower))
    return at + 2;
  return -1;
};

/** How many pieces from one on name a place known here, on one line. */
const placeIn = ({ pieces }: Reading, at: number): number =>
  placeAt((index) => (index === at || pieces[index]?.gap === "space" ? pieces[index]?.lower : undefined), at);

/** The index after a place: known here, or up to four words with a capital that are no ordinary ones. -1 where there is none. */
const townAt = (reading: Reading, at: number): number => {
  const { pieces } = reading;
  const known = placeIn(reading, at);
  if (known > 0) return at + known;
  let end = -1;
  for (let index = at; index < at + 4; index += 1) {
    const piece = pieces[index];
    if (piece === undefined || piece.isNumber || (index > at && piece.gap !== "space")) break;
    if (index > at && placeIn(reading, index) > 0) break;
    const isSmall = index > at && smallWords.has(piece.lower);
    if (isSmall) continue;
    const isName = (piece.isCapital || reading.isLower) && !isFunctionWord(piece.lower) && !isOrdinary(piece.lower);
    if (!isName) {
      // "Horní Slavkov please": an ordinary word in the middle of a line ends the name; in lower case it then is none.
      if (reading.isLower && end !== -1) return -1;
      break;
    }
    end = index + 1;
  }
  return end;
};

/** Carries an address on from `end` as far as it goes. */
const extend = (reading: Reading, from: number): number => {
  const { pieces } = reading;
  let end = from;
  for (let turn = 0; turn < 12; turn += 1) {
    const [piece, next] = [pieces[end], pieces[end + 1]];
    if (piece === undefined || piece.gap === "break") break;
    const isApart = piece.gap === "comma" || piece.gap === "line";
    const last = pieces[end - 1];
    const unit = unitAt(reading, end);
    if (unit > 0) {
      end = unit;
      continue;
    }
    if (isPostalPair(piece, next)) {
      end += 2;
      continue;
    }
    if (isPostal(piece) && piece.isNumber) {
      end += 1;
      continue;
    }
    const isCode =
      /^[a-z]{2,3}$/.test(piece.lower) && isApart && next?.isNumber === true && isPostal(next) && next.gap !== "comma";
    if (isCode) {
      end += 2;
      continue;
    }
    if (isState(piece, reading, next) && (isApart || (next !== undefined && isPostal(next)) || piece.gap === "space")) {
      end += 1;
      continue;
    }
    const street = isApart || piece.isCapital ? streetAt(reading, end) : -1;
    if (street > 0) {
      end = street;
      continue;
    }
    const afterNumber = piece.gap === "space" && (last?.isNumber === true || isState(last ?? piece, reading, piece));
    const isPlace = piece.gap === "space" && placeIn(reading, end) > 0;
    const town = isApart || afterNumber || isPlace ? townAt(reading, end) : -1;
    if (town > 0) {
      // "Praha 1", "Karlovy Vary 17, Japan"
      const [district, past] = [pieces[town], pieces[town + 1]];
      const isDistrict = district?.gap === "space" && /^\d{1,2}$/.test(district.text) && past?.gap !== "space";
      end = isDistrict ? town + 1 : town;
      continue;
    }
    // "12345 Musterstadt": behind a postal code even an ordinary word is the town.
    const isBehindCode = piece.gap === "space" && last?.isNumber === true && /^\d{5}$/.test(last.text);
    if (isBehindCode && piece.isCapital && !piece.isNumber && end - from > 0 && !isFunctionWord(piece.lower)) {
      end += 1;
      continue;
    }
    break;
  }
  return end;
};

/** "P.O. Box 12", "Postfach 1234", "BP 45", "PSC 3, Box 12", ships and bases of the armed forces. */
const boxes =
  /(?<![\p{L}\d])(?:[Pp]\.? ?[Oo]\.? ?[Bb]ox|[Pp]ostfach|[Pp]ostbus|[Aa]partado|[Cc]asella [Pp]ostale|BP|CP|[Bb]oîte postale|PSC|CMR)[ \t]{1,3}\d{1,6}(?:,? [Bb]ox \d{1,6})?|(?<![\p{L}\d])(?:USS|USNS|USNV|USCGC|Unit)[ \t][\p{L}\d]{1,20}(?:,? [Bb]ox \d{1,6})?(?=\s{0,3},?\s{0,3}(?:FPO|APO|DPO|fpo|apo|dpo))|(?<![\p{L}\d])(?:FPO|APO|DPO),? (?:AE|AP|AA) \d{5}/giu;

/** Postal codes that say themselves what they are: "NW1 6XE", "12345-6789", "WY 82001", "D-10115 Berlin". */
const codes =
  /(?<![\p{L}\d])(?:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{5}-\d{4}|[A-Z]{2},? \d{5}|(?:D|F|A|CH|B|L|NL)-\d{4,5})(?![\p{L}\d])/gu;

/** Whether the piece before (on the same line) is a place that a postal code or state follows: "Cheyenne, WY 82001". */
const townBefore = ({ pieces }: Reading, at: number): number => {
  let first = at;
  if (isHouseNumber(pieces[at - 1]) && pieces[at]?.gap === "space") return at - 1;
  while (at - first < 3) {
    const before = pieces[first - 1];
    const here = pieces[first];
    if (before === undefined || here === undefined || before.isNumber || !before.isCapital) break;
    const isOn =
      first === at ? here.gap === "comma" || here.gap === "space" || here.gap === "line" : here.gap === "space";
    if (!isOn || isOrdinary(before.lower)) break;
    first -= 1;
  }
  return first;
};

const hitOver = (pieces: readonly Piece[], from: number, to: number): Hit | null => {
  const [first, last] = [pieces[from], pieces[to - 1]];
  return first === undefined || last === undefined
    ? null
    : { start: first.start, end: last.end, label: "person.address", rank: 1 };
};

/** Whether what an address was carried on over makes it one: a unit, a postal code, a state, a place known here. */
const isBacked = (reading: Reading, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) {
    const piece = reading.pieces[at];
    if (piece === undefined) return false;
    if (
      unitAt(reading, at) > 0 ||
      (piece.isNumber && isPostal(piece)) ||
      isState(piece, reading, reading.pieces[at + 1])
    ) {
      return true;
    }
    if (placeIn(reading, at) > 0) return true;
  }
  return false;
};

/** Addresses; texts without a digit and without a street have none. In a text without capitals, any word may be a name.
 * `isGenerous` also takes what only has the shape of a street, unless a word of it is one of the `ordinary`. */
export const findAddresses = (
  text: string,
  isGenerous: boolean = false,
  ordinary: ReadonlySet<string> = new Set(),
): readonly Hit[] => {
  const hits: Hit[] = [];
  const pieces = piecesIn(text);
  const reading: Reading = { pieces, isLower: !pieces.some((piece) => piece.isCapital) };
  const add = (hit: Hit | null): void => {
    if (hit !== null) hits.push(hit);
  };
  const hasDigit = /\d/.test(text);
  for (let at = 0; at < pieces.length; at += 1) {
    const street = streetAt(reading, at);
    const unit = street > 0 || !hasDigit ? -1 : unitAt(reading, at);
    if (street < 0 && unit < 0) {
      const like = hasDigit ? streetlikeAt(reading, at) : -1;
      if (like < 0) continue;
      const end = extend(reading, like);
      const isShaped = isGenerous && !pieces.slice(at, like).some((piece) => ordinary.has(piece.lower));
      if (!isShaped && !isBacked(reading, like, end)) continue;
      add(hitOver(pieces, at, end));
      at = Math.max(at, end - 1);
      continue;
    }
    const isWorth = street > 0 || /^(?:suite|apt|apartment|appt|ste)$/.test(pieces[at]?.lower ?? "");
    if (!isWorth) continue;
    let first = at;
    // A house number before a street that has its own behind: "26 Veres Pálné u. 91", "09 99 Park Avenue".
    const before = pieces[at - 1];
    if (isHouseNumber(before) && pieces[at]?.gap === "space") first -= 1;
    const end = extend(reading, street > 0 ? street : unit);
    add(hitOver(pieces, first, end));
    at = Math.max(at, end - 1);
  }
  if (!hasDigit) return hits;
  for (const found of [...matchesOf(text, boxes), ...matchesOf(text, codes)]) {
    const code = /^([A-Z]{2}),? \d{5}$/.exec(found[0])?.[1];
    // "WY 82001" is one, "PO 44155" is an order.
    if (code !== undefined && !states.has(code.toLowerCase())) continue;
    const first = firstBehind(pieces, found.index);
    const past = firstBehind(pieces, found.index + found[0].length);
    add(hitOver(pieces, townBefore(reading, first), extend(reading, past)));
  }
  // 10115 Berlin, 75002 Paris: at the start of a line, after a comma, or with a place known here.
  for (const [at, piece] of pieces.entries()) {
    if (!piece.isNumber || !/^\d{4,6}$/.test(piece.text)) continue;
    const next = pieces[at + 1];
    if (next?.gap !== "space" || !(next.isCapital || reading.isLower)) continue;
    const isLed = piece.text.length === 5 && (at === 0 || piece.gap === "comma" || piece.gap === "line");
    const isTown = placeIn(reading, at + 1) > 0 || (isLed && !reading.isLower && townAt(reading, at + 1) > 0);
    if (isTown) add(hitOver(pieces, at, extend(reading, at + 1)));
  }
  return hits;
};
