// gantry.executors: which server processes live. Judged by the database's clock, so that theirs may differ.
import type { Queryable } from "../database.ts";

export const executorRows = {
  beat: async (db: Queryable, id: string): Promise<void> => {
    await db.query(
      `insert into gantry.executors (id, seen) values ($1, clock_timestamp())
       on conflict (id) do update set seen = excluded.seen`,
      [id],
    );
  },

  leave: async (db: Queryable, id: string): Promise<void> => {
    await db.query("delete from gantry.executors where id = $1", [id]);
  },

  /** Of these executors, those that have not been seen for as long. */
  listDead: async (db: Queryable, ids: readonly string[], leaseMilliseconds: number): Promise<readonly string[]> => {
    const { rows } = await db.query<{ id: string }>(
      `select given.id from unnest($1::text[]) as given (id) where not exists (
         select 1 from gantry.executors e
         where e.id = given.id and e.seen > clock_timestamp() - make_interval(secs => $2::double precision / 1000))`,
      [ids, leaseMilliseconds],
    );
    return rows.map((row) => row.id);
  },
};
