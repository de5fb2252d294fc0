// Ports of models that are no chat: vectors of texts, pictures of a prompt.
import type { Cell } from "../../catalog/index.ts";
import type { Deployment, Usage } from "../types.ts";

export interface EmbeddingModel {
  readonly deployment: Deployment;
  /** One vector a text, in order. Throws `model-unreachable`, `model-refused`, `cancelled`. */
  embed(
    texts: readonly string[],
    options: { readonly dimensions?: number; readonly signal: AbortSignal },
  ): Promise<{ readonly vectors: readonly (readonly number[])[]; readonly usage: Usage }>;
}

export interface DrawOptions {
  readonly count: number;
  readonly size?: `${number}x${number}`;
  /** What is to stand in the picture. */
  readonly picture?: { readonly bytes: Buffer; readonly mediaType: string };
  /** What the prompt was made of, by name, for a model that reads no prose. */
  readonly facts?: Readonly<Record<string, Cell>>;
  readonly signal: AbortSignal;
}

export interface ImageModel {
  readonly deployment: Deployment;
  /** Pictures in base64. Throws as above. */
  draw(prompt: string, options: DrawOptions): Promise<{ readonly images: readonly string[]; readonly usage: Usage }>;
}
