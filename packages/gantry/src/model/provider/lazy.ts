// A language model that is loaded at its first call: who has none configured, or calls none, pays nothing for the SDK.
import type { TextModel } from "../types.ts";
import type { CallLimits } from "./retry.ts";
import type { LanguageModelSettings } from "./settings.ts";

export const lazyLanguageModel = (settings: LanguageModelSettings, limits: CallLimits): TextModel => {
  const load = async (): Promise<TextModel> => {
    const [{ languageModel }, { openLanguageModel }] = await Promise.all([
      import("./language-model.ts"),
      import("./open.ts"),
    ]);
    return languageModel(settings, openLanguageModel, limits);
  };
  let loaded: Promise<TextModel> | undefined;
  return {
    deployment: settings.deployment,
    generate: async (request) => (await (loaded ??= load())).generate(request),
  };
};
