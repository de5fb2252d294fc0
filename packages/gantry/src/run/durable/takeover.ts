// Many processes on one database: each says that it lives, and takes over the jobs of those that don't any more.
import { DBOSExecutor } from "@dbos-inc/dbos-sdk/internal/dbos-executor";
import { executorRows } from "../../store/index.ts";
import type { Queryable } from "../../store/index.ts";

export interface Takeover {
  /** Whether the last heartbeat is recent enough that no peer has taken over. */
  holdsLease(): boolean;
  stop(): Promise<void>;
}

/** @param lease milliseconds without a heartbeat after which a process counts as dead */
export async function startTakeover(db: Queryable, executor: string, lease: number): Promise<Takeover> {
  let seen = performance.now();
  let stopped = false;
  const beat = async (): Promise<void> => {
    const began = performance.now();
    await executorRows.beat(db, executor);
    // The database has seen us after this moment.
    seen = began;
  };
  await beat();
  let round: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    // Judged anew from what is pending each time: a sweeper that dies half-way loses nothing.
    round = round.then(async () => {
      if (stopped) return;
      await beat();
      await takeOver(db, lease);
    });
    round = round.catch(() => undefined);
  }, lease / 3);
  return {
    holdsLease: () => performance.now() - seen < lease,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await round;
      // Gone for good: what was not finished is free for peers at once.
      await executorRows.leave(db, executor).catch(() => undefined);
    },
  };
}

async function takeOver(db: Queryable, lease: number): Promise<void> {
  const executor = DBOSExecutor.globalInstance;
  if (!executor?.initialized) return;
  const { rows } = await db.query<{ id: string }>(
    "select distinct executor_id as id from dbos.workflow_status where status = 'PENDING' and executor_id <> ''",
  );
  const dead = await executorRows.listDead(
    db,
    rows.map((row) => row.id),
    lease,
  );
  if (dead.length > 0) await executor.recoverPendingWorkflows([...dead]);
}
