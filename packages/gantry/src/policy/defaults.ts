// A table of treatments to start from: ordinary flows pass, persons and companies leave as tokens, money as bands.
import type { Destination, TreatmentRule } from "./types.ts";

const models = (zone: "partner" | "outside", label: string, treatment: TreatmentRule["treatment"]): TreatmentRule => ({
  label,
  to: { kind: "model", zone },
  treatment,
});

const everywhere = (
  kind: Destination["kind"],
  label: string,
  treatment: TreatmentRule["treatment"],
): TreatmentRule => ({
  label,
  to: { kind },
  treatment,
});

/** Labels that name someone: they leave as tokens, and texts are searched for their values. */
const naming = ["person.*", "company.*"] as const;

/**
 * What the sample company starts with. Models inside and people see values; models elsewhere see persons and companies
 * as tokens, money as bands, free text masked; mail and writes carry what was approved; a page of another system gets
 * tokens only; secrets and columns without a label go nowhere but to nobody.
 */
export const defaultTreatments: readonly TreatmentRule[] = [
  { label: "*", level: "control", to: {}, treatment: "pass", why: "no one's value is in it" },
  { label: "*", to: { kind: "model", zone: "inside" }, treatment: "pass", why: "it does not leave" },
  ...(["partner", "outside"] as const).flatMap((zone) => [
    ...naming.map((label) => models(zone, label, "token")),
    ...naming.map((label): TreatmentRule => ({ ...models(zone, label, "pass"), level: "aggregated" })),
    ...["text.*", "input.*", "identifier.*"].map((label) => models(zone, label, "token")),
    models(zone, "financial.*", "band"),
    ...["business.*", "public", "row", "score", "text.generated"].map((label) => models(zone, label, "pass")),
  ]),
  { ...everywhere("mail", "*", "pass"), why: "what goes to a recipient was approved by a person" },
  { ...everywhere("write", "*", "pass"), why: "what is written to a system was approved by a person" },
  everywhere("viewer", "*", "pass"),
  everywhere("page", "*", "pass"),
  ...naming.map((label) => everywhere("page", label, "token")),
  everywhere("page", "text.generated", "pass"),
  { ...everywhere("page", "text.*", "token"), why: "the page resolves names from the system it lives in" },
  { label: "secret.*", to: {}, treatment: "refuse", why: "nothing is worth it" },
  { label: "unlabelled", to: {}, treatment: "refuse", why: "label the column: `gantry catalog suggest`" },
];

/** Rules for a role that sees tokens in place of persons and companies. */
export const pseudonymous = (role: string): readonly TreatmentRule[] => [
  ...naming.flatMap((label): readonly TreatmentRule[] => [
    { label, to: { kind: "viewer", role }, treatment: "token" },
    { label, level: "aggregated", to: { kind: "viewer", role }, treatment: "pass" },
  ]),
  { label: "text.*", to: { kind: "viewer", role }, treatment: "token", why: "names inside texts too" },
  { label: "text.generated", to: { kind: "viewer", role }, treatment: "pass", why: "what it names stands as tokens" },
];
