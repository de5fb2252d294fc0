// Those who watch a run: woken at once by this process, and by a look now and then for what other processes did.

export interface Wait {
  /** Resolves when something may have happened to the run, or when the wait is over. */
  readonly woken: Promise<void>;
  /** Ends it. */
  stop(): void;
}

export interface Watchers {
  /** Something happened to the run. */
  wake(run: string): void;
  /** Waits for what happens to the run from now on, until `signal` is aborted. */
  wait(run: string, signal: AbortSignal): Wait;
}

/** @param look milliseconds between looks while someone watches */
export function createWatchers(look = 150): Watchers {
  const waiting = new Map<string, Set<() => void>>();
  return {
    wake: (run) => {
      for (const stop of waiting.get(run) ?? []) stop();
    },
    // By hand: a signal made of others, listened to and let go of, stays in memory where one of them is a time limit.
    wait: (run, signal) => {
      const { promise: woken, resolve } = Promise.withResolvers<void>();
      const stops = waiting.get(run) ?? new Set();
      const stop = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", stop);
        stops.delete(stop);
        if (stops.size === 0 && waiting.get(run) === stops) waiting.delete(run);
        resolve();
      };
      const timer = setTimeout(stop, look);
      waiting.set(run, stops.add(stop));
      signal.addEventListener("abort", stop, { once: true });
      if (signal.aborted) stop();
      return { woken, stop };
    },
  };
}
