// What every part of a run works with: the dependencies, and what is made of them once.
import type { RunStatus } from "@gantry/contract";
import type { Tap } from "../query/index.ts";
import type { Sealer, Transaction } from "../store/index.ts";
import type { EnqueueOptions, Fence, Queue } from "./durable/index.ts";
import type { Job } from "./job.ts";
import type { LoadRun, PinnedRun } from "./pinned.ts";
import type { Recent } from "./recent.ts";
import type { Relations } from "./relations.ts";
import type { PinnedEgresses } from "./replay/egresses.ts";
import type { Recorder } from "./replay/recording.ts";
import type { DeriveShapes } from "./shapes.ts";
import type { Stops } from "./stops.ts";
import type { Subjects } from "./subjects.ts";
import type { RunDependencies } from "./types.ts";
import type { Watchers } from "./watch.ts";

export interface House extends RunDependencies {
  readonly now: () => Date;
  readonly sealer: Sealer;
  readonly queue: Queue;
  readonly load: LoadRun;
  /** Of a run that begins: spares the first load. */
  readonly remember: (run: PinnedRun) => void;
  readonly relations: Relations;
  readonly watchers: Watchers;
  readonly recent: Recent;
  readonly stops: Stops;
  readonly shapes: DeriveShapes;
  readonly subjects: Subjects;
  readonly fault: NonNullable<RunDependencies["fault"]>;
  readonly report: NonNullable<RunDependencies["report"]>;
}

/** A job at work. */
export interface Work {
  readonly house: House;
  readonly run: PinnedRun;
  readonly job: Job;
  readonly signal: AbortSignal;
  /** Stands between its queries and the sources. */
  readonly tap?: Tap;
  /** Notes what the sources give; absent where nobody wants it. */
  readonly recorder?: Recorder | undefined;
  /** At a replay: what was written and sent before stands, and nothing is sent. */
  readonly pinned?: PinnedEgresses;
  /** Of what goes out: throws where the job may have become another process's meanwhile. */
  readonly fence?: Fence;
}

/** A transaction that holds the run's lock. */
export interface RunTransaction {
  readonly tx: Transaction;
  readonly house: House;
  readonly run: PinnedRun;
  readonly at: Date;
  /** The run's status when the lock was taken. */
  readonly status: RunStatus;
  /** Enqueues a job that exists when the transaction commits. */
  readonly enqueue: (job: string, options?: EnqueueOptions) => Promise<void>;
}
