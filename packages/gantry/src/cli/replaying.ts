// The house as it would be for a replay: another flow, policy or model in place of what is in force, over the same keys.
import { GantryError } from "@gantry/contract";
import { checkFlow, flowVersion, parameterLabels, parseFlow } from "../flow/index.ts";
import type { FlowDocument, Shape } from "../flow/index.ts";
import { createGuard } from "../guard/index.ts";
import type { SealedEntry, VaultStore } from "../guard/index.ts";
import type { ModelRegistry } from "../model/index.ts";
import { access, definePolicy, may, narrow } from "../policy/index.ts";
import type { Policy } from "../policy/index.ts";
import type { RunDependencies } from "../run/index.ts";
import type { Guarding } from "./house/governing.ts";
import { checkOptionsOf } from "./publish.ts";
import type { PublishOptions } from "./publish.ts";

export interface ReplayingOptions extends PublishOptions {
  /** Of the house's guard, but for what a replay decides by. */
  readonly guard: Guarding;
  readonly flows: readonly FlowDocument[];
  /** Whether a policy fits the project. Throws `bad-config`. */
  readonly requireFitting: (policy: Policy) => void;
}

/**
 * Nothing leaves at a replay that may not leave today: a policy that is given decides together with the one in force, but
 * where no model outside is asked. What is shown is decided by both always.
 */
export const createReplaying =
  (options: ReplayingOptions): NonNullable<RunDependencies["replaying"]> =>
  async ({ own, narrows, flow, policy: given, model, offline = false }) => {
    const current = options.policy;
    const candidate = given === undefined ? current : readPolicy(given, options.requireFitting);
    const document = flow === undefined ? own : readFlow(flow, [own, ...options.flows]);
    const policy = [...narrows, document.narrows].reduce(narrow, candidate);
    const models = model === undefined ? options.models : onlyModel(options.models, model);
    const deciding = offline || candidate.version === current.version ? [policy] : [policy, current];
    const shared = {
      ...options.guard,
      models,
      policy,
      parameterLabels: () => parameterLabels(document),
      vaultStore: keepingNothing(options.guard.vaultStore),
    };
    const viewing = createGuard({ ...shared, currentPolicy: () => current });
    const guard = deciding.length === 1 ? createGuard(shared) : viewing;
    return {
      document,
      ...(document === own ? {} : { shapes: await shapesOf(document, { ...options, policy: candidate, models }) }),
      policy: {
        version: candidate.version,
        may: (caller, permission) => deciding.every((it) => may(it, caller, permission)),
        access: (caller) => access(candidate, caller),
      },
      policies: deciding,
      guard,
      viewing,
      models,
    };
  };

function readPolicy(given: object, requireFitting: (policy: Policy) => void): Policy {
  const policy = definePolicy(given, { file: "the policy of the replay" });
  requireFitting(policy);
  return policy;
}

function readFlow(given: unknown, known: readonly FlowDocument[]): FlowDocument {
  if (typeof given !== "string") return parseFlow(given);
  const found = known.find((it) => flowVersion(it) === given);
  if (found) return found;
  throw new GantryError("not-found", `no flow of the version "${given}" is published here`, {
    remedy: `give the document, or a version: ${known.map((it) => `${it.name} ${flowVersion(it)}`).join(", ")}`,
  });
}

/** Without regard to whether it would be published: what the policy refuses, the replay shows. */
async function shapesOf(document: FlowDocument, options: PublishOptions): Promise<Readonly<Record<string, Shape>>> {
  return (await checkFlow(document, checkOptionsOf(options))).shapes;
}

function onlyModel(models: ModelRegistry, name: string): ModelRegistry {
  const texts = models.deployments.filter((it) => it.modality === "text");
  if (!texts.some((it) => it.name === name)) {
    throw new GantryError("not-found", `there is no model "${name}" that writes`, {
      remedy: `models: ${texts.map((it) => it.name).join(", ")}`,
    });
  }
  return {
    deployments: models.deployments.filter((it) => it.modality !== "text" || it.name === name),
    text: (task, needs) => models.text(task, { ...needs, only: name }),
    score: (score) => models.score(score),
  };
}

/** What a replay makes is known to it alone; what was kept before is known to it too. */
export function keepingNothing(store: Pick<VaultStore, "find">): VaultStore {
  const own: SealedEntry[] = [];
  return {
    put: async (entries) => {
      own.push(...entries);
    },
    find: async (run, tokens, row) => [
      ...(await store.find(run, tokens, row)),
      ...own.filter((it) => it.run === run && tokens.includes(it.token) && (row === undefined || it.row === row)),
    ],
  };
}
