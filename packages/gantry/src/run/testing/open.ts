// Runs over a real Postgres in a folder of their own, for tests: opened, and closed with all that they left.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { ApprovalView, DecisionRequest, DecisionState, RunStatus } from "@gantry/contract";
import type { ActionDef } from "../../connect/kit/index.ts";
import type { Caller } from "../../policy/index.ts";
import { launchPostgres, openStore } from "../../store/index.ts";
import type { Store } from "../../store/index.ts";
import { createRuns } from "../runs.ts";
import type { RunDependencies, Runs, StartRequest } from "../types.ts";
import { dependenciesOf, manager, startLetters } from "./house.ts";
import type { TestHouse } from "./house.ts";
import { logAction, mailAction, readOutbox } from "./outbox.ts";
import type { SentMail } from "./outbox.ts";

export interface TestRuns {
  readonly runs: Runs;
  readonly store: Store;
  readonly folder: string;
  /** Empties what `mails` gives. */
  forgetMails(): void;
  /** Mails that left. */
  mails(): readonly SentMail[];
  /** Activities that the CRM has logged. */
  activities(): readonly SentMail[];
  /** Starts a run for so many customers, and gives it when it waits. */
  start(count: number, more?: Partial<StartRequest>): Promise<string>;
  /** In the order of their rows. */
  approvals(run: string, caller?: Caller): Promise<readonly ApprovalView[]>;
  decide(approval: ApprovalView, decision: Partial<DecisionRequest>, caller?: Caller): Promise<ApprovalView>;
  /** Resolves when the run is over. */
  end(run: string): Promise<RunStatus>;
  close(): Promise<void>;
}

export interface TestRunsOptions {
  /** Called before a mail leaves; what it throws is the mail server's answer. */
  readonly fail?: (to: string) => void;
  /** In place of the outbox. */
  readonly mail?: ActionDef | ((outbox: string) => ActionDef);
  /** Called before a model writes. */
  readonly onModel?: NonNullable<TestHouse["onModel"]>;
  /** In place of dependencies as they would be; the folder is the house's own. */
  readonly over?: Partial<RunDependencies> | ((usual: RunDependencies, folder: string) => Partial<RunDependencies>);
}

export async function openRuns({ fail, mail, onModel, over = {} }: TestRunsOptions = {}): Promise<TestRuns> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gantry-runs-"));
  const [outbox, log] = [path.join(folder, "mails"), path.join(folder, "log")];
  const postgres = await launchPostgres({ dataDir: path.join(folder, "data") });
  const store = await openStore(postgres.url);
  const sending = typeof mail === "function" ? mail(outbox) : mail;
  const actions = { mail: sending ?? mailAction(outbox, fail), log: logAction(log) };
  const usual = dependenciesOf(store, { ...actions, ...(onModel === undefined ? {} : { onModel }) });
  const runs = createRuns({ ...usual, ...(typeof over === "function" ? over(usual, folder) : over) });
  await runs.launch();
  return {
    runs,
    store,
    folder,
    forgetMails: () => fs.rmSync(outbox, { force: true }),
    mails: () => readOutbox(outbox),
    activities: () => readOutbox(log),
    start: async (count, more) => {
      const run = await runs.start(startLetters(count, more));
      const status = await runs.settled(run);
      if (status !== "waiting") throw new Error(`the run does not wait, it is ${status}`);
      return run;
    },
    approvals: (run, caller = manager) => runs.approvals(caller, { run }),
    decide: ({ id, contentHash }, decision, caller = manager) =>
      runs.decide(id, { decision: "accept", contentHash, ...decision }, caller),
    end: async (run) => {
      let status: RunStatus = "running";
      for await (const event of runs.events(run, 0)) if (event.type === "status") ({ status } = event);
      return status;
    },
    close: async () => {
      await runs.shutdown();
      await store.close();
      await postgres.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** How many stand in each state. */
export const tally = (approvals: readonly ApprovalView[]): Partial<Record<DecisionState, number>> => {
  const counts: Partial<Record<DecisionState, number>> = {};
  for (const { state } of approvals) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};
