// A chat model that is loaded at its first call, as `provider/lazy.ts` does for structured ones.
import type { CallLimits, LanguageModelSettings } from "../provider/index.ts";
import type { ChatModel } from "./types.ts";

export const lazyChatModel = (settings: LanguageModelSettings, limits: CallLimits): ChatModel => {
  const load = async (): Promise<ChatModel> => {
    const [{ chatModel }, { openLanguageModel }] = await Promise.all([
      import("./chat-model.ts"),
      import("../provider/open.ts"),
    ]);
    return chatModel(settings.deployment, () => openLanguageModel(settings), limits);
  };
  let loaded: Promise<ChatModel> | undefined;
  return {
    deployment: settings.deployment,
    chat: async (request) => (await (loaded ??= load())).chat(request),
  };
};
