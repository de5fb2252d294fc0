// Model servers on this machine: Ollama by its own protocol, LM Studio, vLLM, llama.cpp and others by OpenAI's. Asked on
// loopback alone, for the names of their models and nothing else; nothing is sent to them.
import { z } from "zod";

export interface LocalPlace {
  readonly title: string;
  readonly provider: "ollama" | "compatible";
  readonly port: number;
}

/** Where such servers listen unless told otherwise (their documentation, November 2026). */
export const usualPlaces: readonly LocalPlace[] = [
  { title: "Ollama", provider: "ollama", port: 11434 },
  { title: "LM Studio", provider: "compatible", port: 1234 },
  { title: "vLLM", provider: "compatible", port: 8000 },
  { title: "llama.cpp", provider: "compatible", port: 8080 },
  { title: "Jan", provider: "compatible", port: 1337 },
];

export interface LocalModel {
  readonly title: string;
  readonly provider: LocalPlace["provider"];
  readonly model: string;
  /** For `defineModels`. */
  readonly url: string;
  readonly modality: "text" | "embedding";
  /** Tokens, where the server says so. */
  readonly context?: number;
}

/** Names go into a file and onto a screen: of what else a server may say nothing is kept. */
const Name = z.string().regex(/^[\w][\w.:/@+-]{0,100}$/);
const listed = <T extends z.ZodType>(one: T) =>
  z.array(z.unknown()).transform((all) => all.flatMap((it) => one.safeParse(it).data ?? []));

const OllamaTags = z.object({
  models: listed(z.object({ name: Name, details: z.object({ family: z.string().optional() }).optional() })),
});
const OpenAiModels = z.object({
  data: listed(z.object({ id: Name, max_model_len: z.number().int().positive().optional() })),
});

const isEmbedding = (name: string, family = ""): boolean => /embed|bge-|minilm/i.test(name) || /bert/i.test(family);

/** Bytes; a list of names is no longer. */
const longest = 1_000_000;

/** What is said at an address within so many milliseconds; undefined where nothing is, or no JSON. */
async function readJson(url: string, milliseconds: number): Promise<unknown> {
  try {
    const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(milliseconds) });
    if (!response.ok || response.body === null) return undefined;
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of response.body) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length > longest) return undefined;
    }
    return JSON.parse(text);
  } catch {
    // Nobody is there, or it is something else.
    return undefined;
  }
}

async function modelsAt({ title, provider, port }: LocalPlace, milliseconds: number): Promise<readonly LocalModel[]> {
  const origin = `http://127.0.0.1:${port}`;
  const url = `${origin}/v1`;
  if (provider === "ollama") {
    const { data } = OllamaTags.safeParse(await readJson(`${origin}/api/tags`, milliseconds));
    return (data?.models ?? []).map(({ name, details }) => ({
      title,
      provider,
      model: name,
      url,
      modality: isEmbedding(name, details?.family) ? "embedding" : "text",
    }));
  }
  const { data } = OpenAiModels.safeParse(await readJson(`${url}/models`, milliseconds));
  return (data?.data ?? []).map(({ id, max_model_len: context }) => ({
    title,
    provider,
    model: id,
    url,
    modality: isEmbedding(id) ? "embedding" : "text",
    ...(context === undefined ? {} : { context }),
  }));
}

/**
 * The models of servers on this machine, in the order of the places. A place where nobody answers has none.
 *
 * @param milliseconds that each place has to answer in
 * @example
 * for (const { title, model } of await discoverModels()) console.log(`${title}: ${model}`);
 */
export async function discoverModels(
  places: readonly LocalPlace[] = usualPlaces,
  milliseconds: number = 1_500,
): Promise<readonly LocalModel[]> {
  return (await Promise.all(places.map((place) => modelsAt(place, milliseconds)))).flat();
}
