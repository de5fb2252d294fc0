// A house with all of its real parts (query engine, guard, ledger, keys, Postgres), but for its sources and models, which
// are given.
import path from "node:path";
import { GantryError } from "@gantry/contract";
import type { Catalog } from "../../catalog/index.ts";
import type { ActionDef, Connector } from "../../connect/kit/index.ts";
import { createBudget } from "../../connect/kit/index.ts";
import { checkFlow } from "../../flow/index.ts";
import type { CheckOptions, FlowDocument, Shape } from "../../flow/index.ts";
import { checkpointFile, createGuard, createLedger } from "../../guard/index.ts";
import type { GuardOptions, Ledger } from "../../guard/index.ts";
import type { ModelRegistry } from "../../model/index.ts";
import type { Caller, Policy } from "../../policy/index.ts";
import { createQueryEngine } from "../../query/index.ts";
import type { QueryEngine, TypedValue } from "../../query/index.ts";
import { createKeyring, openStore } from "../../store/index.ts";
import type { Store } from "../../store/index.ts";
import { runPolicyOf } from "../run-policy.ts";
import { createRuns } from "../runs.ts";
import type { BoundAction, RunDependencies, Runs } from "../types.ts";

export interface WholeOptions {
  readonly url: string;
  /** Keys and checkpoints go here. */
  readonly folder: string;
  readonly catalog: Catalog;
  /** Of all sources. */
  readonly connector: Connector;
  readonly policy: Policy;
  readonly models: ModelRegistry;
  /** By operation. */
  readonly actions?: Readonly<Record<string, ActionDef>>;
  readonly inFlight?: number;
  readonly replaying?: (parts: WholeParts) => RunDependencies["replaying"];
}

export interface WholeParts {
  readonly guarding: Omit<GuardOptions, "policy" | "models">;
  readonly query: QueryEngine;
  readonly action: (operation: string) => BoundAction | undefined;
}

export interface Whole {
  readonly runs: Runs;
  readonly store: Store;
  readonly ledger: Ledger;
  /** Starts a run of a flow, which is proved the first time. */
  start(flow: FlowDocument, parameters: Readonly<Record<string, TypedValue>>, caller: Caller): Promise<string>;
  close(): Promise<void>;
}

/** Opens and launches it. One per process. */
export async function openWhole(options: WholeOptions): Promise<Whole> {
  const { catalog, policy, models, actions = {}, inFlight = 16 } = options;
  const keyring = createKeyring(options.folder);
  const store = await openStore(options.url, { connections: inFlight });
  const query = createQueryEngine({ catalog, connectors: () => options.connector, underWay: inFlight });
  const checkpoints = checkpointFile(path.join(options.folder, "checkpoints.jsonl"));
  const ledger = createLedger({ store: store.ledger, keys: keyring, checkpoints });
  const action = (operation: string): BoundAction | undefined => {
    const found = actions[operation];
    const [name = ""] = operation.split(".");
    const connector = name === "mail" ? "smtp" : "memory";
    return found && { source: { name, connector, title: name, connection: {} }, action: found };
  };
  const guarding = {
    catalog,
    vaultStore: store.vault,
    replies: store.replies,
    ledger,
    keys: keyring,
    action: (operation: string) => {
      const found = actions[operation];
      if (found) return found;
      throw new GantryError("bad-flow", `nobody offers "${operation}"`);
    },
  };
  const guard = createGuard({ ...guarding, policy, models });
  const replaying = options.replaying?.({ guarding, query, action });
  const runs = createRuns({
    store,
    keyring,
    catalog,
    query,
    guard,
    models,
    policy: runPolicyOf(policy),
    action,
    context: (_source, _caller, signal) => ({
      signal,
      now: () => new Date(),
      secret: () => "",
      budget: createBudget(1000),
    }),
    recheck: (edit) => guard.recheck(edit),
    record: ({ run, caller, ...body }) => ledger.append({ kind: "decision", run, caller, body }),
    ...(replaying === undefined ? {} : { replaying }),
    executor: "whole",
    concurrency: inFlight,
    report: (error) => console.error(error),
  });
  await runs.launch();
  const checking: CheckOptions = {
    catalog,
    policy,
    bind: (sql, bound) => query.bind(sql, bound),
    deployments: models.deployments.filter((it) => it.modality === "text"),
    score: (name) => (models.deployments.some((it) => it.name === name) ? models.score(name) : undefined),
    action: (operation) => {
      const bound = action(operation);
      return bound && { source: bound.source, input: bound.action.input, further: bound.action.further };
    },
  };
  const proved = new Map<FlowDocument, Readonly<Record<string, Shape>>>();
  return {
    runs,
    store,
    ledger,
    start: async (flow, parameters, caller) => {
      const shapes = proved.get(flow) ?? (await shapesOf(flow, checking));
      proved.set(flow, shapes);
      const { name, title } = flow;
      return runs.start({
        flow,
        shapes,
        input: {
          parameters: {
            today: { type: "date", value: "2026-11-16" },
            now: { type: "timestamptz", value: "2026-11-16T08:00:00Z" },
            ...parameters,
          },
        },
        interpretation: { flow: name, title, text: name, input: {}, planner: "none" },
        caller,
        question: null,
      });
    },
    close: async () => {
      await runs.shutdown();
      await ledger.close();
      await query.close();
      await store.close();
    },
  };
}

async function shapesOf(flow: FlowDocument, checking: CheckOptions): Promise<Readonly<Record<string, Shape>>> {
  const { proof, shapes } = await checkFlow(flow, checking);
  if (proof.ok) return shapes;
  throw new Error(proof.findings.map((it) => it.message).join("\n"));
}
