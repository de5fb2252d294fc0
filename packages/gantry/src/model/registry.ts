// All models of an installation: the builtin ones always, language models as configured.
import { GantryError } from "@gantry/contract";
import { lazyChatModel } from "./chat/index.ts";
import type { ChatModel, ChatRequest } from "./chat/index.ts";
import { defaultRetry, lazyLanguageModel, languageModelsFrom, refuseBareModelIds } from "./provider/index.ts";
import type { CallLimits, RetryPolicy } from "./provider/index.ts";
import { route, routeChat } from "./route.ts";
import { sentimentModel } from "./sentiment/index.ts";
import type { Deployment, ModelRegistry, ScoreModel, TextModel } from "./types.ts";
import { parsePhrasebook, rulesWriter } from "./writer/index.ts";
import type { Phrasebook } from "./writer/index.ts";

export interface ModelsConfig {
  /** Variables that configure language models, usually `process.env`: see `languageModelsFrom`. None: builtin models only. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Phrasebook documents that `builtin/rules` writes from, by the name that a step gives. */
  readonly phrasebooks?: Readonly<Record<string, Phrasebook>>;
  /** Analytic models besides `builtin/sentiment`, e.g. `logistic(churn)`. */
  readonly scores?: readonly ScoreModel[];
  readonly retry?: Partial<RetryPolicy>;
}

const timeoutFrom = (environment: ModelsConfig["environment"]): number => {
  const value = environment?.["GANTRY_MODEL_TIMEOUT"];
  if (value === undefined || value === "") return 60_000;
  const seconds = Number(value);
  if (!(seconds > 0)) throw new GantryError("bad-config", "GANTRY_MODEL_TIMEOUT must be a number of seconds above 0");
  return seconds * 1000;
};

/** What `createModels` gives: the registry that flows use, and the chat models behind `/v1`. */
export interface Models extends ModelRegistry {
  /** In order of preference; none where only builtin models are configured. */
  readonly chats: readonly ChatModel[];
  /** Which of them may be tried for a chat, the best first, each with why. Throws `model-unreachable` where none fits. */
  routeChat(
    among: readonly ChatModel[],
    request: ChatRequest,
    unfit: (deployment: Deployment) => string | null,
  ): readonly { readonly model: ChatModel; readonly reason: string }[];
}

const limitsOf = (config: ModelsConfig): CallLimits => ({
  timeout: timeoutFrom(config.environment),
  retry: { ...defaultRetry, ...config.retry },
});

/** Language models as configured, in order of preference. Opens no connection and loads no provider yet. */
export const languageModelsOf = (config: ModelsConfig): readonly TextModel[] => {
  const limits = limitsOf(config);
  return languageModelsFrom(config.environment ?? {}).map((settings) => lazyLanguageModel(settings, limits));
};

/**
 * The registry. Throws `bad-config` where a variable, a phrasebook or a model document is wrong, naming it.
 *
 * @example
 * const models = createModels({ environment: process.env, phrasebooks: { retention }, scores: [logistic(churn)] });
 * const { model, choice } = models.text("write", { zones: ["inside"] });
 */
export const createModels = (config: ModelsConfig): Models => {
  refuseBareModelIds();
  const books = Object.fromEntries(
    Object.entries(config.phrasebooks ?? {}).map(([name, document]) => [name, parsePhrasebook(document)]),
  );
  const texts = [...languageModelsOf(config), rulesWriter(books)];
  const scores = [sentimentModel, ...(config.scores ?? [])];
  const deployments = [...texts, ...scores].map((it) => it.deployment);
  const twice = deployments.find((it, i) => deployments.findIndex((other) => other.name === it.name) !== i);
  if (twice !== undefined) throw new GantryError("bad-config", `two models are named "${twice.name}"`);

  const chats = languageModelsFrom(config.environment ?? {}).map((settings) =>
    lazyChatModel(settings, limitsOf(config)),
  );
  return {
    deployments,
    chats,
    routeChat: (among, request, unfit) =>
      routeChat(
        among.map((it) => it.deployment),
        request,
        unfit,
      ).flatMap(({ deployment, reason }) => {
        const model = among.find((it) => it.deployment === deployment);
        return model === undefined ? [] : [{ model, reason }];
      }),
    text: (task, needs) => {
      const choice = route(deployments, task, needs);
      const model = texts.find((it) => it.deployment === choice.deployment);
      if (model === undefined) throw new GantryError("internal", `no text model behind "${choice.deployment.name}"`);
      return { model, choice };
    },
    score: (name) => {
      const model = scores.find((it) => it.deployment.name === name || it.deployment.name === `builtin/${name}`);
      if (model === undefined)
        throw new GantryError("bad-flow", `no analytic model "${name}"`, {
          remedy: `there are ${scores.map((it) => it.deployment.name.replace("builtin/", "")).join(", ")}`,
        });
      return model;
    },
  };
};
