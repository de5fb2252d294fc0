// gantry.runs: one row a run. Its lock orders everything that happens to the run.
import type { ProblemCode, RunStatus } from "@gantry/contract";
import type { Queryable } from "../database.ts";

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
}

export interface RunFilter {
  readonly requestedBy?: string;
  readonly flow?: string;
  readonly status?: RunStatus;
  readonly limit: number;
}

const columns = `id, flow, title, policy, status, requested_by as "requestedBy", created_at as "createdAt",
  ended_at as "endedAt", sealed, problem`;

export const runRows = {
  /** False where the same caller has used the idempotency key before. */
  insert: async (db: Queryable, run: NewRun): Promise<boolean> => {
    const { rowCount } = await db.query(
      `insert into gantry.runs (id, flow, title, policy, status, requested_by, idempotency_key, created_at, sealed)
       values ($1, $2, $3, $4, 'running', $5, $6, $7, $8) on conflict (requested_by, idempotency_key) do nothing`,
      [run.id, run.flow, run.title, run.policy, run.requestedBy, run.idempotencyKey, run.createdAt, run.sealed],
    );
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
    const { rows } = await db.query<RunRow>(`select ${columns} from gantry.runs where id = $1`, [id]);
    return rows[0];
  },

  list: async (db: Queryable, filter: RunFilter): Promise<readonly RunRow[]> => {
    const { rows } = await db.query<RunRow>(
      `select ${columns} from gantry.runs
       where ($1::text is null or requested_by = $1) and ($2::text is null or flow = $2)
         and ($3::text is null or status = $3)
       order by created_at desc limit $4`,
      [filter.requestedBy ?? null, filter.flow ?? null, filter.status ?? null, filter.limit],
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
