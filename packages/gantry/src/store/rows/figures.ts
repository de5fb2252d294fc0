// How much there is of what, for those who watch over the house: counts alone, each from an index.
import type { Queryable } from "../database.ts";

export interface Figures {
  /** Runs that live. */
  readonly running: number;
  readonly waiting: number;
  /** Runs that ended in the last five minutes. */
  readonly done: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Jobs that wait for a server, and jobs at work. */
  readonly enqueued: number;
  readonly pending: number;
  readonly approvals: number;
  readonly uncertain: number;
  readonly servers: number;
}

export const readFigures = async (db: Queryable): Promise<Figures | undefined> => {
  const { rows } = await db.query<Figures>(
    `select live.*, ended.*, jobs.*, approvals.*, effects.*, servers.* from
       (select count(*) filter (where status = 'running')::int as running,
          count(*) filter (where status = 'waiting')::int as waiting from gantry.runs where ended_at is null) live,
       (select count(*) filter (where status = 'done')::int as done,
          count(*) filter (where status = 'failed')::int as failed,
          count(*) filter (where status = 'cancelled')::int as cancelled
        from gantry.runs where ended_at > now() - interval '5 minutes') ended,
       (select (select count(*) from dbos.workflow_status where status = 'ENQUEUED')::int as enqueued,
          (select count(*) from dbos.workflow_status where status = 'PENDING')::int as pending) jobs,
       (select count(*)::int as approvals from gantry.approvals where state = 'pending') approvals,
       (select count(*)::int as uncertain from gantry.effects where state = 'uncertain') effects,
       (select count(*)::int as servers from gantry.executors
        where seen > clock_timestamp() - interval '10 seconds') servers`,
  );
  return rows[0];
};
