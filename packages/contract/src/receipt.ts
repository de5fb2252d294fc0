// What left in a run: one entry an egress, and the sum of it in a sentence.
import { z } from "zod";
import { Treatment } from "./blocks.ts";

export const Zone = z.enum(["inside", "partner", "outside"]);
export type Zone = z.infer<typeof Zone>;

/** How much of a source column is in a derived value. */
export const Level = z.enum(["copied", "derived", "aggregated", "control"]);
export type Level = z.infer<typeof Level>;

export const ReceiptColumn = z.object({
  /** Source column, `crm.accounts.name`. */
  column: z.string(),
  label: z.string(),
  level: Level,
  treatment: Treatment,
});
export type ReceiptColumn = z.infer<typeof ReceiptColumn>;

/** A picture as it left: what it said about itself was taken out before. */
export const ReceiptImage = z.object({
  /** Of exactly the bytes that left. */
  sha256: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  /** Kinds of blocks that were taken out: `tEXt`, `eXIf`, `APP1`. */
  dropped: z.array(z.string()),
});
export type ReceiptImage = z.infer<typeof ReceiptImage>;

export const ReceiptEgress = z.object({
  id: z.string(),
  at: z.string(),
  step: z.string(),
  /** `tool`: one of a server of the Model Context Protocol, that only reads. */
  kind: z.enum(["model", "tool", "mail", "write", "viewer"]),
  /** Deployment, tool or connection, e.g. `builtin/rules`, `openai:gpt-5`, `weather/forecast`, `mail`. */
  destination: z.string(),
  zone: Zone,
  rows: z.number().int(),
  calls: z.number().int(),
  columns: z.array(ReceiptColumn),
  /** Why this model and no other; where a router chose. */
  reason: z.string().optional(),
  /** The prompt file that it was asked by, with its version: `thanks@3f2a91b07c44`. */
  prompt: z.string().optional(),
  /** Values replaced by tokens, by label. */
  tokens: z.record(z.string(), z.number().int()),
  usage: z.object({ input: z.number().int(), output: z.number().int(), cost: z.number() }).optional(),
  /** Rows answered with what an equal row of the run was told, or from the cache: nothing of them left. */
  reused: z.object({ equal: z.number().int(), cache: z.number().int() }).optional(),
  /** Pictures that left, each once. */
  images: z.array(ReceiptImage).optional(),
  status: z.enum(["attempted", "done", "failed"]),
});
export type ReceiptEgress = z.infer<typeof ReceiptEgress>;

/** An analytic model at work: it runs here, so nothing left for it. */
export const ReceiptScore = z.object({
  step: z.string(),
  model: z.string(),
  zone: Zone,
  rows: z.number().int(),
  /** Why this model and no other, with its version. */
  reason: z.string(),
});
export type ReceiptScore = z.infer<typeof ReceiptScore>;

export const Receipt = z.object({
  run: z.string(),
  policy: z.string(),
  /** "1 model, 9 rows, 12 columns; names as tokens; nothing personal left". */
  summary: z.string(),
  egresses: z.array(ReceiptEgress),
  /** What analytic models computed; absent where none did. */
  scores: z.array(ReceiptScore).optional(),
  sources: z.array(
    z.object({
      source: z.string(),
      table: z.string(),
      rows: z.number().int(),
      calls: z.number().int(),
      asOf: z.string(),
    }),
  ),
  /** First and last ledger entries of this run; `gantry audit verify` proves the chain around them. */
  ledger: z.object({ chain: z.string(), from: z.number().int(), to: z.number().int(), head: z.string() }).nullable(),
});
export type Receipt = z.infer<typeof Receipt>;
