// Embedding and image models, opened at their first call.
import type { EmbeddingModelV4, ImageModelV4 } from "@ai-sdk/provider";
import { costOf } from "../prices.ts";
import type { CallLimits, LanguageModelSettings } from "../provider/index.ts";
import { callModel } from "./call.ts";
import type { EmbeddingModel, ImageModel } from "./types.ts";

export const lazyEmbeddingModel = (settings: LanguageModelSettings, limits: CallLimits): EmbeddingModel => {
  const { deployment } = settings;
  let opened: Promise<EmbeddingModelV4> | undefined;
  const open = async (): Promise<EmbeddingModelV4> =>
    (await import("../provider/open.ts")).openEmbeddingModel(settings);
  return {
    deployment,
    embed: async (texts, { dimensions, signal }) => {
      const { embeddings, usage } = await callModel(deployment.name, limits, signal, async (abortSignal) =>
        (await (opened ??= open())).doEmbed({
          values: [...texts],
          abortSignal,
          ...(dimensions === undefined ? {} : { dimensions }),
        }),
      );
      const input = usage?.tokens ?? Math.ceil(texts.join("").length / 4);
      return { vectors: embeddings, usage: { input, output: 0, cost: costOf(deployment.price, input, 0) } };
    },
  };
};

const base64 = (image: string | Uint8Array): string =>
  typeof image === "string" ? image : Buffer.from(image).toString("base64");

export const lazyImageModel = (settings: LanguageModelSettings, limits: CallLimits): ImageModel => {
  const { deployment } = settings;
  let opened: Promise<ImageModelV4> | undefined;
  const open = async (): Promise<ImageModelV4> => (await import("../provider/open.ts")).openImageModel(settings);
  return {
    deployment,
    draw: async (prompt, { count, size, picture, signal }) => {
      const { images, usage } = await callModel(deployment.name, limits, signal, async (abortSignal) =>
        (await (opened ??= open())).doGenerate({
          prompt,
          n: count,
          size,
          aspectRatio: undefined,
          seed: undefined,
          files: picture && [{ type: "file", mediaType: picture.mediaType, data: new Uint8Array(picture.bytes) }],
          mask: undefined,
          providerOptions: {},
          abortSignal,
        }),
      );
      const [input, output] = [usage?.inputTokens ?? Math.ceil(prompt.length / 4), usage?.outputTokens ?? 0];
      return { images: images.map(base64), usage: { input, output, cost: costOf(deployment.price, input, output) } };
    },
  };
};
