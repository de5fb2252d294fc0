// Which model serves a task: hard filters first, then the order of preference. Pure.
import { GantryError } from "@gantry/contract";
import type { ChatRequest } from "./chat/index.ts";
import { orderDeployments } from "./router/index.ts";
import type { Health } from "./router/index.ts";
import type { Choice, Deployment, ModelRegistry } from "./types.ts";

type Needs = Parameters<ModelRegistry["text"]>[1];

const isBuiltin = (deployment: Deployment): boolean => deployment.name.startsWith("builtin/");

/** Why a deployment can't serve, or null where it can. */
const unfit = (deployment: Deployment, task: string, needs: Needs): string | null => {
  if (deployment.modality !== "text") return `is a model for ${deployment.modality}`;
  if (!deployment.tasks.includes("*") && !deployment.tasks.includes(task)) return `does not do "${task}"`;
  if (needs.without?.includes(deployment.name) === true) return "was not to be had";
  if (needs.barred?.includes(deployment.name) === true) return "may not by the policy";
  if (!needs.zones.includes(deployment.zone))
    return `stands ${deployment.zone}, allowed is ${needs.zones.join(" or ")}`;
  if ((needs.inputTokens ?? 0) > deployment.maxInputTokens) return `takes at most ${deployment.maxInputTokens} tokens`;
  return null;
};

/**
 * The deployment that serves a task: what can't is left out, then the router's order, the builtin ones last; the reason
 * names what was passed over.
 * @throws model-unreachable naming each deployment with why it does not fit.
 */
export const route = (
  deployments: readonly Deployment[],
  task: string,
  needs: Needs,
  health: Pick<Health, "state" | "latency">,
): Choice => {
  const judged = deployments
    .filter((it) => it.modality === "text")
    .map((deployment) => ({ deployment, why: unfit(deployment, task, needs) }));
  const fitting = judged.filter((it) => it.why === null).map((it) => it.deployment);
  const { ranked, passedOver: left } = orderDeployments(
    fitting.filter((it) => !isBuiltin(it)),
    needs.inputTokens ?? usualInput,
    health,
  );
  const passedOver = [...judged.flatMap((it) => (it.why === null ? [] : [`${it.deployment.name} ${it.why}`])), ...left];
  const [best] = ranked;
  if (best !== undefined)
    return {
      deployment: best.deployment,
      reason: `may do "${task}" in zone ${best.deployment.zone}; ${best.reason}${left.length === 0 ? "" : ` (${left.join("; ")})`}`,
    };
  const builtin = fitting.find(isBuiltin);
  if (builtin === undefined)
    throw new GantryError(
      "model-unreachable",
      `no configured model can do "${task}": ${passedOver.join("; ") || "none is configured"}`,
      { remedy: "configure a model that fits (`gantry model list` shows those there are)" },
    );
  const hasOthers = judged.some((it) => !isBuiltin(it.deployment));
  return {
    deployment: builtin,
    reason: hasOthers ? `no language model fits: ${passedOver.join("; ")}` : "no language model is configured",
  };
};

/** Tokens of a request of which nobody says how long it is. */
const usualInput = 1_000;

/** Tokens that a chat will take up, at about four characters each; an image at a thousand. */
export const estimateChat = ({ messages, tools, format }: ChatRequest): number => {
  const text = JSON.stringify([messages, tools, format], (key, value: unknown) => (key === "base64" ? "" : value));
  const images = messages.flatMap((it) => (it.role === "user" ? it.parts : [])).filter(({ kind }) => kind === "image");
  return Math.ceil(text.length / 4) + images.length * 1_000;
};

/**
 * The deployments that may be tried for a chat, the best first. Empty where the caller's `unfit` (the policy) is what
 * keeps it from each.
 * @throws bad-request, too-large where what the chat needs does.
 */
export const routeChat = (
  deployments: readonly Deployment[],
  request: ChatRequest,
  unfit: (deployment: Deployment) => string | null,
  health: Pick<Health, "state" | "latency">,
): readonly Choice[] => {
  const needed = estimateChat(request);
  const able = deployments.filter((it) => request.tools.length === 0 || it.tools !== false);
  if (able.length === 0 && deployments.length > 0)
    throw new GantryError("bad-request", "no model asked for calls tools", { where: { param: "tools" } });
  const allowed = able.filter((it) => unfit(it) === null);
  const fitting = allowed.filter((it) => needed <= it.maxInputTokens);
  if (allowed.length > 0 && fitting.length === 0)
    throw new GantryError("too-large", `about ${needed} tokens are more than any model asked for takes`, {
      remedy: `send less, or ask for another; ${allowed.map((it) => `${it.name} takes ${it.maxInputTokens}`).join(", ")}`,
      where: { param: "messages" },
    });
  const { ranked, passedOver } = orderDeployments(fitting, needed, health);
  const left = [
    ...deployments.flatMap((it) => (fitting.includes(it) ? [] : [`${it.name} may not or can't`])),
    ...passedOver,
  ];
  return ranked.map(({ deployment, reason }, place) => ({
    deployment,
    reason: place > 0 || left.length === 0 ? reason : `${reason} (${left.join("; ")})`,
  }));
};
