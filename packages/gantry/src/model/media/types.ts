// Ports of models that are no chat: vectors of texts, pictures of a prompt.
import type { Deployment, Usage } from "../types.ts";

export interface EmbeddingModel {
  readonly deployment: Deployment;
  /** One vector a text, in order. Throws `model-unreachable`, `model-refused`, `cancelled`. */
  embed(
    texts: readonly string[],
    options: { readonly dimensions?: number; readonly signal: AbortSignal },
  ): Promise<{ readonly vectors: readonly (readonly number[])[]; readonly usage: Usage }>;
}

export interface ImageModel {
  readonly deployment: Deployment;
  /** Pictures in base64. Throws as above. */
  draw(
    prompt: string,
    options: { readonly count: number; readonly size?: `${number}x${number}`; readonly signal: AbortSignal },
  ): Promise<{ readonly images: readonly string[]; readonly usage: Usage }>;
}
