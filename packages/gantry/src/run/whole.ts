// A step's rows as they are kept: small results in the table, large ones as a blob that the table names.
import { randomBytes } from "node:crypto";
import { GantryError } from "@gantry/contract";
import type { Cell, Relation, Row } from "../catalog/index.ts";
import { isLargeRows, openLargeRows, openRows, sealLargeRows, sealRows } from "../store/index.ts";
import type { BlobStore, Box, ResultRow } from "../store/index.ts";
import type { Work } from "./house.ts";
import type { PinnedRun } from "./pinned.ts";
import { resultPlace } from "./result.ts";
import type { Subjects } from "./subjects.ts";

/** Bytes from which on a sealed result goes into a blob. */
export const usualLargeFrom = 1024 * 1024;

/** As it goes into the table. A blob is written before it is named there: one that comes to nothing is swept up. */
export async function sealWhole({ house, run, job }: Work, relation: Relation): Promise<ResultRow> {
  const content = contentOf(relation, house.subjects);
  const place = resultPlace(job.step, "");
  const sealed = sealRows(run.box, content, place);
  const { blobs, largeFrom = usualLargeFrom } = house;
  if (!blobs || sealed.length <= largeFrom) return { row: "", position: 0, sealed };
  const blob = newBlob(run.id);
  await blobs.put(blob, sealLargeRows(run.box, content, place));
  return { row: "", position: 0, sealed: new Uint8Array(), blob };
}

/** The rows of a step, but for those that were erased. */
export async function openWhole(
  { box }: Pick<PinnedRun, "box">,
  kept: Pick<ResultRow, "sealed" | "blob">,
  step: string,
  { subjects, blobs }: { readonly subjects: Subjects; readonly blobs: BlobStore | undefined },
): Promise<Relation> {
  const opened = await openSealedRows(box, await bytesOf(kept, blobs), resultPlace(step, ""));
  // Sealed by `sealWhole`, and authenticated.
  const columns = opened.head as Relation["columns"];
  const rows = opened.rows.map(({ value, subjects: own }) => {
    const row: Row = Object.fromEntries(columns.map(({ name }, index) => [name, value[index] ?? null]));
    subjects.note(row, own);
    return row;
  });
  return { columns, rows };
}

/** Rows sealed together, in whichever form. */
export const openSealedRows = async (box: Box, sealed: Uint8Array, place: string): ReturnType<typeof openLargeRows> =>
  isLargeRows(sealed) ? openLargeRows(box, sealed, place) : openRows<readonly Cell[]>(box, sealed, place);

/** @throws GantryError `source-refused` where the blob is not there: it was lost, or this process looks elsewhere */
export async function bytesOf(
  { sealed, blob }: Pick<ResultRow, "sealed" | "blob">,
  blobs: BlobStore | undefined,
): Promise<Uint8Array> {
  if (blob === undefined || blob === null) return sealed;
  const found = await blobs?.get(blob);
  if (found) return found;
  throw new GantryError("source-refused", "a large result is not where it was kept", {
    remedy: "let GANTRY_BLOBS name the folder or bucket that it was when the run began, and restore it from its backup",
  });
}

export const newBlob = (run: string): string => `${run}/${randomBytes(16).toString("base64url")}`;

const contentOf = ({ columns, rows }: Relation, subjects: Subjects) => ({
  head: columns,
  rows: rows.map((row) => ({
    value: columns.map(({ name }): Cell => row[name] ?? null),
    subjects: subjects.of(row),
  })),
});
