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
interface Part {
  readonly places: number[];
  readonly values: unknown[];
  readonly subjects: readonly SubjectKey[];
}

const version = 3;

/** Format: version, number of parts (4 bytes), and each part behind its length (4 bytes); the first is the head. Each part is sealed with its number and theirs, so none can be taken out or moved. */
export function sealRows(box: Box, { head, rows }: SealedRows<unknown>, about: string): Buffer {
  const parts = new Map<string, Part>();
  for (const [place, { value, subjects }] of rows.entries()) {
    const name = JSON.stringify([...subjects].sort());
    const part = parts.get(name) ?? { places: [], values: [], subjects };
    parts.set(name, part);
    part.places.push(place);
    part.values.push(value);
  }
  const count = parts.size + 1;
  const pieces: Buffer[] = [Buffer.from([version]), length(count)];
  const add = (value: unknown, subjects: readonly SubjectKey[]): void => {
    const sealed = box.seal(value, `${about}#${pieces.length / 2}/${count}`, subjects);
    pieces.push(length(sealed.length), sealed);
  };
  add(head, []);
  for (const part of parts.values()) add(part, part.subjects);
  return Buffer.concat(pieces);
}

/** The rows that still open, in their order. @throws GantryError as `Box.open`, for the head. */
export function openRows<T>(box: Box, sealed: Uint8Array, about: string): SealedRows<T> {
  const pieces = piecesOf(sealed);
  const [first, ...others] = pieces;
  if (first === undefined) throw new GantryError("internal", "sealed rows can't be opened: they were changed");
  const head = box.open(first, `${about}#1/${pieces.length}`);
  const placed: (SealedRow<T> & { readonly place: number })[] = [];
  for (const [index, piece] of others.entries()) {
    // Sealed by `sealRows`, and authenticated.
    const part = box.openIfKept(piece, `${about}#${index + 2}/${pieces.length}`) as Part | undefined;
    for (const [at, place] of part?.places.entries() ?? []) {
      placed.push({ place, value: part?.values[at] as T, subjects: part?.subjects ?? [] });
    }
  }
  placed.sort((a, b) => a.place - b.place);
  return { head, rows: placed.map(({ value, subjects }) => ({ value, subjects })) };
}

/** The sealed parts, the head first. */
export function piecesOf(sealed: Uint8Array): readonly Uint8Array[] {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const pieces: Uint8Array[] = [];
  let at = 5;
  while (at + 4 <= bytes.length) {
    const end = at + 4 + bytes.readUInt32BE(at);
    pieces.push(bytes.subarray(at + 4, end));
    at = end;
  }
  if (bytes[0] === version && at === bytes.length && pieces.length === bytes.readUInt32BE(1)) return pieces;
  throw new GantryError("internal", "sealed rows can't be opened: they were changed");
}

function length(count: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(count);
  return bytes;
}
