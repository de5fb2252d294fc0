// Queues beside the usual one, each with limits of its own and divided by whose turn it is. DBOS keeps the limits over all
// processes, and takes the parts of a queue in a random order, so that none starves another. A queue is made when it is
// first used: a house that needs none polls none.
import { DBOS } from "@dbos-inc/dbos-sdk";
import type { Queryable } from "../../store/index.ts";

/** So many in a minute. */
export interface PerMinute {
  readonly limitPerPeriod: number;
  readonly periodSec: 60;
}

/** Limits as DBOS names them; at least one of a partition. */
export interface LaneLimits {
  readonly workerConcurrency?: number;
  readonly globalConcurrency?: number;
  readonly rateLimit?: PerMinute;
  readonly partitionConcurrency?: number;
  readonly partitionWorkerConcurrency?: number;
  readonly partitionRateLimit?: PerMinute;
}

export interface Lane {
  readonly name: string;
  readonly limits: LaneLimits;
  /** Whose turn it is; a name that tells nothing. */
  readonly partition: string;
  /** Of jobs with the same, one at a time waits or works; a name that tells nothing. */
  readonly unique?: string;
}

export interface Lanes {
  /** Makes the queue, or gives it the limits that it now has. */
  open(lane: Lane): Promise<void>;
}

/**
 * Milliseconds between looks for what waits. DBOS alone looks: it counts what a process has at work in its own memory, and
 * a second look at the same time (as `nudge` is for the usual queue) would give a tenant more places than he may have.
 */
const pollMilliseconds = 50;

export function createLanes(): Lanes {
  const opened = new Map<string, { readonly limits: string; readonly done: Promise<unknown> }>();
  return {
    open: async ({ name, limits }) => {
      const text = JSON.stringify(limits);
      const known = opened.get(name);
      const options = { ...limits, minPollingIntervalMs: pollMilliseconds, onConflict: "always_update" } as const;
      const done = known?.limits === text ? known.done : DBOS.registerQueue(name, options);
      opened.set(name, { limits: text, done });
      try {
        await done;
      } catch (error) {
        opened.delete(name);
        throw error;
      }
    },
  };
}

/** The job that waits or works under the lane's unique name. */
export async function holderOf(db: Queryable, { name, unique }: Lane): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    "select workflow_uuid as id from dbos.workflow_status where queue_name = $1 and deduplication_id = $2",
    [name, unique ?? null],
  );
  return rows[0]?.id;
}
