// gantry.guest_parts: what guests keep of the rows that they work on, sealed.
import type { RunStatus } from "@gantry/contract";
import type { Queryable } from "../database.ts";

/** A row of a step of a run. */
export interface GuestRow {
  readonly run: string;
  readonly step: string;
  readonly row: string;
}

export interface GuestPlace {
  /** Keyed hashes of what the guest calls them. */
  readonly thread: string;
  readonly namespace: string;
  /** "" for what a channel holds, which many checkpoints may share. */
  readonly checkpoint: string;
  /** "" for the checkpoint itself, else a keyed hash: of a write's task and place, of a channel and its version. */
  readonly part: string;
}

export interface GuestPart extends GuestPlace {
  readonly sealed: Uint8Array;
}

export interface GuestPartFilter extends Partial<Pick<GuestPlace, "thread" | "namespace" | "checkpoint">> {
  /** Checkpoints older than this one. */
  readonly before?: string;
  /** More come where several have the same id: a page ends between two ids. */
  readonly limit: number;
}

/** What a part is sealed as. @param place thread, namespace, checkpoint and part, joined by "/" */
export const guestPlace = (step: string, row: string, place: string): string => `guest_parts/${step}/${row}/${place}`;

const columns = "thread, namespace, checkpoint, part, sealed";
const here = "run = $1 and step = $2 and row = $3";
const valuesOf = ({ run, step, row }: GuestRow): readonly string[] => [run, step, row];

export const guestRows = {
  /** Of a row's run: how it stands, and who asked for it. */
  run: async (
    db: Queryable,
    run: string,
  ): Promise<{ readonly status: RunStatus; readonly requestedBy: string } | undefined> => {
    const { rows } = await db.query<{ status: RunStatus; requestedBy: string }>(
      `select status, requested_by as "requestedBy" from gantry.runs where id = $1`,
      [run],
    );
    return rows[0];
  },

  /** Notes whom the row tells of; what is there already stays. Gives what is there then. */
  begin: async (db: Queryable, at: GuestRow, sealed: Uint8Array): Promise<Uint8Array | undefined> => {
    await db.query(
      `insert into gantry.guest_parts (run, step, row, ${columns})
       select $1, $2, $3, '', '', '', '', $4 where exists (select from gantry.runs where id = $1)
       on conflict do nothing`,
      [...valuesOf(at), sealed],
    );
    return guestRows.first(db, at);
  },

  /** The row's first entry; undefined where the row, or its run, is gone. */
  first: async (db: Queryable, at: GuestRow): Promise<Uint8Array | undefined> => {
    const { rows } = await db.query<{ sealed: Uint8Array }>(
      `select sealed from gantry.guest_parts where ${here} and thread = '' and part = ''`,
      [...valuesOf(at)],
    );
    return rows[0]?.sealed;
  },

  /** All or none. @param again whether what is there already is replaced, or stays */
  put: async (
    db: Queryable,
    at: GuestRow,
    parts: readonly (GuestPart & { readonly again: boolean })[],
  ): Promise<void> => {
    for (const again of [true, false]) {
      const some = parts.filter((it) => it.again === again);
      if (some.length === 0) continue;
      await db.query(
        `insert into gantry.guest_parts (run, step, row, ${columns})
         select $1, $2, $3, * from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::bytea[])
         on conflict (run, step, row, thread, namespace, checkpoint, part)
         do ${again ? "update set sealed = excluded.sealed" : "nothing"}`,
        [
          ...valuesOf(at),
          some.map((it) => it.thread),
          some.map((it) => it.namespace),
          some.map((it) => it.checkpoint),
          some.map((it) => it.part),
          some.map((it) => it.sealed),
        ],
      );
    }
  },

  /** What its tools gave: beside the first entry, each under a hash of its own. */
  heard: async (db: Queryable, at: GuestRow): Promise<readonly GuestPart[]> => {
    const { rows } = await db.query<GuestPart>(
      `select ${columns} from gantry.guest_parts where ${here} and thread = '' and part <> '' order by part`,
      [...valuesOf(at)],
    );
    return rows;
  },

  /** Checkpoints, newest first in each thread and namespace, each followed by the writes after it. */
  list: async (db: Queryable, at: GuestRow, filter: GuestPartFilter): Promise<readonly GuestPart[]> => {
    const { rows } = await db.query<GuestPart>(
      `with wanted as (
         select thread, namespace, checkpoint from gantry.guest_parts
         where ${here} and checkpoint <> '' and part = ''
           and ($4::text is null or thread = $4) and ($5::text is null or namespace = $5)
           and ($6::text is null or checkpoint = $6) and ($7::text is null or checkpoint < $7)
         order by checkpoint desc fetch first $8 rows with ties)
       select ${columns} from gantry.guest_parts join wanted using (thread, namespace, checkpoint)
       where ${here} order by checkpoint desc, thread, namespace, part`,
      [
        ...valuesOf(at),
        filter.thread ?? null,
        filter.namespace ?? null,
        filter.checkpoint ?? null,
        filter.before ?? null,
        filter.limit,
      ],
    );
    return rows;
  },

  /** What channels hold, as far as it is there. */
  values: async (db: Queryable, at: GuestRow, places: readonly GuestPlace[]): Promise<readonly GuestPart[]> => {
    if (places.length === 0) return [];
    const { rows } = await db.query<GuestPart>(
      `select ${columns} from gantry.guest_parts
         join unnest($4::text[], $5::text[], $6::text[]) as wanted (thread, namespace, part)
           using (thread, namespace, part)
       where ${here} and checkpoint = ''`,
      [...valuesOf(at), places.map((it) => it.thread), places.map((it) => it.namespace), places.map((it) => it.part)],
    );
    return rows;
  },

  forget: async (db: Queryable, at: GuestRow, thread: string): Promise<void> => {
    await db.query(`delete from gantry.guest_parts where ${here} and thread = $4`, [...valuesOf(at), thread]);
  },
};
