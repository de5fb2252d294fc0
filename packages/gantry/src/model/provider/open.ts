// From settings to an instance of the AI SDK's provider interface. Each provider's package is imported when first needed.
import type { LanguageModelV4 } from "@ai-sdk/provider";
import type { LanguageModelSettings, ProviderKind } from "./settings.ts";

const options = (settings: LanguageModelSettings): { readonly apiKey?: string; readonly baseURL?: string } => ({
  ...(settings.key === undefined ? {} : { apiKey: settings.key }),
  ...(settings.baseUrl === undefined ? {} : { baseURL: settings.baseUrl }),
});

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
    const { baseURL = "", ...key } = options(settings);
    const provider = createOpenAICompatible({
      name: "compatible",
      baseURL,
      ...key,
      supportsStructuredOutputs: true,
      includeUsage: true,
    });
    return provider.chatModel(settings.model);
  },
};

/** The model as an instance; a bare model id would silently go to a hosted gateway, so none is ever passed on. */
export const openLanguageModel: Open = (settings) => openers[settings.kind](settings);
