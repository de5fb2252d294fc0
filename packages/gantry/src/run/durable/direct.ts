// Jobs that the process which makes them does itself: written as DBOS would have claimed them, in the transaction that makes
// them, and begun when it commits. To everybody else they look like any job under way, and they are recovered as such; what
// is saved is a claim and three more commits a job.
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { DBOSExecutor } from "@dbos-inc/dbos-sdk/internal/dbos-executor";
import type pg from "pg";
import type { Transaction } from "../../store/index.ts";

export interface DirectOptions {
  readonly pool: pg.Pool;
  readonly queue: string;
  readonly workflow: string;
  readonly version: string;
  readonly concurrency: number;
  readonly handle: (id: string) => Promise<void>;
}

/** Jobs of one transaction. */
export interface DirectBatch {
  /** Writes a job as this process's own. False where it has no room, and the queue must take it. */
  take(tx: Transaction, id: string, priority: number): boolean;
  /** The transaction has committed. */
  begin(): void;
  /** It has not: what was written is gone. */
  drop(): void;
}

export interface Direct {
  batch(): DirectBatch;
  /** A place may have become free. */
  resume(): void;
  /** Others wait in the queue: until it was found empty nothing overtakes them. */
  wait(): void;
  othersWait(): boolean;
  /** The queue was looked through, and had nothing left. */
  emptied(): void;
  /** Begins nothing more: what is left is recovered like any job that was under way. */
  stop(): void;
  /** Writes down what is done. */
  close(): Promise<void>;
}

/** Milliseconds for which those that are done are gathered. */
const gather = 20;

interface Made {
  readonly id: string;
  /** 0 is most urgent. */
  readonly priority: number;
}

const insert = `with job as (
    insert into dbos.workflow_status (workflow_uuid, status, name, queue_name, authenticated_user, assumed_role,
      authenticated_roles, executor_id, application_version, application_id, recovery_attempts, priority, serialization,
      creator_xid, owner_xid, application_name, started_at_epoch_ms)
    values ($1, 'PENDING', $2, $3, '', '', '[]', $4, $5, '', 1, $6, 'js_superjson', $7, $7, $3,
      (extract(epoch from now()) * 1000)::bigint)
    on conflict (workflow_uuid) do nothing returning workflow_uuid)
  insert into dbos.workflow_input (workflow_uuid, inputs) select workflow_uuid, $8 from job on conflict do nothing`;

const finish = `update dbos.workflow_status set status = 'SUCCESS', owner_xid = null,
    updated_at = (extract(epoch from now()) * 1000)::bigint, completed_at = (extract(epoch from now()) * 1000)::bigint
  where workflow_uuid = any($1) and status = 'PENDING' and owner_xid = $2`;

/** As DBOS writes what a workflow is given. */
const inputOf = (id: string): string => JSON.stringify({ json: [id], __dbos_serializer: "superjson" });

export function createDirect({ pool, queue, workflow, version, concurrency, handle }: DirectOptions): Direct {
  const owner = randomUUID();
  // Outside of any job: what is started here belongs to nobody.
  const outside = AsyncLocalStorage.snapshot();
  let [reserved, others, stopped, closed] = [0, false, false, false];
  let done: string[] = [];
  /** Claimed, and only waiting for a place: as a rule that of the job that made it. The most urgent first. */
  let waiting: Made[] = [];
  let flushing: Promise<void> | undefined;

  const executor = (): DBOSExecutor | undefined => {
    const found = DBOSExecutor.globalInstance;
    return found?.initialized === true && !stopped ? found : undefined;
  };

  /** Many at a time. One that is not marked is found done when it is done again: nothing is lost with a mark. */
  const flush = async (): Promise<void> => {
    while (done.length > 0) {
      if (!closed) await delay(gather);
      const ids = done;
      done = [];
      try {
        await pool.query(finish, [ids, owner]);
      } catch {
        if (closed) return;
        done.push(...ids);
        await delay(1000);
      }
    }
  };
  const mark = (): void => {
    if (flushing || done.length === 0) return;
    flushing = outside(flush).finally(() => {
      flushing = undefined;
      if (!closed) mark();
    });
  };

  const begin = (id: string, database: DBOSExecutor["systemDatabase"]): void => {
    // So DBOS counts it, and waits for it when it shuts down.
    const entry = database.registerRunningWorkflow(id, queue);
    const work = outside(async () => {
      await handle(id);
      done.push(id);
      mark();
    });
    database.trackRunningWorkflow(id, entry, work);
  };

  const resume = (): void => {
    const database = executor()?.systemDatabase;
    if (database === undefined) return;
    while (database.countRunningWorkflowsForQueue(queue) < concurrency) {
      const next = waiting.shift();
      if (next === undefined) return;
      reserved -= 1;
      begin(next.id, database);
    }
  };

  return {
    wait: () => {
      others = true;
    },
    othersWait: () => others,
    emptied: () => {
      others = false;
    },
    resume,
    batch: () => {
      let made: Made[] = [];
      return {
        take: (tx, id, priority) => {
          const found = executor();
          if (found === undefined || others || reserved >= concurrency) return false;
          const job = { id, priority };
          reserved += 1;
          made.push(job);
          const values = [id, workflow, queue, found.executorID, version, priority, owner, inputOf(id)];
          const done = ({ rowCount }: pg.QueryResult): void => {
            if (rowCount === 1) return;
            // It has been there before: not to be done again.
            made = made.filter((it) => it !== job);
            reserved -= 1;
          };
          tx.later({ text: insert, values, done });
          return true;
        },
        begin: () => {
          waiting = [...waiting, ...made].toSorted((a, b) => a.priority - b.priority);
          made = [];
          resume();
        },
        drop: () => {
          reserved -= made.length;
          made = [];
        },
      };
    },
    stop: () => {
      stopped = true;
    },
    close: async () => {
      closed = true;
      await flushing;
      await flush();
    },
  };
}
