// Those who watch a run: woken at once by this process, and by a look now and then for what other processes did.
import type { RunStatus } from "@gantry/contract";

export interface Wait {
  /** Resolves when something may have happened to the run, or when the wait is over; with its status where this process knows. */
  readonly woken: Promise<RunStatus | undefined>;
  /** Ends it. */
  stop(): void;
}

export interface Watchers {
  /** Something happened to the run, which has this status now. */
  wake(run: string, status: RunStatus): void;
  /** Waits for what happens to the run from now on, until `signal` is aborted. */
  /** @param patience factor to the time between looks, for those who expect to be woken */
  wait(run: string, signal: AbortSignal, patience?: number): Wait;
}

/** @param look milliseconds between looks while someone watches */
export function createWatchers(look = 150): Watchers {
  const waiting = new Map<string, Set<(status?: RunStatus) => void>>();
  return {
    wake: (run, status) => {
      for (const stop of waiting.get(run) ?? []) stop(status);
    },
    // By hand: a signal made of others, listened to and let go of, stays in memory where one of them is a time limit.
    wait: (run, signal, patience = 1) => {
      const { promise: woken, resolve } = Promise.withResolvers<RunStatus | undefined>();
      const stops = waiting.get(run) ?? new Set();
      const over = (): void => stop();
      const stop = (status?: RunStatus): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", over);
        stops.delete(stop);
        if (stops.size === 0 && waiting.get(run) === stops) waiting.delete(run);
        resolve(status);
      };
      const timer = setTimeout(over, look * patience);
      waiting.set(run, stops.add(stop));
      signal.addEventListener("abort", over, { once: true });
      if (signal.aborted) stop();
      return { woken, stop };
    },
  };
}
