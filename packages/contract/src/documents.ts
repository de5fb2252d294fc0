// Documents: what a search takes and gives, and what an indexing did.
import { z } from "zod";
import { TokenReference } from "./answer.ts";
import { Treatment } from "./blocks.ts";

export const DocumentSearch = z.strictObject({
  query: z.string().trim().min(1).max(4_000),
  /** Full names of collections; default: all that exist for the caller. */
  in: z.array(z.string()).min(1).optional(),
  top: z.number().int().min(1).max(50).default(5),
});
export type DocumentSearch = z.input<typeof DocumentSearch>;

/** A passage, as its viewer may see it. */
export const PassageView = z.object({
  collection: z.string(),
  passage: z.string(),
  document: z.string().nullable(),
  title: z.string().nullable(),
  place: z.string().nullable(),
  text: z.string().nullable(),
  rank: z.number().int(),
  score: z.number(),
});
export type PassageView = z.infer<typeof PassageView>;

export const DocumentAnswer = z.object({
  passages: z.array(PassageView),
  columns: z.array(z.object({ name: z.string(), labels: z.array(z.string()), treatment: Treatment })),
  /** Tokens in the passages, and where their values live. */
  tokens: z.record(z.string(), TokenReference),
});
export type DocumentAnswer = z.infer<typeof DocumentAnswer>;

export const IndexRequest = z.strictObject({ collection: z.string().optional() });
export type IndexRequest = z.infer<typeof IndexRequest>;

export const IndexReport = z.object({
  collection: z.string(),
  documents: z.number().int(),
  passages: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  removed: z.number().int(),
  unchanged: z.number().int(),
  /** Documents that are not in the index, and why; no word of them. */
  unread: z
    .array(
      z.object({
        collection: z.string(),
        document: z.string(),
        code: z.string(),
        why: z.string(),
        remedy: z.string().optional(),
      }),
    )
    .readonly(),
});
export type IndexReport = z.infer<typeof IndexReport>;
