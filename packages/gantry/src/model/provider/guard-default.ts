// The AI SDK sends a bare model id to a hosted gateway unless a default provider is set. Ours refuses.
import { GantryError } from "@gantry/contract";

const refuse = (): never => {
  throw new GantryError(
    "internal",
    "a model was asked for by its bare id; only configured deployments are ever called",
  );
};

/** Makes every lookup of a bare model id in this process fail instead of leaving for a hosted gateway. */
export const refuseBareModelIds = (): void => {
  if (Object.hasOwn(globalThis, "AI_SDK_DEFAULT_PROVIDER")) return;
  const provider = { specificationVersion: "v4", languageModel: refuse, embeddingModel: refuse, imageModel: refuse };
  Object.defineProperty(globalThis, "AI_SDK_DEFAULT_PROVIDER", { value: Object.freeze(provider), enumerable: false });
};
