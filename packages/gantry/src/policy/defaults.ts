// A table of treatments to start from: ordinary flows pass, persons and companies leave as tokens, money as bands.
import type { Destination, TreatmentRule } from "./types.ts";

const away =
  (kind: "model" | "tool", zone: "partner" | "outside") =>
  (label: string, treatment: TreatmentRule["treatment"]): TreatmentRule => ({ label, to: { kind, zone }, treatment });

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

const treated = (to: ReturnType<typeof away>): readonly TreatmentRule[] => [
  ...naming.map((label) => to(label, "token")),
  ...naming.map((label): TreatmentRule => ({ ...to(label, "pass"), level: "aggregated" })),
  ...["text.*", "input.*", "identifier.*"].map((label) => to(label, "token")),
  to("financial.*", "band"),
  ...["business.*", "public", "row", "score"].map((label) => to(label, "pass")),
];

/**
 * What the sample company starts with. Models and tools inside and people see values; models and tools elsewhere see persons
 * and companies as tokens, money as bands, free text masked; mail and writes carry what was approved; a page of another system gets
 * tokens only; secrets and columns without a label go nowhere but to nobody.
 */
export const defaultTreatments: readonly TreatmentRule[] = [
  { label: "*", level: "control", to: {}, treatment: "pass", why: "no one's value is in it" },
  { label: "*", to: { kind: "model", zone: "inside" }, treatment: "pass", why: "it does not leave" },
  { label: "*", to: { kind: "tool", zone: "inside" }, treatment: "pass", why: "it does not leave" },
  ...(["partner", "outside"] as const).flatMap((zone) => [
    ...treated(away("model", zone)),
    away("model", zone)("text.generated", "pass"),
    // What a model wrote for a tool is input.arguments: masked like any text.
    ...treated(away("tool", zone)),
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
