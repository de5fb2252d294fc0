// What stands between the house and everything outside: the ledger, the policies in force, the guard.
import path from "node:path";
import { GantryError } from "@gantry/contract";
import { parameterLabels } from "../../flow/index.ts";
import type { FlowDocument } from "../../flow/index.ts";
import { checkpointFile, createGuard, createLedger } from "../../guard/index.ts";
import type { Guard, GuardOptions, Ledger } from "../../guard/index.ts";
import type { Guests } from "../../guest/index.ts";
import type { Models } from "../../model/index.ts";
import { narrow } from "../../policy/index.ts";
import type { Runs } from "../../run/index.ts";
import { createBudgets } from "../budgets.ts";
import { describeError } from "../log.ts";
import { createPinnedPolicies } from "../pinned-policy.ts";
import type { Opening } from "./opening.ts";
import type { Sources } from "./sources.ts";
import type { Stores } from "./stores.ts";

/** The guard's options but for models and policies. */
export type Guarding = Omit<
  GuardOptions,
  "models" | "policy" | "currentPolicy" | "parameterLabels" | "onEgress" | "onReuse" | "replies" | "guests"
>;

export interface Governing {
  readonly guard: Guard;
  readonly ledger: Ledger;
  /** For a second guard under another policy or model, as replays have. */
  readonly guarding: Guarding;
  /** Folder of the signed checkpoints. */
  readonly checkpoints: string;
}

/** @param pinned what a run was started with: it is decided by that and by the policy of now, the stricter of both */
export async function openGoverning(
  opening: Opening,
  { store, keyring }: Stores,
  { catalog, connections }: Sources,
  { models, guests }: { readonly models: Models; readonly guests: Guests },
  pinned: Runs["pinned"],
): Promise<Governing> {
  const { project, settings, log, clock, watch, closers } = opening;
  const checkpoints = path.join(settings.dataFolder, "checkpoints");
  const ledger = createLedger({
    store: store.ledger,
    keys: keyring,
    checkpoints: checkpointFile(path.join(checkpoints, `${Date.now()}-${process.pid}.jsonl`)),
    onLost: (drafts, error) =>
      log.error({ entries: drafts.length, ...describeError(error) }, "ends of calls are missing in the ledger"),
    onUnsigned: watch.unsigned,
  });
  closers.push(() => ledger.close());
  const flowOf = async (run: string): Promise<FlowDocument | undefined> => (await pinned(run))?.flow;
  const guarding = {
    ...createBudgets(
      project,
      store,
      async (run) => {
        const found = await pinned(run);
        return found && { flow: found.flow.name, tenant: found.tenant };
      },
      clock,
    ),
    own: [project.title],
    vocabulary: [
      ...(project.vocabulary ?? []),
      ...catalog.subjects.flatMap(({ name, synonyms }) => [name, ...synonyms]),
    ],
    catalog,
    vaultStore: store.vault,
    ledger,
    keys: keyring,
    action: (operation: string) => {
      const bound = connections.action(operation);
      if (bound) return bound.action;
      throw new GantryError("bad-flow", `no source offers the operation "${operation}"`);
    },
  };
  const pinnedPolicy = await createPinnedPolicies(
    project.policy,
    store.policies,
    async (run) => (await pinned(run))?.policy,
  );
  const guard = createGuard({
    ...guarding,
    models,
    policy: async (run) => ((await pinned(run))?.narrows ?? []).reduce(narrow, await pinnedPolicy(run)),
    currentPolicy: () => project.policy,
    parameterLabels: async (run) => {
      const flow = await flowOf(run);
      return flow === undefined ? {} : parameterLabels(flow);
    },
    onEgress: watch.egress,
    replies: store.replies,
    guests,
    onReuse: watch.reuse,
  });
  return { guard, ledger, guarding, checkpoints };
}
