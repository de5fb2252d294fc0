// What comes due with time alone, looked for now and then: approvals that expire, runs whose caller is over, reminders,
// memory that nobody uses any more. One look at a time.
import { setTimeout as delay } from "node:timers/promises";
import { cancelOrphans } from "./called.ts";
import { sendDigests } from "./digest/index.ts";
import { expireApprovals } from "./expire.ts";
import type { House } from "./house.ts";
import { sendReminders } from "./remind.ts";

export interface Sweeper {
  /** Waits for a look that is under way, so many milliseconds at most. */
  stop(patience: number): Promise<void>;
}

/**
 * @param pause milliseconds between looks
 * @param sync sets the house's clock by the database's, before each look
 */
export function startSweeper(house: House, pause: number, sync: () => Promise<unknown>): Sweeper {
  let underWay: Promise<void> | undefined;
  const stop = new AbortController();
  const look = async (): Promise<void> => {
    for (const work of [sync, expireApprovals, cancelOrphans, sendReminders, sendDigests]) {
      await work(house, stop.signal).catch((error: unknown) => house.report(error, "sweep"));
    }
    house.relations.tidy();
  };
  const timer = setInterval(() => {
    underWay ??= look().finally(() => {
      underWay = undefined;
    });
  }, pause);
  return {
    stop: async (patience) => {
      stop.abort();
      clearInterval(timer);
      const waited = new AbortController();
      const longest = delay(patience, undefined, { signal: waited.signal }).catch(() => undefined);
      await Promise.race([underWay, longest]);
      waited.abort();
    },
  };
}
