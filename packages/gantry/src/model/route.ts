// Which model serves a task: hard filters first, then the order of preference. Pure.
import { GantryError } from "@gantry/contract";
import type { Choice, Deployment, ModelRegistry } from "./types.ts";

type Needs = Parameters<ModelRegistry["text"]>[1];

const isBuiltin = (deployment: Deployment): boolean => deployment.name.startsWith("builtin/");

/** Why a deployment can't serve, or null where it can. */
const unfit = (deployment: Deployment, task: string, needs: Needs): string | null => {
  if (deployment.modality !== "text") return `is a model for ${deployment.modality}`;
  if (!deployment.tasks.includes("*") && !deployment.tasks.includes(task)) return `does not do "${task}"`;
  if (!needs.zones.includes(deployment.zone))
    return `stands ${deployment.zone}, allowed is ${needs.zones.join(" or ")}`;
  if ((needs.inputTokens ?? 0) > deployment.maxInputTokens) return `takes at most ${deployment.maxInputTokens} tokens`;
  return null;
};

/**
 * The first deployment that fits, language models before the builtin; the reason names what was passed over.
 * @param deployments in order of preference.
 * @throws model-unreachable naming each deployment with why it does not fit.
 */
export const route = (deployments: readonly Deployment[], task: string, needs: Needs): Choice => {
  const text = deployments.filter((it) => it.modality === "text");
  const judged = [...text.filter((it) => !isBuiltin(it)), ...text.filter(isBuiltin)].map((deployment) => ({
    deployment,
    why: unfit(deployment, task, needs),
  }));
  const passedOver = judged.flatMap((it) => (it.why === null ? [] : [`${it.deployment.name} ${it.why}`]));
  const chosen = judged.find((it) => it.why === null)?.deployment;
  if (chosen === undefined)
    throw new GantryError(
      "model-unreachable",
      `no configured model can do "${task}": ${passedOver.join("; ") || "none is configured"}`,
      {
        remedy: "configure a model that fits (`gantry model test` shows those there are)",
      },
    );
  const languageModels = judged.filter((it) => !isBuiltin(it.deployment));
  const reason = isBuiltin(chosen)
    ? languageModels.length === 0
      ? "no language model is configured"
      : `no language model fits: ${passedOver.join("; ")}`
    : `first configured language model that may do "${task}" in zone ${chosen.zone}`;
  return { deployment: chosen, reason };
};
