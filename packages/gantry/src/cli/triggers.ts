// Triggers of a project made ready: each flow is proved once more for what comes with events.
import { GantryError } from "@gantry/contract";
import { checkFlow } from "../flow/index.ts";
import type { Ask } from "../ask/index.ts";
import type { Catalog } from "../catalog/index.ts";
import type { Ledger } from "../guard/index.ts";
import type { QueryEngine } from "../query/index.ts";
import { checkTriggers, createTriggers, prepareTriggers } from "../run/index.ts";
import type { Foresee, Prepared, ProvedFlow, RisingColumns, Runs, TriggerDocument, Triggers } from "../run/index.ts";
import type { PublishedFlow } from "../serve/index.ts";
import type { Keyring, Store } from "../store/index.ts";
import type { Connections } from "./connections.ts";
import type { Project } from "./project.ts";
import { checkOptionsOf } from "./publish.ts";
import type { PublishOptions } from "./publish.ts";
import type { Settings } from "./settings.ts";

/** By connector: the columns that can lead a change feed. Connectors that are not here offer none. */
const risingColumns: Readonly<Record<string, RisingColumns>> = {
  // Times and numbers: that one rises with every change is its owner's word.
  postgres: ({ type }) => ["timestamp", "timestamptz", "int32", "int64"].includes(type),
  // The platform sets it with every change, by whomever.
  salesforce: ({ native }) => native === "SystemModstamp",
};

/** @throws GantryError `bad-config` with file and line of all that a trigger names and the project does not have. */
export const requireFittingTriggers = ({ flows, policy, triggers = [] }: Project, catalog: Catalog): void =>
  checkTriggers(triggers, { flows, policy, catalog, rising: (connector) => risingColumns[connector] });

/** Each trigger with the flow that it starts, proved for what its events bring, or why it can start none. */
const prepare = (
  documents: readonly TriggerDocument[],
  published: readonly ProvedFlow[],
  options: PublishOptions,
  secret: (name: string) => string,
): Promise<readonly Prepared[]> => {
  const check = checkOptionsOf(options);
  const { catalog, policy } = options;
  return prepareTriggers(documents, {
    published,
    policy,
    catalog,
    secret,
    prove: async (flow, events) => {
      const { proof, shapes } = await checkFlow(flow, { ...check, events });
      return { shapes, breaches: proof.findings.filter((it) => it.severity === "breach").map((it) => it.message) };
    },
  });
};

/** Why triggers could start nothing, offline: a secret that is missing here may well be set where they run. */
export const refusedTriggers = async (
  { triggers = [] }: Project,
  published: readonly ProvedFlow[],
  options: PublishOptions,
): Promise<readonly string[]> => (await prepare(triggers, published, options, () => "")).flatMap(refusalOf);

export interface TriggerParts extends PublishOptions {
  readonly published: readonly PublishedFlow[];
  readonly store: Store;
  readonly ledger: Pick<Ledger, "appendRequest">;
  readonly keyring: Keyring;
  readonly query: QueryEngine;
  readonly connections: Connections;
  readonly runs: Runs;
  readonly ask: Ask;
  readonly foresee?: Foresee;
  readonly clock: () => { readonly today: string; readonly now: string };
  readonly secret: (name: string) => string;
  readonly report: (error: unknown, trigger: string) => void;
}

/** What can't start its flow is among them, and told in `refused`. They wait for `launch`. */
export async function openTriggers(
  { triggers: documents = [], mailIn }: Project,
  { mailPort }: Pick<Settings, "mailPort">,
  parts: TriggerParts,
): Promise<{ readonly triggers: Triggers; readonly refused: readonly string[] }> {
  const { catalog, published, secret, runs, ask, ledger, connections } = parts;
  const prepared = await prepare(documents, published, parts, secret);
  const port = mailPort ?? mailIn?.port;
  const triggers = createTriggers({
    ...parts,
    triggers: prepared,
    ...(port === undefined ? {} : { mail: { host: mailIn?.host ?? "127.0.0.1", port } }),
    calendar: catalog.calendar,
    start: (request) => runs.start(request),
    keysOf: (run, step, caller) => runs.keysOf(run, step, caller),
    fill: (flow, input) => ask.fill(flow, input),
    now: () => new Date(),
    context: (source, caller, signal) => connections.context(source, signal, caller.tokens[source]),
    record: (caller, trigger, refused) =>
      ledger.appendRequest({
        caller: caller.subject,
        method: "FIRE",
        route: `/api/triggers/${trigger}`,
        status: refused?.status ?? 0,
      }),
  });
  return { triggers, refused: prepared.flatMap(refusalOf) };
}

const refusalOf = ({ flow }: Prepared): readonly string[] =>
  flow instanceof GantryError ? [`${flow.message}${flow.remedy === undefined ? "" : `\n  ${flow.remedy}`}`] : [];
