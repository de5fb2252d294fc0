// Many rows sealed for a blob: as `seal-rows`, but rows of the same subjects stand in Parquet where there are many of them.
// Whose key is destroyed has his rows gone here too; what tells of nobody, or of one with many rows, is kept by columns.
import { parquetReadObjects } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import { GantryError } from "@gantry/contract";
import type { Cell } from "../catalog/index.ts";
import { partsOf, piecesOf, placeOf, sealPieces } from "./seal-rows.ts";
import type { Part, Piece, SealedRow, SealedRows } from "./seal-rows.ts";
import type { Box, SubjectKey } from "./seal.ts";

const version = 4;
/** Fewer rows take less room as JSON. */
const columnsFrom = 64;
/** Rows of one piece: what is sealed and opened at a time. */
const chunk = 20_000;
const placeColumn = "place";

/** Rows as lists of cells, all of one length. Format: as `sealPieces`; a piece is a part as JSON, or the length of its subjects' JSON (4 bytes), these, and a Parquet file. */
export function sealLargeRows(box: Box, { head, rows }: SealedRows<readonly Cell[]>, about: string): Buffer {
  const pieces = partsOf(rows).flatMap((part): readonly Piece[] => {
    const { values, subjects } = part;
    if (values.length < columnsFrom) return [{ value: part, subjects }];
    const starts = Array.from({ length: Math.ceil(values.length / chunk) }, (_, index) => index * chunk);
    return starts.map((from) => ({ value: inColumns(part, from), subjects }));
  });
  return sealPieces(box, version, [{ value: head, subjects: [] }, ...pieces], about);
}

export const isLargeRows = (sealed: Uint8Array): boolean => sealed[0] === version;

/** The rows that still open, in their order. @throws GantryError as `Box.open`, for the head */
export async function openLargeRows(box: Box, sealed: Uint8Array, about: string): Promise<SealedRows<readonly Cell[]>> {
  const [first, ...others] = piecesOf(sealed, version);
  const count = others.length + 1;
  if (first === undefined) throw new GantryError("internal", "sealed rows can't be opened: they were changed");
  const head = box.open(first, placeOf(about, 0, count));
  const placed: (SealedRow<readonly Cell[]> & { readonly place: number })[] = [];
  for (const [index, piece] of others.entries()) {
    const opened = box.openIfKept(piece, placeOf(about, index + 1, count));
    if (opened === undefined) continue;
    // Sealed by `sealLargeRows`, and authenticated.
    const part = opened instanceof Uint8Array ? await ofColumns(opened) : (opened as Part);
    for (const [at, place] of part.places.entries()) {
      placed.push({ place, value: part.values[at] as readonly Cell[], subjects: part.subjects });
    }
  }
  placed.sort((a, b) => a.place - b.place);
  return { head, rows: placed.map(({ value, subjects }) => ({ value, subjects })) };
}

/** How a column's cells stand in Parquet. */
type Form = "s" | "b" | "d" | "j";
const types = { s: "STRING", b: "BOOLEAN", d: "DOUBLE", j: "STRING" } as const;

function inColumns({ places, values, subjects }: Part, from: number): Buffer {
  // Lists of cells, as `sealLargeRows` takes them.
  const rows = values.slice(from, from + chunk) as readonly (readonly Cell[])[];
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, index) => {
    const cells = rows.map((row) => row[index] ?? null);
    const form = formOf(cells);
    const data = form === "j" ? cells.map((cell) => JSON.stringify(cell)) : cells;
    return { name: `${form}${index}`, data, type: types[form], nullable: true };
  });
  const at = { name: placeColumn, data: Int32Array.from(places.slice(from, from + chunk)), type: "INT32" as const };
  // Compressed when it is sealed.
  const file = parquetWriteBuffer({ columnData: [at, ...columns], codec: "UNCOMPRESSED", statistics: false });
  const whose = Buffer.from(JSON.stringify(subjects));
  const size = Buffer.alloc(4);
  size.writeUInt32BE(whose.length);
  return Buffer.concat([size, whose, new Uint8Array(file)]);
}

function formOf(cells: readonly Cell[]): Form {
  const all = (holds: (cell: Cell) => boolean): boolean => cells.every((cell) => cell === null || holds(cell));
  // A text that is no Unicode (half of a pair) has no UTF-8.
  if (all((cell) => typeof cell === "string" && cell.isWellFormed())) return "s";
  if (all((cell) => typeof cell === "boolean")) return "b";
  return all((cell) => typeof cell === "number") ? "d" : "j";
}

async function ofColumns(bytes: Uint8Array): Promise<Part> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 4 + buffer.readUInt32BE(0);
  const subjects = JSON.parse(buffer.toString("utf8", 4, start)) as readonly SubjectKey[];
  const file = new Uint8Array(buffer.subarray(start)).buffer;
  const found = await parquetReadObjects({ file });
  const names = Object.keys(found[0] ?? {}).filter((name) => name !== placeColumn);
  const order = names.toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  const cellOf = (name: string, cell: unknown): Cell =>
    // Written by `inColumns`.
    name.startsWith("j") ? (JSON.parse(String(cell)) as Cell) : ((cell ?? null) as Cell);
  return {
    places: found.map((row) => Number(row[placeColumn])),
    values: found.map((row) => order.map((name) => cellOf(name, row[name]))),
    subjects,
  };
}
