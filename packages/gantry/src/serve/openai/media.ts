// Embeddings and images as OpenAI's API writes them.
import { z } from "zod";
import { GantryError } from "@gantry/contract";
import type { Usage } from "../../model/index.ts";

export const EmbeddingsBody = z.object({
  model: z.string().min(1).max(200),
  // Arrays of token numbers can't be searched for names.
  input: z.union(
    [z.string().min(1), z.array(z.string().min(1)).min(1).max(2_048)],
    "input is a text, or a list of texts",
  ),
  encoding_format: z.enum(["float", "base64"]).nullish(),
  dimensions: z.int().min(1).nullish(),
});

/** Little-endian 32-bit floats, as OpenAI's own clients ask for. */
const packed = (vector: readonly number[]): string => Buffer.from(Float32Array.from(vector).buffer).toString("base64");

export const embeddingsReply = (
  model: string,
  vectors: readonly (readonly number[])[],
  { input }: Usage,
  format: "float" | "base64",
): object => ({
  object: "list",
  model,
  data: vectors.map((vector, index) => ({
    object: "embedding",
    index,
    embedding: format === "base64" ? packed(vector) : vector,
  })),
  usage: { prompt_tokens: input, total_tokens: input },
});

export const ImagesBody = z.object({
  model: z.string().min(1).max(200).default("auto"),
  prompt: z.string().min(1).max(32_000),
  n: z.int().min(1).max(10).nullish(),
  size: z.string().nullish(),
  response_format: z.enum(["b64_json", "url"]).nullish(),
});

/** "1024x1024"; `auto` and nothing leave it to the model. Throws `bad-request`. */
export const sizeOf = (size: string | null | undefined): `${number}x${number}` | undefined => {
  if (size === null || size === undefined || size === "auto") return undefined;
  const [, width, height] = /^(\d{2,4})x(\d{2,4})$/.exec(size) ?? [];
  if (width === undefined || height === undefined)
    throw new GantryError("bad-request", "a size is written 1024x1024", { where: { param: "size" } });
  return `${Number(width)}x${Number(height)}`;
};

export const imagesReply = (images: readonly string[], created: number, { input, output }: Usage): object => ({
  created,
  data: images.map((image) => ({ b64_json: image })),
  usage: { input_tokens: input, output_tokens: output, total_tokens: input + output },
});
