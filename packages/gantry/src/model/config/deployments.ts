// From a checked document to what opens a model: addresses and keys by provider, prices from the catalog.
import { readFileSync } from "node:fs";
import { GantryError } from "@gantry/contract";
import { factsOf } from "../prices.ts";
import type { GuestSettings, LanguageModelSettings, ProviderKind } from "../provider/index.ts";
import { nameOf } from "./document.ts";
import type { DeploymentDocument, ModelsDocument } from "./document.ts";

interface Made {
  readonly kind: ProviderKind;
  readonly baseUrl: string | undefined;
  /** Header that carries the key, where it is not the provider's usual one. */
  readonly keyHeader?: string;
}

/**
 * Azure, Bedrock, Mistral and Ollama serve OpenAI's protocol at addresses of their own: Azure under `/openai/v1` with the
 * key in `api-key`, Bedrock under `/openai/v1` of its runtime with a Bedrock API key.
 */
const madeOf = ({ provider, url, region }: DeploymentDocument): Made => {
  const baseUrl = url?.replace(/\/+$/, "");
  switch (provider) {
    case "openai":
    case "anthropic":
    case "google":
    case "compatible":
      return { kind: provider, baseUrl };
    case "azure":
      return { kind: "compatible", baseUrl, keyHeader: "api-key" };
    case "bedrock":
      return { kind: "compatible", baseUrl: baseUrl ?? `https://bedrock-runtime.${region}.amazonaws.com/openai/v1` };
    case "mistral":
      return { kind: "compatible", baseUrl: baseUrl ?? "https://api.mistral.ai/v1" };
    default:
      return { kind: "compatible", baseUrl: baseUrl ?? "http://127.0.0.1:11434/v1" };
  }
};

const headersOf = (
  { headers = {} }: DeploymentDocument,
  secret: (name: string) => string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).map(([header, value]) => [
      header,
      typeof value === "string" ? value : secret(value.secret),
    ]),
  );

/** Prices of a model at Azure are those of its maker. */
const factsName = ({ provider, model }: DeploymentDocument): string =>
  `${provider === "azure" ? "openai" : provider}:${model}`;

const authorities = (name: string, file: string | undefined): string | undefined => {
  if (file === undefined) return undefined;
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new GantryError("bad-config", `the authorities of model "${name}" can't be read: ${file}`, {
      remedy: "set ca to a PEM file",
    });
  }
};

/** The guests among the deployments. Throws as `settingsOf`. */
export const guestsOf = ({ deployments }: ModelsDocument, secret: (name: string) => string): readonly GuestSettings[] =>
  deployments
    .filter(({ provider }) => provider === "guest")
    .map((it) => {
      const name = nameOf(it);
      const { concurrent, timeoutSeconds = 600, patienceSeconds = 300, memoryMb = 512 } = it.limits;
      return {
        url: it.url,
        hosted: it.module === undefined ? undefined : { module: it.module.href, memory: memoryMb },
        key: it.key === undefined ? undefined : secret(it.key.secret),
        headers: headersOf(it, secret),
        proxy: it.proxy,
        authorities: authorities(name, it.ca),
        concurrent,
        timeout: timeoutSeconds * 1000,
        patience: patienceSeconds * 1000,
        deployment: {
          name,
          modality: "text",
          zone: it.zone,
          region: it.region,
          tasks: it.tasks ?? ["write"],
          // What it asks of models it asks through us: that is counted there.
          price: it.price ?? { input: 0, output: 0 },
          priceFrom: "configured",
          maxInputTokens: it.context ?? 128_000,
          rank: it.rank,
          tools: false,
          // A row has a thread of its own.
          batch: 1,
          guest: true,
        },
      };
    });

/**
 * @param secret gives the secret of a name; asked for those alone that a deployment names.
 * @throws bad-config naming the deployment and the secret or file that is not there.
 */
export const settingsOf = (
  { deployments }: ModelsDocument,
  secret: (name: string) => string,
): readonly LanguageModelSettings[] =>
  deployments
    .filter(({ provider }) => provider !== "guest")
    .map((it) => {
      const name = nameOf(it);
      const { kind, baseUrl, keyHeader } = madeOf(it);
      const key = it.key === undefined ? undefined : secret(it.key.secret);
      const headers = headersOf(it, secret);
      const facts = factsOf(factsName(it));
      return {
        kind,
        model: it.model,
        key: keyHeader === undefined ? key : undefined,
        baseUrl,
        headers: { ...headers, ...(keyHeader === undefined || key === undefined ? {} : { [keyHeader]: key }) },
        proxy: it.proxy,
        authorities: authorities(name, it.ca),
        concurrent: it.limits.concurrent,
        timeout: it.limits.timeoutSeconds === undefined ? undefined : it.limits.timeoutSeconds * 1000,
        deployment: {
          name,
          modality: it.modality,
          zone: it.zone,
          region: it.region,
          tasks: it.tasks ?? ["*"],
          price: it.price ?? facts?.price ?? { input: 0, output: 0 },
          priceFrom: it.price !== undefined ? "configured" : facts === null ? "unknown" : "catalog",
          maxInputTokens: it.context ?? facts?.context ?? 128_000,
          model: it.model,
          aliases: it.aliases,
          tools: it.tools,
          rank: it.rank,
          ...(it.limits.batch === undefined ? {} : { batch: it.limits.batch }),
        },
      };
    });
