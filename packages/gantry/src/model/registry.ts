// All models of an installation: the builtin ones always, language models as configured.
import { GantryError } from "@gantry/contract";
import { lazyChatModel } from "./chat/index.ts";
import type { ChatModel, ChatRequest } from "./chat/index.ts";
import { guestsOf, settingsOf } from "./config/index.ts";
import type { ModelsDocument } from "./config/index.ts";
import { forecastModel } from "./forecast/index.ts";
import { lazyEmbeddingModel, lazyImageModel } from "./media/lazy.ts";
import type { EmbeddingModel, ImageModel } from "./media/types.ts";
import {
  defaultRetry,
  guestModel,
  lazyLanguageModel,
  languageModelsFrom,
  refuseBareModelIds,
} from "./provider/index.ts";
import type { CallLimits, LanguageModelSettings, RetryPolicy } from "./provider/index.ts";
import { createHealth, orderDeployments, usualBreaker, watchedChat, watchedText } from "./router/index.ts";
import type { Health } from "./router/index.ts";
import { route, routeChat } from "./route.ts";
import { sceneModel } from "./scene/model.ts";
import { segmentModel } from "./segment/index.ts";
import { sentimentModel } from "./sentiment/index.ts";
import { anomalyModel, trendModel } from "./trend/index.ts";
import type { Deployment, ModelRegistry, ScoreModel, TextModel } from "./types.ts";
import { parsePhrasebook, rulesWriter } from "./writer/index.ts";
import type { Phrasebook } from "./writer/index.ts";

export interface ModelsConfig {
  /** Variables that configure language models, usually `process.env`: see `languageModelsFrom`. None: builtin models only. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Phrasebook documents that `builtin/rules` writes from, by the name that a step gives. */
  readonly phrasebooks?: Readonly<Record<string, Phrasebook>>;
  /** Analytic models of its own, e.g. `logistic(churn)`. */
  readonly scores?: readonly ScoreModel[];
  readonly retry?: Partial<RetryPolicy>;
  /** Deployments of the project's own, as `defineModels` checked them; preferred to those of the environment. */
  readonly document?: ModelsDocument | undefined;
  /** The secret of a name that the document gives. */
  readonly secret?: (name: string) => string;
}

const noSecret = (name: string): never => {
  throw new GantryError("bad-config", `the secret "${name}" is not set`);
};

const noDocument: ModelsDocument = { deployments: [], budgets: [] };

/** Analytic models that need nothing of a project. */
const builtinScores: readonly ScoreModel[] = [sentimentModel, forecastModel, trendModel, anomalyModel, segmentModel];

/** Everything configured, in order. */
const allSettings = (config: ModelsConfig): readonly LanguageModelSettings[] => [
  ...(config.document === undefined ? [] : settingsOf(config.document, config.secret ?? noSecret)),
  ...languageModelsFrom(config.environment ?? {}),
];

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
  readonly embeddings: readonly EmbeddingModel[];
  readonly images: readonly ImageModel[];
  readonly health: Pick<Health, "state" | "latency">;
  /** The same for texts to embed or draw. */
  routeTexts<M extends { readonly deployment: Deployment }>(
    among: readonly M[],
    texts: readonly string[],
    unfit: (deployment: Deployment) => string | null,
  ): readonly { readonly model: M; readonly reason: string }[];
  /** Which chat models may be tried for a chat, the best first, each with why. Throws `too-large`, `bad-request` where none can. */
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

const limitsFor = ({ timeout }: LanguageModelSettings, limits: CallLimits): CallLimits =>
  timeout === undefined ? limits : { ...limits, timeout };

/** Language models as configured. Opens no connection and loads no provider yet. */
export const languageModelsOf = (config: ModelsConfig): readonly TextModel[] => {
  const limits = limitsOf(config);
  return allSettings(config)
    .filter((it) => it.deployment.modality === "text")
    .map((settings) => lazyLanguageModel(settings, limitsFor(settings, limits)));
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
  const settings = allSettings(config);
  const limits = limitsOf(config);
  const { breaker } = config.document ?? {};
  const health = createHealth(
    breaker === undefined ? usualBreaker : { failures: breaker.failures, openFor: breaker.openSeconds * 1000 },
  );
  const of = (modality: Deployment["modality"]): readonly LanguageModelSettings[] =>
    settings.filter((it) => it.deployment.modality === modality);
  const ofText = of("text");
  const others = settings.filter((it) => it.deployment.modality !== "text");
  const guests = guestsOf(config.document ?? noDocument, config.secret ?? noSecret);
  const texts = [
    ...guests.map((it) => watchedText(guestModel(it), health, it.concurrent)),
    ...ofText.map((it) => watchedText(lazyLanguageModel(it, limitsFor(it, limits)), health, it.concurrent)),
    rulesWriter(books),
  ];
  const scores = [...builtinScores, ...(config.scores ?? [])];
  const images = of("image").map((it) => lazyImageModel(it, limitsFor(it, limits)));
  const deployments = [...texts, ...scores, ...others, sceneModel].map((it) => it.deployment);
  const twice = deployments.find((it, i) => deployments.findIndex((other) => other.name === it.name) !== i);
  if (twice !== undefined) throw new GantryError("bad-config", `two models are named "${twice.name}"`);

  const chats = ofText.map((it) => watchedChat(lazyChatModel(it, limitsFor(it, limits)), health, it.concurrent));
  const routeTexts: Models["routeTexts"] = (among, written, unfit) => {
    const fitting = among.map((it) => it.deployment).filter((it) => unfit(it) === null);
    const { ranked } = orderDeployments(fitting, Math.ceil(written.join("").length / 4), health);
    return ranked.flatMap(({ deployment, reason }) =>
      among.filter((it) => it.deployment === deployment).map((model) => ({ model, reason })),
    );
  };
  return {
    deployments,
    chats,
    health,
    embeddings: of("embedding").map((it) => lazyEmbeddingModel(it, limitsFor(it, limits))),
    images,
    routeTexts,
    draw: (prompt, unfit) => routeTexts([...images, sceneModel], [prompt], unfit),
    routeChat: (among, request, unfit) =>
      routeChat(
        among.map((it) => it.deployment),
        request,
        unfit,
        health,
      ).flatMap(({ deployment, reason }) => {
        const model = among.find((it) => it.deployment === deployment);
        return model === undefined ? [] : [{ model, reason }];
      }),
    text: (task, needs) => {
      const { only } = needs;
      const choice = route(
        only === undefined ? deployments : deployments.filter((it) => it.name === only),
        task,
        needs,
        health,
      );
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
