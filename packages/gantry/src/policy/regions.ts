// The regions that a rule speaks of.
import type { TreatmentRule } from "./types.ts";

/** Undefined where it speaks of all. */
export const regionsOf = ({ region }: TreatmentRule["to"]): readonly string[] | undefined =>
  typeof region === "string" ? [region] : region;
