// A logistic model as data: what it was fitted on, its weights, and how each feature reads as a reason.
import { GantryError } from "@gantry/contract";
import { z } from "zod";
import { isFormat, slotsOf } from "../phrase/index.ts";

/** Templates with a `{value}` slot; the first that fits the value is said: ["usage fell {value|drop}", "usage is flat"]. */
const Templates = z.array(z.string()).min(1);

const Feature = z.strictObject({
  name: z.string(),
  title: z.string(),
  /** Where its values come from, in words: "billing data". Null where absence is normal (no tickets, no mood), so not counted. */
  source: z.string().nullable(),
  /** Of the values it was fitted on; a value is standardised as (value − mean) ÷ scale. */
  mean: z.number(),
  scale: z.number().positive(),
  /** Change of the log-odds for one scale. */
  weight: z.number(),
  /** Value assumed where it is absent; `mean` adds nothing. */
  whenMissing: z.union([z.literal("mean"), z.number()]).default("mean"),
  /** Said where the feature raises, or lowers, the score. */
  reason: z.strictObject({ raises: Templates, lowers: Templates }),
});

/** Maps the log-odds of the fit to a probability that means what it says. */
const Calibration = z.discriminatedUnion("kind", [
  /** Platt: probability = sigmoid(a × logit + b). */
  z.strictObject({ kind: z.literal("platt"), a: z.number().positive(), b: z.number() }),
  /** Isotonic: probability by linear interpolation between points (score → share). */
  z.strictObject({
    kind: z.literal("isotonic"),
    points: z.array(z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)])).min(2),
  }),
]);
export type Calibration = z.infer<typeof Calibration>;

/** What the model is and how good it was when looked at: what `gantry model card` tells of it. */
const Card = z.strictObject({
  /** What it was fitted on, in words, with sizes. */
  data: z.string(),
  /** Day of the fit, "YYYY-MM-DD". */
  date: z.string(),
  auc: z.number().nullable(),
  /** Expected calibration error, ten bins of equal count. */
  calibrationError: z.number().nullable(),
  /** What was measured on held-out outcomes, and on which. */
  quality: z.array(z.strictObject({ measure: z.string(), value: z.number(), on: z.string() })).default([]),
  notes: z.array(z.string()).default([]),
});

export const LogisticModelDocument = z.strictObject({
  name: z.string(),
  /** What its probability is of, in words. */
  predicts: z.string(),
  features: z.array(Feature).min(1),
  intercept: z.number(),
  calibration: Calibration.optional(),
  card: Card,
});
export type LogisticModelDocument = z.infer<typeof LogisticModelDocument>;
export type LogisticFeature = z.infer<typeof Feature>;

/** What an author declares of a feature; the fit adds mean, scale and weight. */
export type FeatureDeclaration = Pick<LogisticFeature, "name" | "title" | "source" | "reason">;

/** Parses a model document. Throws `bad-config` naming the place. */
export const parseLogisticModel = (document: unknown): LogisticModelDocument => {
  const parsed = LogisticModelDocument.safeParse(document);
  if (!parsed.success) throw new GantryError("bad-config", `logistic model: ${z.prettifyError(parsed.error)}`);
  for (const feature of parsed.data.features)
    for (const slot of [...feature.reason.raises, ...feature.reason.lowers].flatMap(slotsOf))
      if (slot.name !== "value" || !isFormat(slot.format))
        throw new GantryError(
          "bad-config",
          `logistic model "${parsed.data.name}", feature "${feature.name}": no slot "${slot.name}|${slot.format}"`,
        );
  return parsed.data;
};
