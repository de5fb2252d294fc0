// Blobs that nothing refers to any more: of runs that are gone, and those that were written for nothing.
import type { Queryable } from "../database.ts";
import type { BlobStore } from "./blob-store.ts";

const batch = 500;
/** What was just written may be referred to in a moment. */
const graceMilliseconds = 3_600_000;

/** Deletes them. Gives how many. */
export async function sweepBlobs(db: Queryable, blobs: BlobStore, now: Date): Promise<number> {
  let [gone, pending] = [0, [] as { name: string; at: Date }[]];
  const look = async (): Promise<void> => {
    const { rows } = await db.query<{ name: string; used: boolean; live: boolean }>(
      `select given.name, exists (select from gantry.step_results where blob = given.name) as used,
         exists (select from gantry.runs where id = split_part(given.name, '/', 1)) as live
       from unnest($1::text[]) as given (name)`,
      [pending.map((it) => it.name)],
    );
    for (const { name, used, live } of rows) {
      const at = pending.find((it) => it.name === name)?.at ?? now;
      if (used || (live && now.getTime() - at.getTime() < graceMilliseconds)) continue;
      await blobs.delete(name);
      gone += 1;
    }
    pending = [];
  };
  for await (const blob of blobs.list()) {
    pending.push(blob);
    if (pending.length >= batch) await look();
  }
  if (pending.length > 0) await look();
  return gone;
}
