// gantry.row_batches: rows of a step that go to a model together, by the row whose job carries them.
import type { Queryable } from "../database.ts";

export interface BatchedRow {
  readonly leader: string;
  readonly row: string;
}

export const batchRows = {
  insert: async (db: Queryable, run: string, step: string, rows: readonly BatchedRow[]): Promise<void> => {
    await db.query(
      `insert into gantry.row_batches (run, step, leader, row, position)
       select $1, $2, leader, row, position
       from unnest($3::text[], $4::text[]) with ordinality as given (leader, row, position)
       on conflict do nothing`,
      [run, step, rows.map((it) => it.leader), rows.map((it) => it.row)],
    );
  },

  /** Rows of a batch that have no result yet, in their order; none where it is no batch. */
  open: async (db: Queryable, run: string, step: string, leader: string): Promise<readonly string[]> => {
    const { rows } = await db.query<{ row: string }>(
      `select row from gantry.row_batches b where run = $1 and step = $2 and leader = $3
         and not exists (select 1 from gantry.step_results r where r.run = $1 and r.step = $2 and r.row = b.row)
       order by position`,
      [run, step, leader],
    );
    return rows.map(({ row }) => row);
  },

  /** Of all batches of a step: the rows that others carry, each with the row whose job does. */
  carried: async (db: Queryable, run: string, step: string): Promise<ReadonlyMap<string, string>> => {
    const { rows } = await db.query<BatchedRow>(
      "select leader, row from gantry.row_batches where run = $1 and step = $2 and row <> leader",
      [run, step],
    );
    return new Map(rows.map(({ row, leader }) => [row, leader]));
  },
};
