// A rule in words, for refusals, receipts and `gantry policy`.
import { regionsOf } from "./regions.ts";
import type { Destination, TreatmentRule } from "./types.ts";

/** "crm-page page in zone outside", "role analyst", "anywhere". */
export const destinationText = (to: TreatmentRule["to"]): string => {
  const parts: string[] = [];
  if (to.name !== undefined) parts.push(to.name);
  if (to.kind !== undefined) parts.push(to.kind);
  if (to.role !== undefined) parts.push(`role ${to.role}`);
  if (to.zone !== undefined) parts.push(to.zone);
  const regions = regionsOf(to);
  if (regions !== undefined) parts.push(`in region ${regions.join(" or ")}`);
  return parts.length === 0 ? "anywhere" : parts.join(" ");
};

/** "person.* → model outside: token", with " (control)" after the label where the rule names a level. */
export const ruleText = (rule: TreatmentRule): string =>
  `${rule.label}${rule.level === undefined ? "" : ` (${rule.level})`} → ${destinationText(rule.to)}: ${rule.treatment}`;

/** The line of a policy that would speak of this label here; which treatment it is to be is for a person to say. */
export const ruleLine = (label: string, { kind, zone }: Destination): string =>
  `{ label: "${label}", to: { kind: "${kind}", zone: "${zone}" }, treatment: "…" }`;
