// A recorded run, run again with its sources as they were: what would differ.
import { z } from "zod";
import { Problem } from "./problem.ts";
import { Treatment } from "./blocks.ts";
import { Level, ReceiptEgress, Zone } from "./receipt.ts";

export const ReplayRequest = z.strictObject({
  /** A flow document in place of the run's own, or the version of a published one. */
  flow: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  /** A policy document in place of the one in force. */
  policy: z.record(z.string(), z.unknown()).optional(),
  /** The one model that writes. */
  model: z.string().optional(),
  /** No model outside of this process is asked. */
  offline: z.boolean().optional(),
});
export type ReplayRequest = z.infer<typeof ReplayRequest>;

/** Rows of a step, by what their viewer may see as their key. */
export const ReplayRows = z.object({
  step: z.string(),
  title: z.string(),
  before: z.number().int(),
  after: z.number().int(),
  added: z.array(z.string()),
  removed: z.array(z.string()),
  changed: z.array(z.object({ key: z.string(), columns: z.array(z.string()) })),
});
export type ReplayRows = z.infer<typeof ReplayRows>;

/** A run of words that both have, that only the new text has, or that only the old one has. */
export const WordChange = z.tuple([z.enum(["=", "+", "-"]), z.string()]);
export type WordChange = z.infer<typeof WordChange>;

export const ReplayDraft = z.object({
  step: z.string(),
  key: z.string(),
  /** `gone`: there is none any more; `refused`: the policy lets none be written. */
  change: z.enum(["changed", "new", "gone", "refused"]),
  /** By output, of a changed one. */
  words: z.record(z.string(), z.array(WordChange)),
});
export type ReplayDraft = z.infer<typeof ReplayDraft>;

/** One column at one egress. Treatments are null where nothing of it leaves. */
export const ReplayExposure = z.object({
  step: z.string(),
  kind: ReceiptEgress.shape.kind,
  destination: z.string(),
  zone: Zone,
  column: z.string(),
  label: z.string(),
  level: Level,
  before: Treatment.nullable(),
  after: Treatment.nullable(),
  /** `gone`: nothing of it leaves any more, for another reason than its own. */
  change: z.enum(["newly-allowed", "newly-refused", "otherwise-treated", "gone"]),
});
export type ReplayExposure = z.infer<typeof ReplayExposure>;

const Usage = z.object({ input: z.number(), output: z.number(), cost: z.number() });

export const ReplayReport = z.object({
  run: z.string(),
  flow: z.string(),
  same: z.boolean(),
  policy: z.object({ before: z.string(), after: z.string() }),
  version: z.object({ before: z.string(), after: z.string() }),
  steps: z.array(
    z.object({
      step: z.string(),
      kind: z.string(),
      state: z.enum(["done", "failed", "skipped"]),
      /** Of an approval: how many were decided then, and how many are open. Of an act: how many would be sent. */
      decided: z.number().int().optional(),
      open: z.number().int().optional(),
      wouldSend: z.number().int().optional(),
      problem: Problem.optional(),
    }),
  ),
  rows: z.array(ReplayRows),
  drafts: z.array(ReplayDraft),
  exposures: z.array(ReplayExposure),
  /** Tokens and US dollars; a reply that stood costs as much as it did. */
  cost: z.object({ before: Usage, after: Usage }),
  /** Calls that the replay made itself: to sources (always 0), and to models. */
  calls: z.object({ sources: z.number().int(), models: z.number().int(), repliesThatStood: z.number().int() }),
});
export type ReplayReport = z.infer<typeof ReplayReport>;

/** A failed run is to go on; `step`: the one that failed, where it is expected to be that one. */
export const RetryRequest = z.strictObject({ step: z.string().optional() });
export type RetryRequest = z.infer<typeof RetryRequest>;

/** A scan as it was recorded: cells in the order of the columns; large integers and infinities as [kind, text]. */
export const CaseScan = z.object({
  table: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  request: z.record(z.string(), z.unknown()),
  asOf: z.string(),
  notes: z.array(z.string()).readonly().optional(),
  rows: z.array(z.array(z.unknown())),
});

/** A recorded run as a test: all that is needed to run its flow again anywhere. */
export const FlowCase = z.object({
  flow: z.string(),
  /** Typed, as pinned: `$today` and `$now` among them. */
  parameters: z.record(z.string(), z.object({ type: z.string(), value: z.unknown() })),
  caller: z.object({
    roles: z.array(z.string()),
    attributes: z.record(z.string(), z.string()),
    surface: z.string(),
  }),
  /** Under which the values of its requests are hashed. */
  key: z.string(),
  scans: z.array(CaseScan),
  /** By approval step and key of the row. */
  decisions: z.record(z.string(), z.record(z.string(), z.enum(["accepted", "rejected"]))),
});
export type FlowCase = z.infer<typeof FlowCase>;

/** `withPersonalData`: rows of people may be in it. */
export const FlowCaseRequest = z.strictObject({ withPersonalData: z.boolean().default(false) });
export type FlowCaseRequest = z.infer<typeof FlowCaseRequest>;
