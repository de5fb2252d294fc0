// Models as configured and as they fare, and what was spent on them.
import { z } from "zod";
import { Zone } from "./receipt.ts";

/** What a model is, what it was made from, and what it was worth when looked at. */
export const ModelCard = z.object({
  /** What it tells, in words. */
  does: z.string(),
  /** Changes with whatever it computes by. */
  version: z.string(),
  /** Day of its fit, or of its last measurement, `YYYY-MM-DD`. */
  date: z.string(),
  /** What it was fitted or made on, with sizes. */
  data: z.string(),
  /** What it reads, in words. */
  features: z.array(z.string()),
  /** Measured on what it was not fitted on. */
  quality: z.array(z.object({ measure: z.string(), value: z.number(), on: z.string() })),
  notes: z.array(z.string()),
});
export type ModelCard = z.infer<typeof ModelCard>;

export const ModelView = z.object({
  name: z.string(),
  modality: z.enum(["text", "analytic", "image", "embedding"]),
  zone: Zone,
  region: z.string(),
  /** US dollars per million tokens. */
  price: z.object({ input: z.number(), output: z.number() }),
  /** `unknown`: nobody gave one, and the catalog has none. */
  priceFrom: z.enum(["catalog", "configured", "unknown"]),
  context: z.number().int(),
  tools: z.boolean(),
  aliases: z.array(z.string()),
  rank: z.number().int(),
  /** `open`: it failed too often and is left alone; `half-open`: the next call tries it. */
  breaker: z.enum(["closed", "open", "half-open"]),
  /** Milliseconds until it answers, as a moving average of this process; null before the first call. */
  latency: z.number().nullable(),
  /** Of analytic models. */
  card: ModelCard.nullable(),
});
export type ModelView = z.infer<typeof ModelView>;

export const ModelsView = z.object({
  models: z.array(ModelView),
  /** Where the catalog's prices come from, and of which day. */
  prices: z.string(),
});
export type ModelsView = z.infer<typeof ModelsView>;

export const UsageView = z.object({
  /** First day counted, `YYYY-MM-DD`. */
  since: z.string(),
  /** Summed over the ledger: one row a caller and model; analytic models with their calls, which cost nothing. */
  usage: z.array(
    z.object({
      caller: z.string(),
      model: z.string(),
      calls: z.number().int(),
      /** Pictures drawn. */
      images: z.number().int(),
      input: z.number().int(),
      output: z.number().int(),
      cost: z.number(),
    }),
  ),
  /** Of the periods since then. Only for who may see the ledger. */
  budgets: z.array(
    z.object({
      name: z.string(),
      holder: z.string(),
      period: z.string(),
      tokens: z.number().int(),
      cost: z.number(),
      mostTokens: z.number().int().nullable(),
      mostCost: z.number().nullable(),
    }),
  ),
});
export type UsageView = z.infer<typeof UsageView>;
