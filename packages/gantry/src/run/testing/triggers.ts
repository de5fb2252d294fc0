// Triggers over the test's house: a flow with an input, a service that may run it, and a clock that the test sets.
import type { FlowDocument } from "../../flow/index.ts";
import { definePolicy } from "../../policy/index.ts";
import type { Policy } from "../../policy/index.ts";
import { keyringOf } from "../../store/index.ts";
import type { Store } from "../../store/index.ts";
import { createTriggers, prepareTriggers } from "../trigger/index.ts";
import type { PrepareOptions, TriggerDocument, Triggers, TriggersOptions } from "../trigger/index.ts";
import type { Runs } from "../types.ts";
import { letters, shapes } from "./flow.ts";
import { catalog } from "./house.ts";

export const flowWithInput: FlowDocument = {
  ...letters,
  input: {
    region: { kind: "one-of", values: ["EMEA", "AMER"], default: "EMEA" },
    count: { kind: "number", min: 0, max: 10, default: 0 },
  },
};

export const policy: Policy = definePolicy({
  treatments: [],
  roles: [
    { name: "sales-manager", title: "Sales manager" },
    { name: "nobody", title: "Nobody" },
  ],
  permissions: 'permit (principal in Role::"sales-manager", action in [Action::"run", Action::"see"], resource);',
  services: [
    { name: "robot", title: "Robot", roles: ["sales-manager"] },
    { name: "idle", title: "May nothing", roles: ["nobody"] },
  ],
});

export interface TestTriggers {
  readonly store: Store;
  readonly runs: Pick<Runs, "start" | "keysOf">;
  readonly now: () => Date;
  readonly options?: Partial<TriggersOptions>;
  readonly prepare?: Partial<PrepareOptions>;
}

/** A process's triggers; none looks by itself. */
export async function openTriggers(
  triggers: readonly TriggerDocument[],
  { store, runs, now, options, prepare }: TestTriggers,
): Promise<Triggers> {
  const secret = (name: string): string => `secret of ${name}`;
  const ready = await prepareTriggers(triggers, {
    published: [{ document: flowWithInput, shapes }],
    policy,
    catalog,
    prove: async () => ({ shapes, breaches: [] }),
    secret,
    ...prepare,
  });
  const opened = createTriggers({
    triggers: ready,
    store,
    keyring: keyringOf(new Uint8Array(32).fill(7)),
    policy,
    calendar: catalog.calendar,
    start: runs.start,
    fill: (flow, input) => ({
      input,
      interpretation: { flow: flow.name, title: flow.title, text: flow.title, input: { ...input }, planner: "test" },
    }),
    clock: () => ({ today: now().toISOString().slice(0, 10), now: now().toISOString() }),
    now,
    secret,
    record: async () => undefined,
    catalog,
    query: { run: () => Promise.reject(new Error("no source is asked here")) },
    context: () => {
      throw new Error("no source is asked here");
    },
    keysOf: (run, step, caller) => runs.keysOf(run, step, caller),
    report: (error) => {
      throw error;
    },
    interval: 86_400_000,
    ...options,
  });
  await opened.launch();
  return opened;
}
