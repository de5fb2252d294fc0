// Which model serves a task: hard filters first, then the order of preference. Pure.
import { GantryError } from "@gantry/contract";
import type { ChatRequest } from "./chat/index.ts";
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

/** Tokens that a chat will take up, at about four characters each; an image at a thousand. */
export const estimateChat = ({ messages, tools, format }: ChatRequest): number => {
  const text = JSON.stringify([messages, tools, format], (key, value: unknown) => (key === "base64" ? "" : value));
  const images = messages.flatMap((it) => (it.role === "user" ? it.parts : [])).filter(({ kind }) => kind === "image");
  return Math.ceil(text.length / 4) + images.length * 1_000;
};

/**
 * The deployments that may be tried for a chat, the best first. Empty where the caller's `unfit` (the policy) is what
 * keeps it from each.
 * @throws model-unreachable where its size does.
 */
export const routeChat = (
  deployments: readonly Deployment[],
  request: ChatRequest,
  unfit: (deployment: Deployment) => string | null,
): readonly Choice[] => {
  const needed = estimateChat(request);
  const allowed = deployments.filter((it) => unfit(it) === null);
  const fitting = allowed.filter((it) => needed <= it.maxInputTokens);
  if (allowed.length > 0 && fitting.length === 0)
    throw new GantryError("too-large", `about ${needed} tokens are more than any model asked for takes`, {
      remedy: `send less, or ask for another; ${allowed.map((it) => `${it.name} takes ${it.maxInputTokens}`).join(", ")}`,
      where: { param: "messages" },
    });
  return fitting.map((deployment, place) => ({
    deployment,
    reason: place === 0 ? "first that may take it" : `follows ${fitting[place - 1]?.name ?? ""}`,
  }));
};
