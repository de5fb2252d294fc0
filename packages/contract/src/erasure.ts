// An erasure: what is asked for, what was found, and the receipt that proves it with the server gone.
import { z } from "zod";

export const EraseRequest = z.strictObject({
  /** A table of people or companies, and a key in it: `crm.contacts:0031`. */
  subject: z.string().min(3).max(300),
  dryRun: z.boolean().default(false),
  /** A source that can't be asked just now by which names the subject is known; the receipt says so. */
  without: z.string().min(1).max(100).optional(),
});
export type EraseRequest = z.infer<typeof EraseRequest>;

export const ErasureCounts = z.strictObject({
  runs: z.number().int(),
  /** Rows of results, drafts, approvals, effects and tokens that told of the subject. */
  rows: z.number().int(),
  /** Other things that quoted it: texts, a question, a query as it was sent. */
  quotes: z.number().int(),
  /** Approvals that waited and were withdrawn. */
  approvals: z.number().int(),
  /** Mails and writes that were scheduled and were taken back. */
  effects: z.number().int(),
  /** Conversations. */
  elsewhere: z.number().int(),
});
export type ErasureCounts = z.infer<typeof ErasureCounts>;

/** Names nobody: who holds the subject's key can prove that it is this one's (`gantry audit verify receipt.json --subject …`). */
export const ErasureReceipt = z.strictObject({
  gantry: z.literal("erasure/1"),
  id: z.string(),
  /** SHA-256 in hex of the salt, a zero byte and the subject. */
  subject: z.strictObject({ salt: z.string(), hash: z.string() }),
  requestedBy: z.string(),
  begunAt: z.string(),
  doneAt: z.string(),
  erased: ErasureCounts,
  /** Names of the keys that were destroyed; without them no copy of the data can be read. */
  keys: z.array(z.string()),
  /** A source that was not asked by which names it knows the subject: texts were searched for what runs told alone. */
  without: z.string().optional(),
  /** The ledger's entry of this erasure. */
  ledger: z.strictObject({ chain: z.string(), seq: z.number().int(), hash: z.string() }),
  /** Ed25519 over the canonical JSON of the rest, base64url. */
  signature: z.string(),
});
export type ErasureReceipt = z.infer<typeof ErasureReceipt>;

export const ErasureView = z.object({
  dryRun: z.boolean(),
  counts: ErasureCounts,
  /** Of a dry run: where it was found. */
  runs: z
    .array(
      z.object({
        run: z.string(),
        flow: z.string(),
        rows: z.number().int(),
        quotes: z.number().int(),
        approvals: z.number().int(),
        effects: z.number().int(),
      }),
    )
    .optional(),
  receipt: ErasureReceipt.optional(),
});
export type ErasureView = z.infer<typeof ErasureView>;
