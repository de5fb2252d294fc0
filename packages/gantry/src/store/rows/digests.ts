// gantry.digests: answers that go by mail, and one row for each mail of one.
import type { Queryable } from "../database.ts";
import type { ReminderState } from "./reminders.ts";

/** `withheld`: the policy shows the run to none of them, or not to this one. Others as for reminders. */
export type DigestState = ReminderState | "withheld";

export interface DigestRow {
  readonly run: string;
  /** "" for the digest as such, else a keyed hash of the person. */
  readonly recipient: string;
  readonly origin: string;
  readonly state: DigestState;
  readonly attempts: number;
}

const columns = "run, recipient, origin, state, attempts";

export const digestRows = {
  /** One that is there already stays as it is. */
  insert: async (
    db: Queryable,
    digest: Pick<DigestRow, "run" | "origin" | "state">,
    recipients: readonly string[],
    at: Date,
  ): Promise<void> => {
    await db.query(
      `insert into gantry.digests (run, origin, state, due_at, updated_at, recipient)
       select $1, $2, $3, $4, $4, * from unnest($5::text[]) on conflict do nothing`,
      [digest.run, digest.origin, digest.state, at, recipients],
    );
  },

  list: async (db: Queryable, run: string): Promise<readonly DigestRow[]> => {
    const { rows } = await db.query<DigestRow>(
      `select ${columns} from gantry.digests where run = $1 order by recipient`,
      [run],
    );
    return rows;
  },

  /** Those to see to: that are due and whose run has settled, and those begun before `lost`, of which nobody knows any more what came of them. */
  listDue: async (db: Queryable, at: Date, lost: Date, limit: number): Promise<readonly DigestRow[]> => {
    const { rows } = await db.query<DigestRow>(
      `select ${columns} from gantry.digests
       where state in ('due', 'attempting') and due_at <= $1 and (state = 'due' or updated_at <= $2)
         and exists (select 1 from gantry.runs where id = run and status <> 'running')
       order by due_at limit $3`,
      [at, lost, limit],
    );
    return rows;
  },

  /** How its run ended or where it stands; undefined where it is gone. */
  statusOf: async (db: Queryable, run: string): Promise<string | undefined> => {
    const { rows } = await db.query<{ readonly status: string }>("select status from gantry.runs where id = $1", [run]);
    return rows[0]?.status;
  },

  /** How the run of the last digest of the same origin ended, of those begun before. */
  statusBefore: async (db: Queryable, { run, origin }: DigestRow): Promise<string | undefined> => {
    const { rows } = await db.query<{ readonly status: string }>(
      `select r.status from gantry.digests d join gantry.runs r on r.id = d.run
       where d.origin = $2 and d.recipient = '' and (r.created_at, r.id) < (select created_at, id from gantry.runs where id = $1)
         and r.status not in ('running', 'cancelled')
       order by r.created_at desc, r.id desc limit 1`,
      [run, origin],
    );
    return rows[0]?.status;
  },

  /** Moves one on; false where somebody else has done so since it was read. */
  move: async (
    db: Queryable,
    { run, recipient, state, attempts }: DigestRow,
    to: { readonly state: DigestState; readonly at: Date; readonly attempts?: number; readonly dueAt?: Date },
  ): Promise<boolean> => {
    const { rowCount } = await db.query(
      `update gantry.digests set state = $5, updated_at = $6, attempts = coalesce($7, attempts), due_at = coalesce($8, due_at)
       where run = $1 and recipient = $2 and state = $3 and attempts = $4`,
      [run, recipient, state, attempts, to.state, to.at, to.attempts ?? null, to.dueAt ?? null],
    );
    return rowCount === 1;
  },
};
