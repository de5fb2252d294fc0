// gantry.reminders: what is to be said once to those who may decide, and one row for each mail of it.
import type { Queryable } from "../database.ts";

/** `shown`: in console and API only. `needless`: nothing waited any more. */
export type ReminderState = "due" | "attempting" | "sent" | "shown" | "needless" | "failed" | "uncertain";

export interface ReminderRow {
  readonly run: string;
  readonly step: string;
  /** "" for the reminder as such, else a keyed hash of a mail address. */
  readonly recipient: string;
  readonly byRole: string;
  readonly state: ReminderState;
  readonly attempts: number;
  readonly dueAt: Date;
  readonly updatedAt: Date;
}

const columns = `run, step, recipient, by_role as "byRole", state, attempts, due_at as "dueAt", updated_at as "updatedAt"`;

export const reminderRows = {
  /** One that is there already stays as it is. */
  insert: async (
    db: Queryable,
    reminder: Pick<ReminderRow, "run" | "step" | "byRole" | "dueAt">,
    recipients: readonly string[],
    at: Date,
  ): Promise<void> => {
    await db.query(
      `insert into gantry.reminders (run, step, by_role, state, due_at, updated_at, recipient)
       select $1, $2, $3, 'due', $4, $5, * from unnest($6::text[]) on conflict do nothing`,
      [reminder.run, reminder.step, reminder.byRole, reminder.dueAt, at, recipients],
    );
  },

  list: async (db: Queryable, run: string, step: string): Promise<readonly ReminderRow[]> => {
    const { rows } = await db.query<ReminderRow>(
      `select ${columns} from gantry.reminders where run = $1 and step = $2 order by recipient`,
      [run, step],
    );
    return rows;
  },

  /** Those to see to: that are due, and those begun before `lost`, of which nobody knows any more what came of them. */
  listDue: async (db: Queryable, at: Date, lost: Date, limit: number): Promise<readonly ReminderRow[]> => {
    const { rows } = await db.query<ReminderRow>(
      `select ${columns} from gantry.reminders
       where state in ('due', 'attempting') and due_at <= $1 and (state = 'due' or updated_at <= $2)
       order by due_at limit $3`,
      [at, lost, limit],
    );
    return rows;
  },

  /** Moves one on; false where somebody else has done so since it was read. */
  move: async (
    db: Queryable,
    { run, step, recipient, state, attempts }: ReminderRow,
    to: { readonly state: ReminderState; readonly at: Date; readonly attempts?: number; readonly dueAt?: Date },
  ): Promise<boolean> => {
    const { rowCount } = await db.query(
      `update gantry.reminders set state = $6, updated_at = $7, attempts = coalesce($8, attempts),
         due_at = coalesce($9, due_at)
       where run = $1 and step = $2 and recipient = $3 and state = $4 and attempts = $5`,
      [run, step, recipient, state, attempts, to.state, to.at, to.attempts ?? null, to.dueAt ?? null],
    );
    return rowCount === 1;
  },
};
