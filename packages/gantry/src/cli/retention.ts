// The rules of retention of a project, applied now and then by one of its processes.
import { GantryError } from "@gantry/contract";
import { pruneLedger } from "../guard/index.ts";
import type { Ledger } from "../guard/index.ts";
import { retention, sweepBlobs } from "../store/index.ts";
import type { BlobStore, Store } from "../store/index.ts";

/** How many days things are kept; what is not named is kept for ever, but for finished jobs (7 days). */
export interface RetentionRules {
  /** Runs after their end, with their answers, drafts and decisions. */
  readonly runs?: number;
  /** What the ledger says of each egress, request and decision. Its chains stay, and stay provable. */
  readonly ledgerDetails?: number;
  /** Conversations after their last question. */
  readonly conversations?: number;
  /** What came of saved questions, but for the last of each; questions of those who have not signed in for so long. */
  readonly questions?: number;
  /** Finished jobs of runs that have ended. */
  readonly jobs?: number;
}

export interface RetentionOptions {
  readonly rules: RetentionRules;
  readonly store: Store;
  readonly ledger: Ledger;
  /** Where large results are kept: what belongs to no run any more goes. */
  readonly blobs?: BlobStore;
  readonly now?: () => Date;
}

export type Swept = Readonly<Record<keyof RetentionRules, number>>;

const day = 86_400_000;
const standardJobs = 7;

/** Takes away all that is older than its rule says; null where another process is at it. */
export async function sweep({
  rules,
  store,
  ledger,
  blobs,
  now = () => new Date(),
}: RetentionOptions): Promise<Swept | null> {
  const swept = { runs: 0, ledgerDetails: 0, conversations: 0, questions: 0, jobs: 0 };
  const before = (days: number): Date => new Date(now().getTime() - days * day);
  const all = async (batch: () => Promise<number>): Promise<number> => {
    let sum = 0;
    for (let count = await batch(); count > 0; count = await batch()) sum += count;
    return sum;
  };
  const { runs, ledgerDetails, conversations, questions, jobs = standardJobs } = rules;
  const didSweep = await retention.alone(store.pool, async () => {
    if (runs !== undefined) swept.runs = await all(() => retention.endedRuns(store.pool, before(runs)));
    if (blobs) await sweepBlobs(store.pool, blobs, now());
    await store.replies.sweep();
    if (conversations !== undefined)
      swept.conversations = await all(() => retention.conversations(store.pool, before(conversations)));
    if (questions !== undefined) swept.questions = await all(() => retention.questions(store.pool, before(questions)));
    swept.jobs = await all(() => retention.finishedJobs(store.pool, before(jobs)));
    if (ledgerDetails !== undefined)
      swept.ledgerDetails = await pruneLedger(ledger, store.ledger, before(ledgerDetails));
  });
  return didSweep ? swept : null;
}

/** Sweeps soon after the start, and then every hour. */
export function startRetention(options: RetentionOptions, report: (error: unknown) => void): { stop(): void } {
  checkRules(options.rules);
  const run = (): void => void sweep(options).catch(report);
  const timers = [setTimeout(run, 60_000), setInterval(run, 3_600_000)];
  for (const timer of timers) timer.unref();
  return {
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function checkRules(rules: RetentionRules): void {
  for (const [name, days] of Object.entries(rules)) {
    if (typeof days === "number" && Number.isFinite(days) && days >= 1) continue;
    throw new GantryError("bad-config", `the project keeps ${name} for a number of days that is none`, {
      remedy: `retention: { ${name}: 90 } in gantry.config.ts; at least 1`,
    });
  }
}
