// Behind the surface `/v1`: finds the models that a client means, and has the guard ask one of them.
import { GantryError } from "@gantry/contract";
import { egressesOf, ledgerRange, receiptSummary } from "../guard/index.ts";
import type { Guard, Ledger } from "../guard/index.ts";
import { priceSource } from "../model/index.ts";
import type { Deployment, Models } from "../model/index.ts";
import type { Gateway } from "../serve/index.ts";
import type { Store } from "../store/index.ts";
import type { Project } from "./project.ts";

export interface GatewayOptions {
  readonly project: Pick<Project, "policy" | "models">;
  readonly models: Models;
  readonly guard: Pick<Guard, "chat" | "texts">;
  readonly ledger: Pick<Ledger, "drain" | "ofRun">;
  readonly store: Pick<Store, "spending">;
}

interface Deployed {
  readonly deployment: Deployment;
}

/** Steps of what is asked over `/v1`; flows' steps belong to runs. */
const steps: ReadonlySet<string> = new Set(["chat", "embeddings", "images"]);

/** Leaves the choice to the router. */
const any = "auto";

/** `openai:gpt-5-mini` by its name, by its model's, or by an alias that it may share with others. */
const isMeant = ({ deployment: { name, model, aliases = [] } }: Deployed, asked: string): boolean =>
  asked === any || name === asked || model === asked || aliases.includes(asked);

/** Those that a client means. Throws `not-found` naming what there is of this kind. */
const meant = <M extends Deployed>(among: readonly M[], asked: string, kind: string): readonly M[] => {
  const found = among.filter((it) => isMeant(it, asked));
  if (found.length > 0) return found;
  throw among.length === 0
    ? new GantryError("not-found", `no model for ${kind} is configured`, {
        remedy:
          kind === "text"
            ? "set OPENAI_API_KEY, ANTHROPIC_API_KEY, GOOGLE_GENERATIVE_AI_API_KEY or GANTRY_MODEL_URL, or give the project models"
            : `give the project's models a deployment of modality "${kind}"`,
        where: { param: "model" },
      })
    : new GantryError("not-found", `no model "${asked.slice(0, 80)}" for ${kind} is configured`, {
        remedy: `there are ${[any, ...among.map((it) => it.deployment.name)].join(", ")}`,
        where: { param: "model" },
      });
};

export const createGateway = ({ project, models, guard, ledger, store }: GatewayOptions): Gateway => ({
  models: () => {
    const names = [...models.chats, ...models.embeddings, ...models.images].flatMap(({ deployment }) => [
      deployment.name,
      ...(deployment.aliases ?? []),
    ]);
    const all = names.length === 0 ? [] : [...new Set([any, ...names])];
    return all.map((id) => ({
      id,
      object: "model",
      created: 0,
      owned_by: id.includes(":") ? (id.split(":")[0] ?? "") : "gantry",
    }));
  },
  chat: async ({ model, ...chat }) => {
    const among = meant(models.chats, model, "text");
    return guard.chat({ ...chat, route: (unfit) => models.routeChat(among, chat.request, unfit) });
  },
  embed: async ({ run, caller, tenant, model, texts, signal, dimensions }) => {
    const among = meant(models.embeddings, model, "embedding");
    const { result, ...chosen } = await guard.texts({
      run,
      step: "embeddings",
      texts,
      caller,
      tenant,
      // A vector is compared with those of other callers: the same name must have the same token for all.
      owner: "",
      route: (unfit) => models.routeTexts(among, texts, unfit),
      send: (one, treated) => one.embed(treated, { signal, ...(dimensions === undefined ? {} : { dimensions }) }),
      signal,
    });
    return { model: chosen.model, vectors: result.vectors, usage: result.usage };
  },
  draw: async ({ run, caller, tenant, model, texts, signal, count, size }) => {
    const among = meant(models.images, model, "image");
    const { result, ...chosen } = await guard.texts({
      run,
      step: "images",
      texts,
      caller,
      tenant,
      owner: caller,
      route: (unfit) => models.routeTexts(among, texts, unfit),
      send: (one, [prompt = ""]) => one.draw(prompt, { count, signal, ...(size === undefined ? {} : { size }) }),
      drawn: ({ images }) => images.length,
      signal,
    });
    return { model: chosen.model, images: result.images, usage: result.usage };
  },
  deployments: () => ({
    prices: priceSource,
    models: models.deployments.map((it) => ({
      name: it.name,
      modality: it.modality,
      zone: it.zone,
      region: it.region,
      price: it.price,
      // Builtin models cost nothing, and that is known.
      priceFrom: it.priceFrom ?? "configured",
      context: it.maxInputTokens,
      tools: it.tools ?? it.modality === "text",
      aliases: [...(it.aliases ?? [])],
      rank: it.rank ?? 1,
      breaker: models.health.state(it.name),
      latency: models.health.latency(it.name) ?? null,
      card: it.modality === "analytic" ? (models.score(it.name).card ?? null) : null,
    })),
  }),
  usage: async (since, caller) => {
    await ledger.drain();
    const usage = await store.spending.usage(since, caller);
    const spent = caller === null ? await store.spending.spent(since) : [];
    return {
      since,
      usage: [...usage],
      budgets: spent.map(({ budget: name, ...row }) => {
        const budget = project.models?.budgets.find((it) => it.name === name);
        return { name, ...row, mostTokens: budget?.tokens ?? null, mostCost: budget?.cost ?? null };
      }),
    };
  },
  receipt: async (run, caller) => {
    const entries = await ledger.ofRun(run);
    const egresses = egressesOf(entries);
    if (egresses.length === 0 || egresses.some(({ step }) => !steps.has(step))) return undefined;
    if (entries.some((entry) => entry.caller !== caller.subject)) return undefined;
    const [first] = entries.filter(({ kind }) => kind === "attempted");
    const pinned = first?.body["policy"];
    return {
      run,
      policy: typeof pinned === "string" ? pinned : project.policy.version,
      summary: receiptSummary(egresses),
      egresses: [...egresses],
      sources: [],
      ledger: ledgerRange(entries),
    };
  },
});
