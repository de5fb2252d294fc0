export { refuseBareModelIds } from "./guard-default.ts";
export { guestModel } from "./guest.ts";
export type { GuestSettings } from "./guest.ts";
export { lazyLanguageModel } from "./lazy.ts";
export { defaultRetry } from "./retry.ts";
export type { CallLimits, RetryPolicy } from "./retry.ts";
export { languageModelsFrom } from "./settings.ts";
export type { LanguageModelSettings, ProviderKind } from "./settings.ts";
