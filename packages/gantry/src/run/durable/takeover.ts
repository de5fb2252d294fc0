// Many processes on one database: each says that it lives, and takes over the jobs of those that don't any more.
import { hostname } from "node:os";
import { DBOSExecutor } from "@dbos-inc/dbos-sdk/internal/dbos-executor";
import { executorRows } from "../../store/index.ts";
import type { Queryable } from "../../store/index.ts";
import { LeaseLost, createLease, moment } from "./lease.ts";
import type { Fence, Moment } from "./lease.ts";

export interface Takeover {
  /** The name that jobs are claimed under now. */
  executor(): string;
  /** To be called when the queue is there: it may have been launched under a name that is not ours any more. */
  launched(): void;
  claim(job: string): Promise<Claim>;
  /** Of work that is no job. */
  fence(): Fence;
  stop(): Promise<void>;
}

/** A job as this process has it. */
export interface Claim {
  readonly fence: Fence;
  /** After LeaseLost: resolves when the job is no longer this process's, so that it can be let go. */
  giveUp(): Promise<void>;
}

export type LeaseEvent = "lease-lost" | "took-over";

export interface TakeoverOptions {
  readonly db: Queryable;
  /** Milliseconds without a heartbeat after which a process counts as dead. */
  readonly lease: number;
  readonly newName: () => string;
  readonly now?: () => Moment;
  readonly report?: (event: LeaseEvent, executors: readonly string[]) => void;
}

/**
 * A process that comes back after its lease (it was stopped, its machine slept, the database was away) goes on under a new
 * name: whatever was done under the old one is void, and can be taken over at any time without meeting its new work.
 */
export async function startTakeover({
  db,
  lease: length,
  newName,
  now = moment,
  report,
}: TakeoverOptions): Promise<Takeover> {
  const lease = createLease(length, now);
  const former = new Set<string>();
  let executor = newName();
  let stopped = false;
  let returned = Promise.withResolvers<void>();
  const join = async (): Promise<void> => {
    const began = now();
    await executorRows.join(db, executor, `${hostname()}/${process.pid}`);
    // The database has seen us after this moment.
    lease.renew(began);
  };
  await join();

  const beat = async (): Promise<void> => {
    const began = now();
    const late = lease.isOver();
    const known = await executorRows.beat(db, executor);
    if (known && !late) return lease.renew(began);
    lease.end();
    const old = executor;
    former.add(old);
    report?.("lease-lost", [old]);
    await executorRows.leave(db, old);
    await requeue([old]);
    executor = newName();
    claimAs(executor);
    await join();
    returned.resolve();
    returned = Promise.withResolvers();
  };

  let round: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    // Judged anew from what is pending each time: a sweeper that dies half-way loses nothing.
    round = round.then(async () => {
      if (stopped) return;
      await beat();
      const dead = await takeOver(db, length);
      if (dead.length > 0) report?.("took-over", dead);
    });
    round = round.catch(() => undefined);
  }, length / 3);
  return {
    executor: () => executor,
    launched: () => claimAs(executor),
    fence: () => lease.fence(),
    claim: async (job) => {
      const [fence, name, renamed] = [lease.fence(), executor, returned.promise];
      const owner = await ownerOf(db, job);
      return {
        // A claim that was under way when the name changed is void too.
        fence: owner === name ? fence : lost,
        giveUp: async () => {
          if (owner === name && executor === name) await renamed;
          const current = await ownerOf(db, job);
          if (current !== undefined && former.has(current)) await requeue([current]);
        },
      };
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await round;
      lease.end();
      // Gone for good: what was not finished is free for peers at once.
      await executorRows.leave(db, executor).catch(() => undefined);
    },
  };
}

const lost: Fence = () => {
  throw new LeaseLost();
};

/** Under whose name a job is being done; undefined where nobody does it. */
async function ownerOf(db: Queryable, job: string): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>({
    name: "job-owner",
    text: "select executor_id as id from dbos.workflow_status where workflow_uuid = $1 and status = 'PENDING'",
    values: [job],
  });
  return rows[0]?.id;
}

/** Gives jobs of these executors back to the queue; DBOS voids the claims that they had. */
async function requeue(executors: readonly string[]): Promise<void> {
  const dbos = DBOSExecutor.globalInstance;
  if (dbos?.initialized) await dbos.recoverPendingWorkflows([...executors]);
}

/** DBOS reads the name at each claim; that it does is held by a test. */
function claimAs(executor: string): void {
  if (DBOSExecutor.globalInstance) Object.assign(DBOSExecutor.globalInstance, { executorID: executor });
}

async function takeOver(db: Queryable, lease: number): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    "select distinct executor_id as id from dbos.workflow_status where status = 'PENDING' and executor_id <> ''",
  );
  const dead = await executorRows.bury(
    db,
    rows.map((row) => row.id),
    lease,
  );
  if (dead.length > 0) await requeue(dead);
  return dead;
}
