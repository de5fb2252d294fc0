// How runs stood when this process last changed them: what follows can then be written without asking first. Whether it
// still holds, the database says when it is written.
import type { RunStatus } from "@gantry/contract";
import type { Sealer, StepRow } from "../store/index.ts";

export interface RecentRun {
  /** Of the run's row: another one as soon as anybody changes the run. */
  readonly version: string;
  readonly status: RunStatus;
  readonly steps: readonly StepRow[];
}

export interface Recent {
  get(run: string): RecentRun | undefined;
  /** One that does not go on by itself is let go: it may wait for days. */
  keep(run: string, state: RecentRun): void;
  drop(run: string): void;
}

export function createRecent(sealer: Pick<Sealer, "version">, most = 1000): Recent {
  const known = new Map<string, RecentRun>();
  let version = sealer.version();
  return {
    get: (run) => {
      // Steps hold what may have been erased since.
      if (version !== sealer.version()) known.clear();
      version = sealer.version();
      return known.get(run);
    },
    keep: (run, state) => {
      known.delete(run);
      if (state.status !== "running") return;
      known.set(run, state);
      if (known.size > most) known.delete(known.keys().next().value ?? "");
    },
    drop: (run) => void known.delete(run),
  };
}
