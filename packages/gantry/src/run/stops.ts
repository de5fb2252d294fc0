// Stops the work of runs that have ended while it was under way: at once where they were ended here, and after a look at
// the database where another process did it. Looks only while something is under way.

export interface Stops {
  /** For one piece of work. */
  begin(run: string): { readonly signal: AbortSignal; end(): void };
  /** The run was ended here. */
  abort(run: string): void;
  close(): void;
}

/**
 * @param ended which of these runs are over
 * @param look milliseconds between looks
 */
export function createStops(ended: (runs: readonly string[]) => Promise<readonly string[]>, look = 500): Stops {
  const working = new Map<string, Set<AbortController>>();
  let timer: NodeJS.Timeout | undefined;
  const abort = (run: string): void => {
    for (const controller of working.get(run) ?? []) controller.abort();
  };
  const next = (): void => {
    timer ??= setTimeout(() => void round(), look).unref();
  };
  const round = async (): Promise<void> => {
    // A look that fails is made up for by the next one.
    for (const run of await ended([...working.keys()]).catch(() => [])) abort(run);
    timer = undefined;
    if (working.size > 0) next();
  };
  return {
    begin: (run) => {
      const controller = new AbortController();
      const others = working.get(run) ?? new Set();
      working.set(run, others.add(controller));
      next();
      return {
        signal: controller.signal,
        end: () => {
          others.delete(controller);
          if (others.size === 0 && working.get(run) === others) working.delete(run);
        },
      };
    },
    abort,
    close: () => clearTimeout(timer),
  };
}
