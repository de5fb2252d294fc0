// gantry.executors: which server processes live. Judged by the database's clock, so that theirs may differ.
import type { Queryable } from "../database.ts";

export const executorRows = {
  /** @param process where to find it: `host/pid` */
  join: async (db: Queryable, id: string, process: string): Promise<void> => {
    await db.query("insert into gantry.executors (id, process, seen) values ($1, $2, clock_timestamp())", [
      id,
      process,
    ]);
  },

  /** A sign of life; false where peers have buried it meanwhile. */
  beat: async (db: Queryable, id: string): Promise<boolean> => {
    const { rowCount } = await db.query("update gantry.executors set seen = clock_timestamp() where id = $1", [id]);
    return rowCount === 1;
  },

  leave: async (db: Queryable, id: string): Promise<void> => {
    await db.query("delete from gantry.executors where id = $1", [id]);
  },

  /**
   * Strikes out all who have not been seen for as long, so that none of them comes back under its name; gives those of
   * these executors that are not there (any more).
   */
  bury: async (db: Queryable, ids: readonly string[], leaseMilliseconds: number): Promise<readonly string[]> => {
    await db.query(
      // From the future: the database's clock was set back since. Who lives says so again within a moment.
      "delete from gantry.executors where abs(extract(epoch from clock_timestamp() - seen)) * 1000 > $1::double precision",
      [leaseMilliseconds],
    );
    if (ids.length === 0) return [];
    const { rows } = await db.query<{ id: string }>(
      `select given.id from unnest($1::text[]) as given (id)
       where not exists (select 1 from gantry.executors e where e.id = given.id)`,
      [ids],
    );
    return rows.map((row) => row.id);
  },

  /** How many have been seen within so many milliseconds. */
  countLiving: async (db: Queryable, milliseconds: number): Promise<number> => {
    const { rows } = await db.query<{ count: string }>(
      `select count(*) from gantry.executors
       where seen > clock_timestamp() - make_interval(secs => $1::double precision / 1000)`,
      [milliseconds],
    );
    return Number(rows[0]?.count ?? 0);
  },
};
