// Prices and context sizes of models, offline. Copied from @pydantic/genai-prices 0.1.8 (MIT), read on
// 2026-11-22; US dollars per million tokens, list prices without tiers, caches or batches. A model that isn't here
// costs nothing until its price is configured: GANTRY_MODEL_PRICE="input,output".

/** Where the prices below come from, and of which day. */
export const priceSource = "@pydantic/genai-prices 0.1.8, read on 2026-11-22";

export interface ModelFacts {
  readonly price: { readonly input: number; readonly output: number };
  /** Tokens. */
  readonly context: number;
}

const facts = (input: number, output: number, context: number): ModelFacts => ({ price: { input, output }, context });

const known: Readonly<Record<string, ModelFacts>> = {
  "openai:gpt-4o-mini": facts(0.15, 0.6, 128_000),
  "openai:gpt-4.1": facts(2, 8, 1_000_000),
  "openai:gpt-4.1-mini": facts(0.4, 1.6, 1_000_000),
  "openai:gpt-5": facts(1.25, 10, 400_000),
  "openai:gpt-5-mini": facts(0.25, 2, 400_000),
  "openai:gpt-5-nano": facts(0.05, 0.4, 400_000),
  "openai:gpt-5.1": facts(1.25, 10, 400_000),
  "openai:gpt-5.2": facts(1.75, 14, 400_000),
  "openai:gpt-5.4": facts(2.5, 15, 1_050_000),
  "openai:gpt-5.4-mini": facts(0.75, 4.5, 400_000),
  "anthropic:claude-haiku-4-5": facts(1, 5, 200_000),
  "anthropic:claude-sonnet-4-5": facts(3, 15, 200_000),
  "anthropic:claude-sonnet-4-6": facts(3, 15, 1_000_000),
  "anthropic:claude-sonnet-5": facts(2, 10, 1_000_000),
  "anthropic:claude-opus-4-8": facts(5, 25, 1_000_000),
  "anthropic:claude-opus-5": facts(5, 25, 1_000_000),
  "anthropic:claude-opus-5-5": facts(4, 20, 1_000_000),
  "google:gemini-2.5-flash": facts(0.3, 2.5, 1_048_576),
  "google:gemini-2.5-flash-lite": facts(0.1, 0.4, 1_000_000),
  "google:gemini-2.5-pro": facts(1.25, 10, 1_048_576),
  "google:gemini-3.5-flash": facts(1.5, 9, 1_000_000),
  "google:gemini-3.8-flash": facts(0.75, 3.75, 1_000_000),
  "google:gemini-embedding-001": facts(0.15, 0, 2_048),
  "openai:text-embedding-3-small": facts(0.02, 0, 8_192),
  "openai:text-embedding-3-large": facts(0.13, 0, 8_192),
  // Tokens of the prompt, and of the image.
  "openai:gpt-image-1": facts(5, 40, 32_000),
  "mistral:mistral-large-latest": facts(2, 6, 128_000),
  "mistral:mistral-medium-latest": facts(1.5, 7.5, 128_000),
  "mistral:mistral-small-latest": facts(0.1, 0.3, 128_000),
  "mistral:codestral-latest": facts(0.3, 0.9, 256_000),
  "mistral:mistral-embed": facts(0.1, 0.1, 8_192),
  "bedrock:openai.gpt-oss-120b-1:0": facts(0.15, 0.6, 128_000),
  "bedrock:openai.gpt-oss-20b-1:0": facts(0.07, 0.3, 128_000),
};

/** What is known of a model by its deployment name (`openai:gpt-5-mini`), dated snapshots by their family; else null. */
export const factsOf = (name: string): ModelFacts | null =>
  known[name] ?? known[name.replace(/-\d{4}-?\d{2}-?\d{2}$/, "")] ?? null;

/** US dollars for tokens used, to the hundredth of a cent's hundredth. */
export const costOf = (price: ModelFacts["price"], input: number, output: number): number =>
  Math.round(input * price.input + output * price.output) / 1e6;
