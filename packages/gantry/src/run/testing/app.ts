// A server process for tests that kill it: launches runs on a data folder or a database, and says on stdout what it did.
import fs from "node:fs";
import { GantryError } from "@gantry/contract";
import { createKeyring, launchPostgres, openStore } from "../../store/index.ts";
import { createRuns } from "../runs.ts";
import type { FaultPoint } from "../types.ts";
import { changedLetters } from "./flow.ts";
import { dependenciesOf, manager, startLetters } from "./house.ts";
import { logAction, mailAction } from "./outbox.ts";

export interface AppOptions {
  /** Embedded, or … */
  readonly dataDir?: string;
  /** … external. */
  readonly url?: string;
  readonly executor: string | null;
  readonly outbox: string;
  readonly log: string;
  /** Starts a run for so many customers, and accepts all of its drafts. */
  readonly letters?: number;
  /** Starts so many runs, and does no more. */
  readonly runs?: number;
  /** Has the flow as it was changed, under its old name. */
  readonly changed?: boolean;
  /** Accepts all drafts of these runs. */
  readonly accept?: readonly string[];
  /** Ends the process with SIGKILL at this point. */
  readonly fault?: FaultPoint;
  /** Stops the process with SIGSTOP at this point, once: it goes on with SIGCONT. */
  readonly sleep?: FaultPoint;
  /** Erases a subject; its receipt is what it found. */
  readonly erase?: string;
  /** Cancels a run, and ends. */
  readonly cancel?: string;
  /** Models never answer here. */
  readonly hang?: boolean;
}

let slept = false;

const say = (what: unknown): void => {
  fs.writeSync(1, `${JSON.stringify(what)}\n`);
};

/** What this process takes for the time is so many milliseconds off. */
let shift = 0;
const TrueDate = Date;
globalThis.Date = class extends TrueDate {
  constructor(...given: [] | [string | number | Date]) {
    super(given[0] ?? TrueDate.now() + shift);
  }
  static override now(): number {
    return TrueDate.now() + shift;
  }
} as DateConstructor;
process.on("SIGUSR2", () => {
  shift += 25 * 3_600_000;
  say({ jumped: new Date().toISOString() });
});

// Given by the test that starts this process.
const options = JSON.parse(process.argv[2] ?? "{}") as AppOptions;
const postgres = options.dataDir === undefined ? undefined : await launchPostgres({ dataDir: options.dataDir });
const store = await openStore(postgres?.url ?? options.url ?? "");
const runs = createRuns({
  ...dependenciesOf(store, {
    mail: mailAction(options.outbox),
    log: logAction(options.log),
    onModel: () =>
      options.hang === true
        ? new Promise<void>(() => {
            say({ hangs: true });
          })
        : undefined,
  }),
  executor: options.executor,
  ...(options.dataDir === undefined ? {} : { keyring: createKeyring(options.dataDir) }),
  certify: async ({ counts }) => counts,
  lease: 1000,
  fault: (point) => {
    if (point === options.fault) process.kill(process.pid, "SIGKILL");
    if (point === options.sleep && !slept) {
      slept = true;
      say({ sleeps: point });
      process.kill(process.pid, "SIGSTOP");
    }
  },
  onLease: (event, executors) => say({ [event]: executors }),
});
await runs.launch();
if (options.cancel !== undefined) {
  await runs.cancel(options.cancel, manager);
  say({ cancelled: options.cancel });
  await end();
}
say({ ready: true, url: store.url });
process.on("SIGTERM", () => void end());

for (let index = 0; index < (options.runs ?? 0); index++)
  say({ run: await startOnce(`run-${index}${options.changed === true ? "-changed" : ""}`) });
if (options.letters !== undefined) {
  const run = await runs.start(startLetters(options.letters));
  say({ run });
  await acceptAll(run);
}
for (const run of options.accept ?? []) await acceptAll(run);

if (options.erase !== undefined) {
  const run = await runs.start(startLetters(3));
  say({ run });
  await runs.settled(run);
  say({ erased: await runs.eraseSubject({ subject: options.erase, by: "mara", values: [] }) });
}

async function acceptAll(run: string): Promise<void> {
  await runs.settled(run);
  for (const { id, contentHash } of await runs.approvals(manager, { run })) {
    await runs.decide(id, { decision: "accept", contentHash }, manager);
    say({ accepted: id });
  }
}

/** As a client does: with a key of its own, again and again until it is acknowledged. */
async function startOnce(idempotencyKey: string): Promise<string> {
  for (;;) {
    try {
      const flow = options.changed === true ? { flow: changedLetters } : {};
      return await runs.start(startLetters(1, { idempotencyKey, ...flow }));
    } catch (error) {
      if (!(error instanceof GantryError && error.retryable)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function end(): Promise<void> {
  await runs.shutdown();
  await store.close();
  await postgres?.stop();
  process.exit(0);
}
