// An embedding model over OpenAI's API, where the environment names one: none is in the house, and none is made up.
import type { Embedder } from "../../../packages/gantry/src/retrieve/index.ts";

/** Of `GANTRY_EMBEDDINGS_URL` (`http://localhost:11434/v1`), `GANTRY_EMBEDDINGS_MODEL` and, where it asks for one, `GANTRY_EMBEDDINGS_KEY`. */
export function sampleEmbedder(): Embedder | undefined {
  const { GANTRY_EMBEDDINGS_URL: url, GANTRY_EMBEDDINGS_MODEL: model, GANTRY_EMBEDDINGS_KEY: key } = process.env;
  if (url === undefined || model === undefined) return undefined;
  return {
    model,
    labelsOf: () => [],
    embed: async (texts) => {
      const response = await fetch(`${url}/embeddings`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        },
        body: JSON.stringify({ model, input: texts }),
      });
      if (!response.ok) throw new Error(`${model} replied ${response.status}`);
      const { data } = (await response.json()) as { data: { index: number; embedding: number[] }[] };
      return data.toSorted((a, b) => a.index - b.index).map((it) => it.embedding);
    },
  };
}
