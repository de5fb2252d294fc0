// Which language models are configured, out of an environment: read once, checked, and never printed.
import { GantryError, Zone } from "@gantry/contract";
import { factsOf } from "../prices.ts";
import type { Deployment } from "../types.ts";

export type ProviderKind = "openai" | "anthropic" | "google" | "compatible";

/** One language model to call. `key` is a secret: it goes into requests, never into an error or a log. */
export interface LanguageModelSettings {
  readonly kind: ProviderKind;
  readonly model: string;
  readonly key: string | undefined;
  readonly baseUrl: string | undefined;
  /** Sent along; their values may be secrets too. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly proxy?: string | undefined;
  /** PEM of authorities to trust beside the usual ones. */
  readonly authorities?: string | undefined;
  /** Most calls at a time. */
  readonly concurrent?: number | undefined;
  /** Milliseconds without a sign of life, in place of GANTRY_MODEL_TIMEOUT. */
  readonly timeout?: number | undefined;
  readonly deployment: Deployment;
}

type Environment = Readonly<Record<string, string | undefined>>;

interface KnownProvider {
  readonly kind: Exclude<ProviderKind, "compatible">;
  readonly keyName: string;
  readonly urlName: string;
  readonly defaultModel: string;
}

// Default models: the current mid-size model of each maker that @ai-sdk/openai 4.0.118, @ai-sdk/anthropic 4.0.105 and
// @ai-sdk/google 4.0.121 list by name and @pydantic/genai-prices 0.1.8 has a price for. GANTRY_MODEL chooses another.
const providers: readonly KnownProvider[] = [
  { kind: "anthropic", keyName: "ANTHROPIC_API_KEY", urlName: "ANTHROPIC_BASE_URL", defaultModel: "claude-sonnet-4-6" },
  { kind: "openai", keyName: "OPENAI_API_KEY", urlName: "OPENAI_BASE_URL", defaultModel: "gpt-5-mini" },
  {
    kind: "google",
    keyName: "GOOGLE_GENERATIVE_AI_API_KEY",
    urlName: "GOOGLE_BASE_URL",
    defaultModel: "gemini-2.5-flash",
  },
];

const given = (environment: Environment, name: string): string | undefined => {
  const value = environment[name]?.trim();
  return value === undefined || value === "" ? undefined : value;
};

const address = (environment: Environment, name: string): string | undefined => {
  const value = given(environment, name);
  if (value === undefined) return undefined;
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol))
    throw new GantryError("bad-config", `${name} is not an http(s) address`, {
      remedy: `set ${name} to the provider's base URL`,
    });
  return value.replace(/\/+$/, "");
};

const zoneOf = (environment: Environment, name: string): Zone => {
  const value = given(environment, name);
  if (value === undefined) return "outside";
  const zone = Zone.safeParse(value);
  if (!zone.success) throw new GantryError("bad-config", `${name} must be inside, partner or outside`);
  return zone.data;
};

const priceOf = (environment: Environment): Deployment["price"] | undefined => {
  const value = given(environment, "GANTRY_MODEL_PRICE");
  if (value === undefined) return undefined;
  const [input, output, ...more] = value.split(",").map(Number);
  if (input === undefined || output === undefined || more.length > 0 || !(input >= 0) || !(output >= 0))
    throw new GantryError("bad-config", 'GANTRY_MODEL_PRICE must be "input,output" in US dollars per million tokens');
  return { input, output };
};

const deploymentOf = (name: string, zone: Zone, price: Deployment["price"] | undefined): Deployment => {
  const facts = factsOf(name);
  return {
    name,
    modality: "text",
    zone,
    region: "unknown",
    tasks: ["*"],
    price: price ?? facts?.price ?? { input: 0, output: 0 },
    maxInputTokens: facts?.context ?? 128_000,
    priceFrom: price !== undefined ? "configured" : facts === null ? "unknown" : "catalog",
    model: name.slice(name.indexOf(":") + 1),
  };
};

/** `anthropic:claude-sonnet-4-6` in its two parts; a bare id belongs to the only configured provider. */
const chosenModel = (environment: Environment): { readonly kind: string | null; readonly model: string } | null => {
  const value = given(environment, "GANTRY_MODEL");
  if (value === undefined) return null;
  const colon = value.indexOf(":");
  return colon < 0 ? { kind: null, model: value } : { kind: value.slice(0, colon), model: value.slice(colon + 1) };
};

const compatible = (environment: Environment): LanguageModelSettings[] => {
  const baseUrl = address(environment, "GANTRY_MODEL_URL");
  if (baseUrl === undefined) return [];
  const model = given(environment, "GANTRY_MODEL_NAME");
  if (model === undefined)
    throw new GantryError("bad-config", "GANTRY_MODEL_URL is set but GANTRY_MODEL_NAME is not", {
      remedy: "set GANTRY_MODEL_NAME to a model that the server at GANTRY_MODEL_URL serves",
    });
  const zone = zoneOf(environment, "GANTRY_MODEL_ZONE");
  const deployment = deploymentOf(`compatible:${model}`, zone, priceOf(environment));
  return [{ kind: "compatible", model, key: given(environment, "GANTRY_MODEL_KEY"), baseUrl, deployment }];
};

/** GANTRY_IMAGE_MODEL: a model that draws, at the same server or with the same key as the one that writes. */
const drawing = (environment: Environment, texts: readonly LanguageModelSettings[]): LanguageModelSettings[] => {
  const value = given(environment, "GANTRY_IMAGE_MODEL");
  if (value === undefined) return [];
  const colon = value.indexOf(":");
  const able = texts.filter((it) => it.kind !== "anthropic" && (colon < 0 || it.kind === value.slice(0, colon)));
  const [base] = able;
  if (base === undefined)
    throw new GantryError("bad-config", "GANTRY_IMAGE_MODEL names a model whose provider is not configured", {
      remedy: "write it as openai:model or google:model and set that key, or as a name that GANTRY_MODEL_URL serves",
    });
  const model = value.slice(colon + 1);
  const deployment = deploymentOf(`${base.kind}:${model}`, base.deployment.zone, undefined);
  return [{ ...base, model, deployment: { ...deployment, modality: "image", tasks: ["draw"] } }];
};

/**
 * The language models that an environment configures, the one to prefer first: what GANTRY_MODEL names
 * (`provider:model`), then GANTRY_MODEL_URL, then each provider whose key is set. A provider counts as zone `outside`
 * (GANTRY_MODEL=builtin: none at all) unless GANTRY_MODEL_ZONE says otherwise for GANTRY_MODEL_URL: an address on loopback may well be a tunnel.
 * @throws bad-config naming the variable (never its value) that is wrong or missing.
 */
export const languageModelsFrom = (environment: Environment): readonly LanguageModelSettings[] => {
  const chosen = chosenModel(environment);
  if (chosen?.model === "builtin" || chosen?.model === "builtin/rules") return [];
  const own = compatible(environment);
  const keyed = providers.filter((it) => given(environment, it.keyName) !== undefined);
  const hosted = keyed.map((it): LanguageModelSettings => {
    const isChosen = chosen?.kind === it.kind || (chosen?.kind === null && own.length === 0 && keyed.length === 1);
    const model = isChosen ? (chosen?.model ?? it.defaultModel) : it.defaultModel;
    const deployment = deploymentOf(`${it.kind}:${model}`, "outside", undefined);
    return {
      kind: it.kind,
      model,
      key: given(environment, it.keyName),
      baseUrl: address(environment, it.urlName),
      deployment,
    };
  });
  const texts = [...own, ...hosted];
  const all = [...texts, ...drawing(environment, texts)];
  if (chosen === null) return all;
  const preferred = all.find((it) => it.deployment.name === `${chosen.kind ?? it.kind}:${chosen.model}`);
  if (preferred === undefined) {
    const provider = providers.find((it) => it.kind === chosen.kind);
    throw new GantryError("bad-config", `GANTRY_MODEL names a model whose provider is not configured`, {
      remedy:
        provider === undefined
          ? `write it as provider:model with one of ${[...providers.map((it) => it.kind), "compatible"].join(", ")}`
          : `set ${provider.keyName}`,
    });
  }
  // What is named is preferred, whatever others cost.
  const first = { ...preferred, deployment: { ...preferred.deployment, rank: 0 } };
  return [first, ...all.filter((it) => it !== preferred)];
};
