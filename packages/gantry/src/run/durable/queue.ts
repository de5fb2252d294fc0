// DBOS behind four verbs. It is queue, scheduler and recovery; it learns ids and nothing else.
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { DBOS, DBOSClient } from "@dbos-inc/dbos-sdk";
import { DBOSExecutor } from "@dbos-inc/dbos-sdk/internal/dbos-executor";
import { ensureSystemDatabase } from "@dbos-inc/dbos-sdk/internal/system_database";
import type { WorkflowQueue } from "@dbos-inc/dbos-sdk";
import type pg from "pg";
import { openPool } from "../../store/index.ts";
import type { Transaction } from "../../store/index.ts";
import { createDirect } from "./direct.ts";
import type { Direct } from "./direct.ts";
import { createLanes, holderOf } from "./lanes.ts";
import type { Lane } from "./lanes.ts";
import { startTakeover } from "./takeover.ts";
import type { Fence } from "./lease.ts";
import type { Claim, LeaseEvent, Takeover } from "./takeover.ts";

export interface QueueOptions {
  readonly url: string;
  readonly pool: pg.Pool;
  /** A fixed name, or null for a process among peers. */
  readonly executor: string | null;
  readonly concurrency: number;
  /** Milliseconds. */
  readonly lease: number;
  /** Does a job. Must not reject; a job that never resolves is done again after the next launch. */
  readonly handle: (id: string) => Promise<void>;
  readonly report?: (event: LeaseEvent, executors: readonly string[]) => void;
}

export interface EnqueueOptions {
  /** 0 is most urgent. */
  readonly priority?: number;
  readonly delaySeconds?: number;
  /** Where it waits for its turn. Default: in the one queue of all. */
  readonly lane?: Lane;
}

/** A job with the same unique name waits or works in the lane: the transaction can only be rolled back. */
export class AlreadyQueued extends Error {
  readonly lane: Lane;

  constructor(lane: Lane) {
    super("the lane holds such a job");
    this.lane = lane;
  }
}

export interface Queue {
  /** Enqueues a job in the caller's transaction. A job whose id was ever enqueued before is not enqueued again. Throws AlreadyQueued. */
  enqueue(tx: Transaction, id: string, options?: EnqueueOptions): Promise<void>;
  /** For the jobs of one transaction: those that this process has room for begin as soon as it commits. */
  batch(): JobBatch;
  /** Takes up what was just committed, without waiting for the next poll. */
  nudge(): void;
  /** What tells, for a job that is being done, whether it is still this process's to do. */
  claim(id: string): Promise<Claim>;
  /** The same for work that is no job: throws where peers may have taken this process for dead since. */
  fence(): Fence;
  /** Stops taking jobs, lets those under way finish for at most so many milliseconds, and leaves the rest to peers. */
  close(drain: number): Promise<void>;
  /** The job that holds the lane's unique name. */
  holder(lane: Lane): Promise<string | undefined>;
}

export interface JobBatch {
  /** As the queue's. */
  enqueue(tx: Transaction, id: string, options?: EnqueueOptions): Promise<void>;
  /** To be called when the transaction has committed. */
  committed(): void;
  /** To be called when it has not. */
  dropped(): void;
}

const name = "gantry";
const workflow = "job";
/** One for all versions: what a job is called and given never changes, what it does is read from the run. */
const version = "1";
/** Any number will do, as long as every version of Gantry uses the same. */
const launchLock = 4_726_189_004;
const pollMilliseconds = 100;

/** DBOS is one per process, and so is its registry: the job function finds the queue that is open. */
let open: { readonly handle: (id: string) => Promise<void> } | undefined;

DBOS.registerWorkflow(
  async (id: string): Promise<void> => {
    // A job that comes up while the queue closes stays pending, for the next launch.
    await (open ? open.handle(id) : new Promise<never>(() => undefined));
  },
  { name: workflow, maxRecoveryAttempts: 1_000_000 },
);

/** Makes or migrates the queue's tables, without launching anything. */
export async function prepareQueue(url: string): Promise<void> {
  // It asks for a class of its own, and calls these four.
  const logger = silent as unknown as Parameters<typeof ensureSystemDatabase>[1];
  await ensureSystemDatabase(url, logger, undefined, "dbos", false);
}

const silent = { info: () => undefined, debug: () => undefined, warn: () => undefined, error: () => undefined };

/** Launches DBOS on the database, which recovers this executor's jobs, and starts to take jobs. */
export async function openQueue(options: QueueOptions): Promise<Queue> {
  if (open) throw new Error("a process can open one queue at a time");
  const lanes = createLanes();
  let working = 0;
  let freed: ((busy: boolean) => void) | undefined;
  open = {
    handle: async (id) => {
      working++;
      await options.handle(id);
      const busy = working-- >= options.concurrency;
      // The place is free when this job is recorded.
      setImmediate(() => freed?.(busy));
    },
  };
  const pool = openPool(withIdleLimit(options.url), 8);
  const takeover = await startTakeoverOf(options);
  await alone(options.pool, async () => {
    DBOS.setConfig({
      name,
      systemDatabaseUrl: withIdleLimit(options.url),
      systemDatabasePool: pool,
      applicationVersion: version,
      executorID: takeover?.executor() ?? options.executor ?? "",
      // Its texts may quote inputs and errors of others; what matters is in our own tables and logs.
      logger: silent,
      useListenNotify: false,
      schedulerPollingIntervalMs: 60_000,
    });
    await DBOS.launch();
  });
  // To wait for others to launch may have taken longer than a lease.
  takeover?.launched();
  const queue = await DBOS.registerQueue(name, {
    workerConcurrency: options.concurrency,
    minPollingIntervalMs: pollMilliseconds,
    onConflict: "always_update",
  });
  const client = await DBOSClient.create({
    systemDatabaseUrl: options.url,
    systemDatabasePool: options.pool,
    logger: silent,
    applicationName: name,
  });
  const direct = createDirect({
    pool: options.pool,
    queue: name,
    workflow,
    version,
    concurrency: options.concurrency,
    handle: async (id) => (open ? open.handle(id) : new Promise<never>(() => undefined)),
  });
  const takeUp = createNudge(queue, direct);
  freed = (busy) => {
    // What waited for a place need not wait for the poll too. Where this process alone could fill its places, it looks now
    // and then what others have put into the queue.
    if (busy && (direct.othersWait() || takeUp.isDue())) takeUp.now();
    else direct.resume();
  };
  const enqueue: Queue["enqueue"] = async (tx, id, { priority, delaySeconds, lane } = {}) => {
    if (lane === undefined && delaySeconds === undefined) direct.wait();
    if (lane !== undefined) await lanes.open(lane);
    const enqueued = client.enqueueInTransaction(
      await tx.client(),
      {
        queueName: lane?.name ?? name,
        workflowName: workflow,
        workflowID: id,
        appVersion: version,
        ...(priority === undefined ? {} : { priority }),
        ...(delaySeconds === undefined ? {} : { delaySeconds }),
        ...(lane === undefined ? {} : { queuePartitionKey: lane.partition }),
        ...(lane?.unique === undefined ? {} : { deduplicationID: lane.unique }),
      },
      id,
    );
    await enqueued.catch((error: unknown) => {
      if (lane !== undefined && error instanceof Error && error.name === "DBOSQueueDuplicatedError")
        throw new AlreadyQueued(lane);
      throw error;
    });
  };
  return {
    enqueue,
    batch: () => {
      const own = direct.batch();
      let queued = false;
      return {
        enqueue: async (tx, id, how = {}) => {
          const usual = how.lane === undefined && how.delaySeconds === undefined;
          if (usual && own.take(tx, id, how.priority ?? 0)) return;
          queued = true;
          await enqueue(tx, id, how);
        },
        committed: () => {
          own.begin();
          if (queued) takeUp.now();
        },
        dropped: () => own.drop(),
      };
    },
    holder: (lane) => holderOf(options.pool, lane),
    nudge: takeUp.now,
    claim: async (id) => takeover?.claim(id) ?? alwaysHeld,
    fence: () => takeover?.fence() ?? alwaysHeld.fence,
    close: async (drain) => {
      direct.stop();
      await DBOS.shutdown({ workflowCompletionTimeoutMS: drain });
      open = undefined;
      await direct.close();
      await takeover?.stop();
      await client.destroy();
      await pool.end();
    },
  };
}

/** A fixed name is one that no other process can have: nothing to take over, and nobody who could. */
async function startTakeoverOf({ executor, pool, lease, report }: QueueOptions): Promise<Takeover | undefined> {
  if (executor !== null) return undefined;
  const newName = (): string => `p_${randomUUID()}`;
  return startTakeover({ db: pool, lease, newName, ...(report === undefined ? {} : { report }) });
}

const alwaysHeld: Claim = { fence: () => undefined, giveUp: async () => undefined };

/** DBOS polls every 100 ms; this is the same poll at once. Should its internals change, work waits for the poll. */
function createNudge(
  queue: WorkflowQueue,
  direct: Direct,
): {
  readonly now: () => void;
  /** Whether the last look is longer ago than a poll. */
  readonly isDue: () => boolean;
} {
  // Outside of any job: what is started here belongs to nobody.
  const outside = AsyncLocalStorage.snapshot();
  let [polling, again, looked] = [false, false, 0];
  const poll = async (): Promise<void> => {
    const executor = DBOSExecutor.globalInstance;
    if (!open || !executor?.initialized) return;
    const owner = randomUUID();
    const database = executor.systemDatabase;
    const running = database.countRunningWorkflowsForQueue(name);
    const most = queue.workerConcurrency ?? 0;
    if (running >= most) return;
    looked = performance.now();
    // Said before looking: what is enqueued while we look waits for the next look.
    direct.emptied();
    const ids = await database.findAndMarkStartableWorkflows(
      queue,
      executor.executorID,
      version,
      undefined,
      running,
      0,
      owner,
    );
    // As many as there was room for: there may be more.
    if (ids.length > 0 && running + ids.length >= most) direct.wait();
    await executor.dispatchDequeuedWorkflows(ids, owner);
  };
  const run = async (): Promise<void> => {
    do {
      again = false;
      // Whatever it trips over, the poll comes again in 100 ms.
      await poll().catch(() => undefined);
      direct.resume();
    } while (again);
    polling = false;
  };
  return {
    isDue: () => performance.now() - looked > pollMilliseconds,
    now: () => {
      again = true;
      if (polling) return;
      polling = true;
      outside(() => void run());
    },
  };
}

/** A session that hangs in a transaction gives its locks back; set on connecting, where DBOS would send a query of its own. */
function withIdleLimit(url: string): string {
  const limited = new URL(url);
  if (!limited.searchParams.has("options")) {
    limited.searchParams.set("options", "-c idle_in_transaction_session_timeout=60000");
  }
  return limited.href;
}

/**
 * DBOS does not guard its first migration against a second process. Who comes second asks again instead of waiting in the
 * database: DBOS builds indexes concurrently, which waits for every statement that has begun before.
 */
async function alone(pool: pg.Pool, work: () => Promise<void>): Promise<void> {
  const client = await pool.connect();
  const locked = async (): Promise<boolean> => {
    const { rows } = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1) as got", [launchLock]);
    return rows[0]?.got === true;
  };
  try {
    while (!(await locked())) await delay(50);
    await work();
  } finally {
    await client.query("select pg_advisory_unlock($1)", [launchLock]).catch(() => undefined);
    client.release();
  }
}
