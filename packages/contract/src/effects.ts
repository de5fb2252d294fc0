// Effects of which nobody knows whether they happened, and what a person says who has looked.
import { z } from "zod";
import { Scalar } from "./blocks.ts";

/** What came of it: it happened; it did not, and is to be done once more; it did not, and is to be let be. */
export const EffectOutcome = z.enum(["sent", "send-again", "give-up"]);
export type EffectOutcome = z.infer<typeof EffectOutcome>;

export const ResolutionRequest = z.strictObject({
  outcome: EffectOutcome,
  /** How it was found out; kept in the ledger. */
  reason: z.string().max(1000).optional(),
});
export type ResolutionRequest = z.infer<typeof ResolutionRequest>;

export const UncertainEffectView = z.object({
  /** `run/step/row`. */
  id: z.string(),
  run: z.string(),
  flow: z.string(),
  step: z.string(),
  title: z.string(),
  operation: z.string(),
  /** What was to go out, as this viewer may see it. */
  content: z.record(z.string(), Scalar),
  /** By what to find it in the system: its `Message-ID`, its external id. Null where the operation has none. */
  look: z.string().nullable(),
  attempts: z.number().int(),
  since: z.string(),
  mayResolve: z.boolean(),
});
export type UncertainEffectView = z.infer<typeof UncertainEffectView>;
