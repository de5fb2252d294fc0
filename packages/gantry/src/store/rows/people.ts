// gantry.people: those who have saved questions or subscribed, as they were seen last.
import type { Queryable } from "../database.ts";

export interface PersonRow {
  /** Keyed hash of the subject. */
  readonly person: string;
  readonly sealed: Uint8Array;
  readonly seenAt: Date;
}

export const peopleRows = {
  put: async (db: Queryable, { person, sealed, seenAt }: PersonRow): Promise<void> => {
    await db.query(
      `insert into gantry.people (person, sealed, seen_at) values ($1, $2, $3)
       on conflict (person) do update set sealed = excluded.sealed, seen_at = excluded.seen_at`,
      [person, sealed, seenAt],
    );
  },

  /** Only where they are known. */
  refresh: async (db: Queryable, { person, sealed, seenAt }: PersonRow): Promise<void> => {
    await db.query("update gantry.people set sealed = $2, seen_at = $3 where person = $1", [person, sealed, seenAt]);
  },

  find: async (db: Queryable, person: string): Promise<PersonRow | undefined> => {
    const { rows } = await db.query<PersonRow>(
      `select person, sealed, seen_at as "seenAt" from gantry.people where person = $1`,
      [person],
    );
    return rows[0];
  },

  list: async (db: Queryable): Promise<readonly PersonRow[]> => {
    const { rows } = await db.query<PersonRow>(
      `select person, sealed, seen_at as "seenAt" from gantry.people order by person`,
    );
    return rows;
  },

  /** With their questions and subscriptions. */
  remove: async (db: Queryable, people: readonly string[]): Promise<void> => {
    await db.query("delete from gantry.questions where owner = any($1::text[])", [people]);
    await db.query("delete from gantry.question_subscribers where person = any($1::text[])", [people]);
    await db.query("delete from gantry.people where person = any($1::text[])", [people]);
  },
};
