// What is older than a rule says: found and taken away, a batch at a time, so that no statement holds locks for long.
import type pg from "pg";
import type { Queryable } from "./database.ts";

/** Any number will do, as long as every version of Gantry uses the same. */
const sweepLock = 4_726_189_006;
const batch = 500;

export const retention = {
  /** Runs that ended before, with all that they kept. Gives how many. */
  endedRuns: async (db: Queryable, before: Date): Promise<number> => {
    const { rows } = await db.query<{ id: string }>(
      `with recursive due as materialized (
         select id from gantry.runs where ended_at < $1 and parent is null
         order by ended_at limit ${batch} for update skip locked),
       gone as (
         select id from due
         union all select child.id from gantry.runs child join gone on child.parent = gone.id),
       deleted as (delete from gantry.runs where id in (select id from gone))
       select id from gone`,
      [before],
    );
    // Of those that it called, too.
    await db.query("delete from gantry.vault where run = any($1)", [rows.map((row) => row.id)]);
    return rows.length;
  },

  /** Conversations that nobody went on with since. */
  conversations: async (db: Queryable, before: Date): Promise<number> => {
    const { rowCount } = await db.query(
      `delete from gantry.conversations where (tenant, subject, id) in
         (select tenant, subject, id from gantry.conversations where updated_at < $1 limit ${batch})`,
      [before],
    );
    return rowCount ?? 0;
  },

  /** What came of saved questions, but for the last of each; and the questions of those who have not been seen since. */
  questions: async (db: Queryable, before: Date): Promise<number> => {
    const history = await db.query(
      `delete from gantry.question_runs where (question, key) in
         (select question, key from gantry.question_runs old where at < $1
            and exists (select 1 from gantry.question_runs later
                        where later.question = old.question and later.at > old.at and later.state = 'compared')
          limit ${batch})`,
      [before],
    );
    const gone = await db.query(
      `delete from gantry.questions where id in
         (select id from gantry.questions join gantry.people on person = owner where seen_at < $1 limit ${batch})`,
      [before],
    );
    return (history.rowCount ?? 0) + (gone.rowCount ?? 0);
  },

  /** Jobs that are done, of runs that have ended: as long as a run lives, its jobs' ids keep them from being done twice. */
  finishedJobs: async (db: Queryable, before: Date): Promise<number> => {
    const { rowCount } = await db.query(
      `delete from dbos.workflow_status where workflow_uuid in (
         select job.workflow_uuid from dbos.workflow_status job
         left join gantry.runs run on run.id = split_part(job.workflow_uuid, '/', 1)
         where job.status in ('SUCCESS', 'ERROR', 'CANCELLED') and job.updated_at < $1
           and (run.id is null or run.ended_at is not null)
         limit ${batch})`,
      [before.getTime()],
    );
    return rowCount ?? 0;
  },

  /** Runs the work while no other process does the same; false where one does. */
  alone: async (pool: pg.Pool, work: () => Promise<void>): Promise<boolean> => {
    const client = await pool.connect();
    try {
      const { rows } = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1) as got", [sweepLock]);
      if (rows[0]?.got !== true) return false;
      try {
        await work();
      } finally {
        await client.query("select pg_advisory_unlock($1)", [sweepLock]).catch(() => undefined);
      }
      return true;
    } finally {
      client.release();
    }
  },
};
