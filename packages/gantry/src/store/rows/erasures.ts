// gantry.erasures: an erasure from the moment it was asked for, so that a process that dies in the middle loses none.
import type { Queryable } from "../database.ts";

export interface ErasureRow {
  readonly id: string;
  /** Keyed hash of the subject. */
  readonly subject: string;
  readonly requestedBy: string;
  readonly begunAt: Date;
  readonly doneAt: Date | null;
  /** What is needed to finish it; null when it is done. */
  readonly sealed: Uint8Array | null;
  /** Keys of runs that are to be destroyed. */
  readonly keys: readonly string[];
  readonly receipt: unknown;
}

const columns = `id, subject, requested_by as "requestedBy", begun_at as "begunAt", done_at as "doneAt", sealed, keys, receipt`;

export const erasureRows = {
  /** Begins one, unless one of the same subject is under way; gives the one that stands. */
  begin: async (
    db: Queryable,
    erasure: Pick<ErasureRow, "id" | "subject" | "requestedBy" | "begunAt" | "sealed">,
  ): Promise<ErasureRow | undefined> => {
    await db.query(
      `insert into gantry.erasures (id, subject, requested_by, begun_at, sealed) values ($1, $2, $3, $4, $5)
       on conflict do nothing`,
      [erasure.id, erasure.subject, erasure.requestedBy, erasure.begunAt, erasure.sealed],
    );
    const { rows } = await db.query<ErasureRow>(
      `select ${columns} from gantry.erasures where subject = $1 and done_at is null`,
      [erasure.subject],
    );
    return rows[0];
  },

  listOpen: async (db: Queryable): Promise<readonly ErasureRow[]> => {
    const { rows } = await db.query<ErasureRow>(
      `select ${columns} from gantry.erasures where done_at is null order by begun_at`,
    );
    return rows;
  },

  /** What is to be finished may change as it goes on. */
  update: async (db: Queryable, id: string, sealed: Uint8Array): Promise<void> => {
    await db.query("update gantry.erasures set sealed = $2 where id = $1", [id, sealed]);
  },

  /** Notes a key that is to be destroyed, in the transaction that made it needless. */
  addKey: async (db: Queryable, id: string, key: string): Promise<void> => {
    await db.query("update gantry.erasures set keys = array_append(keys, $2) where id = $1 and not $2 = any(keys)", [
      id,
      key,
    ]);
  },

  keys: async (db: Queryable, id: string): Promise<readonly string[]> => {
    const { rows } = await db.query<{ keys: string[] }>("select keys from gantry.erasures where id = $1", [id]);
    return rows[0]?.keys ?? [];
  },

  finish: async (db: Queryable, id: string, at: Date, receipt: unknown): Promise<void> => {
    await db.query("update gantry.erasures set done_at = $2, receipt = $3, sealed = null where id = $1", [
      id,
      at,
      JSON.stringify(receipt),
    ]);
  },
};
