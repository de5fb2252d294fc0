// Those who watch a run: woken at once by this process, and by a look now and then for what other processes did.
import { setTimeout as delay } from "node:timers/promises";

export interface Watchers {
  /** Something happened to the run. */
  wake(run: string): void;
  /** Resolves when something may have happened to the run, or when aborted. */
  wait(run: string, signal: AbortSignal): Promise<void>;
}

/** @param look milliseconds between looks while someone watches */
export function createWatchers(look = 150): Watchers {
  const waiting = new Map<string, Set<() => void>>();
  return {
    wake: (run) => {
      for (const resume of waiting.get(run) ?? []) resume();
    },
    wait: async (run, signal) => {
      const stop = new AbortController();
      const woken = new Promise<void>((resolve) => {
        const resumes = waiting.get(run) ?? new Set();
        waiting.set(run, resumes.add(resolve));
        stop.signal.addEventListener("abort", () => {
          resumes.delete(resolve);
          if (resumes.size === 0) waiting.delete(run);
        });
      });
      const looked = delay(look, undefined, { signal: AbortSignal.any([signal, stop.signal]) }).catch(() => undefined);
      await Promise.race([woken, looked]);
      stop.abort();
    },
  };
}
