// Triggers: what starts flows without anybody asking, and what came of it.
import { z } from "zod";
import { problemCodes } from "./problem.ts";
import type { ProblemCode } from "./problem.ts";

const Code = z.enum(Object.keys(problemCodes) as [ProblemCode, ...ProblemCode[]]);

export const FiringView = z.object({
  at: z.string(),
  /** Null where none could be started. */
  run: z.string().nullable(),
  code: Code.nullable(),
});
export type FiringView = z.infer<typeof FiringView>;

export const TriggerView = z.object({
  name: z.string(),
  title: z.string(),
  kind: z.enum(["schedule", "webhook", "change", "mail", "flow"]),
  /** What it waits for, in words: "0 7 * * MON, Europe/Zurich", "POST /api/hooks/orders". */
  source: z.string(),
  flow: z.string(),
  /** Service of the policy that its runs are of. */
  as: z.string(),
  paused: z.boolean(),
  /** Who paused or resumed it last. */
  changedBy: z.string().nullable(),
  /** Of a schedule that is not paused. */
  next: z.string().nullable(),
  /** Of a change feed or another flow's runs: how far it has come, a time or a number. Null before the first look. */
  position: z.string().nullable(),
  /** Newest first. */
  firings: z.array(FiringView),
  /** Why it can't start its flow, or could not the last time. */
  problem: z.object({ code: Code, detail: z.string(), at: z.string().nullable() }).nullable(),
  /** Whether this caller may pause, resume and fire it. */
  mayChange: z.boolean(),
});
export type TriggerView = z.infer<typeof TriggerView>;

export const FireRequest = z.strictObject({
  /** Stands for what would come with a webhook, a mail, a changed row. */
  event: z.unknown().optional(),
});
export type FireRequest = z.infer<typeof FireRequest>;

export const FiredView = z.object({
  run: z.string(),
  /** The same delivery had started it before. */
  repeated: z.boolean(),
});
export type FiredView = z.infer<typeof FiredView>;
