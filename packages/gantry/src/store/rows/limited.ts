// gantry.limited_rows: rows that wait for their turn in a step that works on so many at a time, or begins so many a minute.
import type { Queryable } from "../database.ts";

export interface LimitedCounts {
  readonly waiting: number;
  /** Enqueued and not begun. */
  readonly admitted: number;
  readonly begun: number;
  /** Since the last row began, by the database's clock; null where none has. */
  readonly seconds: number | null;
}

export const limitedRows = {
  insert: async (db: Queryable, run: string, step: string, rows: readonly string[]): Promise<void> => {
    await db.query(
      "insert into gantry.limited_rows (run, step, row) select $1, $2, * from unnest($3::text[]) on conflict do nothing",
      [run, step, rows],
    );
  },

  counts: async (db: Queryable, run: string, step: string): Promise<LimitedCounts> => {
    const { rows } = await db.query<LimitedCounts>(
      `select count(*) filter (where state = 'waiting')::int as waiting,
         count(*) filter (where state = 'admitted')::int as admitted,
         count(*) filter (where state = 'begun')::int as begun,
         extract(epoch from clock_timestamp() - max(begun_at))::float8 as seconds
       from gantry.limited_rows where run = $1 and step = $2`,
      [run, step],
    );
    return rows[0] ?? { waiting: 0, admitted: 0, begun: 0, seconds: null };
  },

  /** The next ones, from now on admitted. */
  admit: async (db: Queryable, run: string, step: string, count: number): Promise<readonly string[]> => {
    const { rows } = await db.query<{ row: string }>(
      `update gantry.limited_rows set state = 'admitted' where run = $1 and step = $2 and row in (
         select row from gantry.limited_rows where run = $1 and step = $2 and state = 'waiting' order by position limit $3)
       returning row`,
      [run, step, count],
    );
    return rows.map(({ row }) => row);
  },

  /** False where it had begun before. */
  begin: async (db: Queryable, run: string, step: string, row: string): Promise<boolean> => {
    const { rowCount } = await db.query(
      `update gantry.limited_rows set state = 'begun', begun_at = clock_timestamp()
       where run = $1 and step = $2 and row = $3 and state = 'admitted'`,
      [run, step, row],
    );
    return rowCount === 1;
  },

  end: async (db: Queryable, run: string, step: string, row: string): Promise<void> => {
    await db.query("update gantry.limited_rows set state = 'ended' where run = $1 and step = $2 and row = $3", [
      run,
      step,
      row,
    ]);
  },
};
