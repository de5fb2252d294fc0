// Many rows sealed as one value, each under the keys of those it tells of: what is destroyed is left out, the rest opens.
import { GantryError } from "@gantry/contract";
import type { Box, SubjectKey } from "./seal.ts";

export interface SealedRow<T> {
  readonly value: T;
  readonly subjects: readonly SubjectKey[];
}

export interface SealedRows<T> {
  /** What is true of all rows; tells of nobody. */
  readonly head: unknown;
  readonly rows: readonly SealedRow<T>[];
}

/** Rows of the same subjects, with their places. */
export interface Part {
  readonly places: number[];
  readonly values: unknown[];
  readonly subjects: readonly SubjectKey[];
}

const version = 3;

/** Rows of the same subjects together. */
export function partsOf(rows: readonly SealedRow<unknown>[]): readonly Part[] {
  const parts = new Map<string, Part>();
  for (const [place, { value, subjects }] of rows.entries()) {
    const name = JSON.stringify([...subjects].sort());
    const part = parts.get(name) ?? { places: [], values: [], subjects };
    parts.set(name, part);
    part.places.push(place);
    part.values.push(value);
  }
  return [...parts.values()];
}

/** Something to be sealed for itself, under the keys of whom it tells of. */
export interface Piece {
  readonly value: unknown;
  readonly subjects: readonly SubjectKey[];
}

/** Format: version, number of pieces (4 bytes), and each piece behind its length (4 bytes). Each is sealed with its number and theirs, so none can be taken out or moved. */
export function sealPieces(box: Box, form: number, pieces: readonly Piece[], about: string): Buffer {
  const sealed = pieces.flatMap(({ value, subjects }, index) => {
    const bytes = box.seal(value, placeOf(about, index, pieces.length), subjects);
    return [length(bytes.length), bytes];
  });
  return Buffer.concat([Buffer.from([form]), length(pieces.length), ...sealed]);
}

export const placeOf = (about: string, index: number, count: number): string => `${about}#${index + 1}/${count}`;

/** The head first, then a part for each set of subjects. */
export function sealRows(box: Box, { head, rows }: SealedRows<unknown>, about: string): Buffer {
  const parts = partsOf(rows).map((part) => ({ value: part, subjects: part.subjects }));
  return sealPieces(box, version, [{ value: head, subjects: [] }, ...parts], about);
}

/** The rows that still open, in their order. @throws GantryError as `Box.open`, for the head. */
export function openRows<T>(box: Box, sealed: Uint8Array, about: string): SealedRows<T> {
  const pieces = piecesOf(sealed, version);
  const [first, ...others] = pieces;
  if (first === undefined) throw new GantryError("internal", "sealed rows can't be opened: they were changed");
  const head = box.open(first, placeOf(about, 0, pieces.length));
  const placed: (SealedRow<T> & { readonly place: number })[] = [];
  for (const [index, piece] of others.entries()) {
    // Sealed by `sealRows`, and authenticated.
    const part = box.openIfKept(piece, placeOf(about, index + 1, pieces.length)) as Part | undefined;
    for (const [at, place] of part?.places.entries() ?? []) {
      placed.push({ place, value: part?.values[at] as T, subjects: part?.subjects ?? [] });
    }
  }
  placed.sort((a, b) => a.place - b.place);
  return { head, rows: placed.map(({ value, subjects }) => ({ value, subjects })) };
}

/** The sealed parts, the head first. */
export function piecesOf(sealed: Uint8Array, form = version): readonly Uint8Array[] {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const pieces: Uint8Array[] = [];
  let at = 5;
  while (at + 4 <= bytes.length) {
    const end = at + 4 + bytes.readUInt32BE(at);
    pieces.push(bytes.subarray(at + 4, end));
    at = end;
  }
  if (bytes[0] === form && at === bytes.length && pieces.length === bytes.readUInt32BE(1)) return pieces;
  throw new GantryError("internal", "sealed rows can't be opened: they were changed");
}

function length(count: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(count);
  return bytes;
}
