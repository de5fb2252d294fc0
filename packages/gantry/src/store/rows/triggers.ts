// gantry.triggers and gantry.firings: what a trigger is at, and what it has started.
import type { ProblemCode } from "@gantry/contract";
import type { Queryable } from "../database.ts";

export interface TriggerRow {
  readonly name: string;
  readonly since: Date;
  /** Null: as its document says. */
  readonly paused: boolean | null;
  readonly changedBy: string | null;
  readonly changedAt: Date | null;
  readonly position: string | null;
  /** The first of its positions. */
  readonly began: string | null;
  readonly problemCode: ProblemCode | null;
  readonly problem: string | null;
  readonly problemAt: Date | null;
}

export interface FiringRow {
  readonly trigger: string;
  readonly key: string;
  readonly at: Date;
  readonly run: string | null;
  readonly code: ProblemCode | null;
}

const columns = `name, since, paused, changed_by as "changedBy", changed_at as "changedAt", position, began,
  problem_code as "problemCode", problem, problem_at as "problemAt"`;
const firing = "trigger, key, at, run, code";

export const triggerRows = {
  /** Makes rows for triggers that are seen for the first time. */
  meet: async (db: Queryable, names: readonly string[], at: Date): Promise<void> => {
    await db.query(
      "insert into gantry.triggers (name, since) select unnest($1::text[]), $2 on conflict (name) do nothing",
      [names, at],
    );
  },

  list: async (db: Queryable): Promise<readonly TriggerRow[]> => {
    const { rows } = await db.query<TriggerRow>(`select ${columns} from gantry.triggers order by name`);
    return rows;
  },

  find: async (db: Queryable, name: string): Promise<TriggerRow | undefined> => {
    const { rows } = await db.query<TriggerRow>(`select ${columns} from gantry.triggers where name = $1`, [name]);
    return rows[0];
  },

  pause: async (
    db: Queryable,
    name: string,
    change: { readonly paused: boolean; readonly by: string; readonly at: Date },
  ): Promise<void> => {
    await db.query(
      `update gantry.triggers set paused = $2, changed_by = $3, changed_at = $4,
         since = case when $2 then since else $4 end where name = $1`,
      [name, change.paused, change.by, change.at],
    );
  },

  /** Whether it is this process's turn to look at the source: nobody has for nearly so many seconds. By the database's clock. */
  claim: async (db: Queryable, name: string, seconds: number): Promise<boolean> => {
    const { rowCount } = await db.query(
      `update gantry.triggers set looked_at = clock_timestamp() where name = $1
         and (looked_at is null or looked_at <= clock_timestamp() - make_interval(secs => 0.9 * $2::double precision))`,
      [name, seconds],
    );
    return rowCount === 1;
  },

  moveTo: async (db: Queryable, name: string, position: string): Promise<void> => {
    await db.query("update gantry.triggers set position = $2, began = coalesce(began, $2) where name = $1", [
      name,
      position,
    ]);
  },

  /** Notes why no run was started; null when one was. */
  note: async (
    db: Queryable,
    name: string,
    problem: { readonly code: ProblemCode; readonly text: string; readonly at: Date } | null,
  ): Promise<void> => {
    await db.query(
      `update gantry.triggers set problem_code = $2, problem = $3, problem_at = $4
       where name = $1 and (problem is not null or $3::text is not null)`,
      [name, problem?.code ?? null, problem?.text ?? null, problem?.at ?? null],
    );
  },
};

export const firingRows = {
  /** False where the trigger has fired under this key before. Waits for one that is about to. */
  insert: async (db: Queryable, row: FiringRow): Promise<boolean> => {
    const { rowCount } = await db.query(
      `insert into gantry.firings (${firing}) values ($1, $2, $3, $4, $5) on conflict (trigger, key) do nothing`,
      [row.trigger, row.key, row.at, row.run, row.code],
    );
    return rowCount === 1;
  },

  find: async (db: Queryable, trigger: string, key: string): Promise<FiringRow | undefined> => {
    const { rows } = await db.query<FiringRow>(`select ${firing} from gantry.firings where trigger = $1 and key = $2`, [
      trigger,
      key,
    ]);
    return rows[0];
  },

  /** Of these keys, those that have fired. */
  known: async (db: Queryable, trigger: string, keys: readonly string[]): Promise<ReadonlySet<string>> => {
    const { rows } = await db.query<{ key: string }>(
      "select key from gantry.firings where trigger = $1 and key = any($2::text[])",
      [trigger, keys],
    );
    return new Set(rows.map((row) => row.key));
  },

  /** Newest first. */
  list: async (db: Queryable, trigger: string, limit: number): Promise<readonly FiringRow[]> => {
    const { rows } = await db.query<FiringRow>(
      `select ${firing} from gantry.firings where trigger = $1 order by at desc, key desc limit $2`,
      [trigger, limit],
    );
    return rows;
  },

  /** The greatest key of a form: of schedules, whose keys are times, the last scheduled time that fired. */
  lastKey: async (db: Queryable, trigger: string, like: string): Promise<string | undefined> => {
    const { rows } = await db.query<{ key: string | null }>(
      "select max(key) as key from gantry.firings where trigger = $1 and key like $2",
      [trigger, like],
    );
    return rows[0]?.key ?? undefined;
  },

  /** Forgets firings of before: nothing that old comes again. */
  forget: async (db: Queryable, before: Date): Promise<void> => {
    await db.query(
      `delete from gantry.firings f where at < $1
         and exists (select 1 from gantry.firings later where later.trigger = f.trigger and later.at > f.at)`,
      [before],
    );
  },
};
