// gantry.events: what happened in a run, counted up from 1, for those who watch it.
import type { Queryable } from "../database.ts";
import { write } from "../transaction.ts";
import type { Writable } from "../transaction.ts";

export interface EventRow {
  readonly id: number;
  readonly sealed: Uint8Array;
}

export const eventRows = {
  /** Adds events under the run's next numbers. The run's row is locked until the transaction ends, so numbers have no gaps. */
  append: async (db: Writable, run: string, at: Date, sealed: readonly Uint8Array[]): Promise<void> => {
    const text = `with counter as (update gantry.runs set last_event = last_event + $4 where id = $1 returning last_event)
       insert into gantry.events (run, id, at, sealed)
       select $1, last_event - $4 + number, $2, bytes
       from counter, unnest($3::bytea[]) with ordinality as given (bytes, number)`;
    await write(db, { text, values: [run, at, sealed, sealed.length] });
  },

  listAfter: async (db: Queryable, run: string, after: number): Promise<readonly EventRow[]> => {
    const { rows } = await db.query<EventRow>(
      "select id, sealed from gantry.events where run = $1 and id > $2 order by id limit 500",
      [run, after],
    );
    return rows;
  },
};
