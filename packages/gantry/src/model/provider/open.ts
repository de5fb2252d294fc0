// From settings to an instance of the AI SDK's provider interface. Each provider's package is imported when first needed.
import type { EmbeddingModelV4, ImageModelV4, LanguageModelV4 } from "@ai-sdk/provider";
import { GantryError } from "@gantry/contract";
import type { LanguageModelSettings, ProviderKind } from "./settings.ts";
import { fetchOf } from "./transport.ts";

const options = (settings: LanguageModelSettings) => {
  const fetch = fetchOf(settings);
  return {
    ...(settings.key === undefined ? {} : { apiKey: settings.key }),
    ...(settings.baseUrl === undefined ? {} : { baseURL: settings.baseUrl }),
    ...(settings.headers === undefined ? {} : { headers: { ...settings.headers } }),
    ...(fetch === undefined ? {} : { fetch }),
  };
};

/** A server of one's own may want no key, or one in a header of its own. */
const compatibleOptions = (settings: LanguageModelSettings) => {
  const { baseURL = "", ...more } = options(settings);
  return { name: "compatible", baseURL, ...more, supportsStructuredOutputs: true, includeUsage: true };
};

type Open = (settings: LanguageModelSettings) => Promise<LanguageModelV4>;

const openers: Readonly<Record<ProviderKind, Open>> = {
  openai: async (settings) => {
    const { createOpenAI } = await import("@ai-sdk/openai");
    // Chat completions, not responses: that is what corporate base URLs speak.
    return createOpenAI(options(settings)).chat(settings.model);
  },
  anthropic: async (settings) => {
    const { createAnthropic } = await import("@ai-sdk/anthropic");
    return createAnthropic(options(settings)).languageModel(settings.model);
  },
  google: async (settings) => {
    const { createGoogle } = await import("@ai-sdk/google");
    return createGoogle(options(settings)).languageModel(settings.model);
  },
  compatible: async (settings) => {
    const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
    return createOpenAICompatible(compatibleOptions(settings)).chatModel(settings.model);
  },
};

/** The model as an instance; a bare model id would silently go to a hosted gateway, so none is ever passed on. */
export const openLanguageModel: Open = (settings) => openers[settings.kind](settings);

/** An embedding model; Anthropic has none. */
export const openEmbeddingModel = async (settings: LanguageModelSettings): Promise<EmbeddingModelV4> => {
  switch (settings.kind) {
    case "openai":
      return (await import("@ai-sdk/openai")).createOpenAI(options(settings)).embeddingModel(settings.model);
    case "google":
      return (await import("@ai-sdk/google")).createGoogle(options(settings)).embeddingModel(settings.model);
    case "compatible": {
      const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
      return createOpenAICompatible(compatibleOptions(settings)).embeddingModel(settings.model);
    }
    default:
      throw notOffered(settings, "embeddings");
  }
};

/** An image model; Anthropic has none. */
export const openImageModel = async (settings: LanguageModelSettings): Promise<ImageModelV4> => {
  switch (settings.kind) {
    case "openai":
      return (await import("@ai-sdk/openai")).createOpenAI(options(settings)).imageModel(settings.model);
    case "google":
      return (await import("@ai-sdk/google")).createGoogle(options(settings)).imageModel(settings.model);
    case "compatible": {
      const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
      return createOpenAICompatible(compatibleOptions(settings)).imageModel(settings.model);
    }
    default:
      throw notOffered(settings, "images");
  }
};

const notOffered = ({ deployment: { name } }: LanguageModelSettings, what: string): GantryError =>
  new GantryError("bad-config", `the provider of model "${name}" makes no ${what}`, { where: { model: name } });
