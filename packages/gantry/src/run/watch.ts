// Those who watch a run: woken at once by this process, and by a look now and then for what other processes did.
import { setTimeout as delay } from "node:timers/promises";
import type { RunStatus } from "@gantry/contract";

export interface Watchers {
  /** Something happened to the run, which has this status now. */
  wake(run: string, status: RunStatus): void;
  /** Resolves when something may have happened to the run, or when aborted; with its status where this process knows. */
  wait(run: string, signal: AbortSignal): Promise<RunStatus | undefined>;
}

/** @param look milliseconds between looks while someone watches */
export function createWatchers(look = 150): Watchers {
  const waiting = new Map<string, Set<(status: RunStatus) => void>>();
  return {
    wake: (run, status) => {
      for (const resume of waiting.get(run) ?? []) resume(status);
    },
    wait: async (run, signal) => {
      const stop = new AbortController();
      const woken = new Promise<RunStatus>((resolve) => {
        const resumes = waiting.get(run) ?? new Set();
        waiting.set(run, resumes.add(resolve));
        stop.signal.addEventListener("abort", () => {
          resumes.delete(resolve);
          if (resumes.size === 0) waiting.delete(run);
        });
      });
      const looked = delay(look, undefined, { signal: AbortSignal.any([signal, stop.signal]) }).catch(() => undefined);
      const told = await Promise.race([woken, looked]);
      stop.abort();
      return told;
    },
  };
}
