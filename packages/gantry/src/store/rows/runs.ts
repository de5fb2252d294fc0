// gantry.runs: one row a run. Its lock orders everything that happens to the run.
import type { ProblemCode, RunStatus } from "@gantry/contract";
import type pg from "pg";
import { openWhere } from "./where.ts";
import { stepRows } from "./steps.ts";
import type { StepRow } from "./steps.ts";
import type { Queryable } from "../database.ts";
import { askTogether, write } from "../transaction.ts";
import type { Writable } from "../transaction.ts";

export interface RunRow {
  readonly id: string;
  readonly flow: string;
  readonly title: string;
  readonly policy: string;
  readonly status: RunStatus;
  readonly requestedBy: string;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly sealed: Uint8Array;
  readonly problem: Uint8Array | null;
  /** For which row it was called, if it was. */
  readonly parent: string | null;
  readonly parentStep: string | null;
  readonly parentRow: string | null;
  readonly parentTry: number | null;
}

/** For which row of which step of which run another run was started, at which try. */
export interface ParentRow {
  readonly run: string;
  readonly step: string;
  readonly row: string;
  /** From 1. */
  readonly attempt: number;
}

export interface ChildRun {
  readonly id: string;
  readonly status: RunStatus;
  readonly row: string;
  readonly attempt: number;
  readonly code: ProblemCode | null;
  readonly problem: Uint8Array | null;
}

export interface NewRun {
  readonly id: string;
  readonly flow: string;
  readonly title: string;
  readonly policy: string;
  readonly requestedBy: string;
  readonly idempotencyKey: string | null;
  readonly createdAt: Date;
  readonly sealed: Uint8Array;
  readonly parent?: ParentRow | undefined;
}

export interface RunFilter {
  readonly requestedBy?: string;
  readonly flow?: string;
  readonly status?: RunStatus;
  readonly limit: number;
}

const columns = `id, flow, title, policy, status, requested_by as "requestedBy", created_at as "createdAt",
  ended_at as "endedAt", sealed, problem, parent, parent_step as "parentStep", parent_row as "parentRow",
  parent_try as "parentTry"`;

const one = `select ${columns} from gantry.runs where id = $1`;

const childColumns = `id, status, parent_row as row, parent_try as attempt, code, problem`;

export const runRows = {
  /** False where the same caller has used the idempotency key before. */
  insert: async (db: Writable, run: NewRun): Promise<boolean> => {
    const text = `insert into gantry.runs (id, flow, title, policy, status, requested_by, idempotency_key, created_at, sealed,
         parent, parent_step, parent_row, parent_try)
       values ($1, $2, $3, $4, 'running', $5, $6, $7, $8, $9, $10, $11, $12)
       on conflict (requested_by, idempotency_key) do nothing`;
    const values = [
      run.id,
      run.flow,
      run.title,
      run.policy,
      run.requestedBy,
      run.idempotencyKey,
      run.createdAt,
      run.sealed,
      run.parent?.run ?? null,
      run.parent?.step ?? null,
      run.parent?.row ?? null,
      run.parent?.attempt ?? null,
    ];
    // Without a key there is nobody to have used it.
    if (run.idempotencyKey === null) {
      await write(db, { text, values });
      return true;
    }
    const { rowCount } = await db.query(text, values);
    return rowCount === 1;
  },

  findByIdempotencyKey: async (db: Queryable, requestedBy: string, key: string): Promise<string | undefined> => {
    const { rows } = await db.query<{ id: string }>(
      "select id from gantry.runs where requested_by = $1 and idempotency_key = $2",
      [requestedBy, key],
    );
    return rows[0]?.id;
  },

  /** Runs of a flow that were done from then on and that the trigger has not followed yet; oldest first, some at a time. */
  listDone: async (
    db: Queryable,
    flow: string,
    from: Date,
    trigger: string,
  ): Promise<readonly { readonly id: string; readonly endedAt: Date }[]> => {
    const { rows } = await db.query<{ id: string; endedAt: Date }>(
      `select id, ended_at as "endedAt" from gantry.runs
       where flow = $1 and status = 'done' and ended_at >= $2
         and not exists (select 1 from gantry.firings where trigger = $3 and key = 'run:' || runs.id)
       order by ended_at, id limit 200`,
      [flow, from, trigger],
    );
    return rows;
  },

  find: async (db: Queryable, id: string): Promise<RunRow | undefined> => {
    const { rows } = await db.query<RunRow>(one, [id]);
    return rows[0];
  },

  /** The run, and its steps in the order of the flow. */
  findWithSteps: async (
    pool: pg.Pool,
    id: string,
  ): Promise<{ readonly row: RunRow | undefined; readonly steps: readonly StepRow[] }> => {
    const [run, steps] = await askTogether(pool, [{ text: one, values: [id] }, stepRows.listing(id)]);
    // As both ask for them.
    return { row: run?.rows[0] as RunRow | undefined, steps: (steps?.rows ?? []) as StepRow[] };
  },

  list: async (db: Queryable, filter: RunFilter): Promise<readonly RunRow[]> => {
    const where = openWhere();
    where.add(filter.requestedBy, (subject) => `requested_by = ${subject}`);
    where.add(filter.flow, (flow) => `flow = ${flow}`);
    where.add(filter.status, (status) => `status = ${status}`);
    const { rows } = await db.query<RunRow>(
      `select ${columns} from gantry.runs ${where.text()} order by created_at desc limit ${where.bind(filter.limit)}`,
      where.values,
    );
    return rows;
  },

  /** Takes the run's lock until the transaction ends, and gives its status; undefined where there is no such run. */
  lock: async (db: Queryable, id: string): Promise<RunStatus | undefined> => {
    const { rows } = await db.query<{ status: RunStatus }>("select status from gantry.runs where id = $1 for update", [
      id,
    ]);
    return rows[0]?.status;
  },

  status: async (db: Queryable, id: string): Promise<RunStatus | undefined> => {
    const { rows } = await db.query<{ status: RunStatus }>("select status from gantry.runs where id = $1", [id]);
    return rows[0]?.status;
  },

  /** Runs that a step has started, the latest tries first. */
  children: async (db: Queryable, run: string, step: string): Promise<readonly ChildRun[]> => {
    const { rows } = await db.query<ChildRun>(
      `select ${childColumns} from gantry.runs where parent = $1 and parent_step = $2 order by parent_try desc`,
      [run, step],
    );
    return rows;
  },

  /** Runs that go on although the one that called them is over. */
  orphans: async (db: Queryable, limit: number): Promise<readonly string[]> => {
    const { rows } = await db.query<{ id: string }>(
      `select child.id from gantry.runs child join gantry.runs parent on parent.id = child.parent
       where child.parent is not null and child.status in ('running', 'waiting')
         and parent.status not in ('running', 'waiting') limit $1`,
      [limit],
    );
    return rows.map((row) => row.id);
  },

  /** All that a run has called, and what these have called. */
  descendants: async (db: Queryable, run: string): Promise<readonly string[]> => {
    const { rows } = await db.query<{ id: string }>(
      `with recursive called as (
         select id from gantry.runs where parent = $1
         union all select child.id from gantry.runs child join called on child.parent = called.id)
       select id from called order by id`,
      [run],
    );
    return rows.map((row) => row.id);
  },

  /** Those of them that are over. */
  ended: async (db: Queryable, ids: readonly string[]): Promise<readonly string[]> => {
    const { rows } = await db.query<{ id: string }>(
      "select id from gantry.runs where id = any($1) and status in ('done', 'failed', 'cancelled')",
      [ids],
    );
    return rows.map((row) => row.id);
  },

  setStatus: async (
    db: Queryable,
    id: string,
    status: RunStatus,
    ending?: { readonly at: Date; readonly code?: ProblemCode; readonly problem?: Uint8Array },
  ): Promise<void> => {
    await db.query("update gantry.runs set status = $2, ended_at = $3, code = $4, problem = $5 where id = $1", [
      id,
      status,
      ending?.at ?? null,
      ending?.code ?? null,
      ending?.problem ?? null,
    ]);
  },
};
