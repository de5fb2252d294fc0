// What happens to a label on its way to a destination: a pure function of the treatment table.
import type { Level, Treatment } from "@gantry/contract";
import type { Label } from "../catalog/index.ts";
import { regionsOf } from "./regions.ts";
import { ruleText } from "./rule-text.ts";
import type { Destination, Policy, TreatmentDecision, TreatmentRule } from "./types.ts";

/**
 * From lenient to strict. `token` is stricter than `band`: a band tells the size of a value, a token nothing but that
 * two are equal. Where the value can't take the treatment decided (a text can't be banded by size), the guard applies
 * the next stricter one that it can take.
 */
export const strictness: readonly Treatment[] = ["pass", "band", "token", "drop", "refuse"];

/** The stricter of two decisions; the first when they are equal. */
export const stricter = (a: TreatmentDecision, b: TreatmentDecision): TreatmentDecision =>
  strictness.indexOf(b.treatment) > strictness.indexOf(a.treatment) ? b : a;

const noRule: TreatmentDecision = { treatment: "refuse", rule: "no rule: refuse" };

/** The strictest of several decisions; refuse for none. */
export const strictest = (decisions: readonly TreatmentDecision[]): TreatmentDecision =>
  decisions.length === 0 ? noRule : decisions.reduce(stricter);

export interface TreatmentRequest {
  /** One label, or all labels of a column (none: `unlabelled`). The strictest of their decisions holds. */
  readonly label?: Label;
  readonly labels?: readonly Label[];
  readonly level: Level;
  readonly destination: Destination;
}

const exact = 1_000;

/** How closely a rule's label fits, or -1: an exact label, then the longest `x.y.*`, then `*` (which covers no `unlabelled`). */
const labelFit = (rule: Label, label: Label): number => {
  if (rule === label) return exact;
  if (rule === "*") return label === "unlabelled" ? -1 : 0;
  if (!rule.endsWith(".*")) return -1;
  const stem = rule.slice(0, -2);
  return label === stem || label.startsWith(`${stem}.`) ? stem.split(".").length : -1;
};

/** How closely a rule's destination fits, or -1: name, then role, then kind, then region, then zone. */
const destinationFit = (to: TreatmentRule["to"], destination: Destination): number => {
  let fit = 0;
  if (to.name !== undefined) {
    if (to.name !== destination.name) return -1;
    fit += 16;
  }
  if (to.role !== undefined) {
    if (!(destination.roles ?? []).includes(to.role)) return -1;
    fit += 8;
  }
  if (to.kind !== undefined) {
    if (to.kind !== destination.kind) return -1;
    fit += 4;
  }
  const regions = regionsOf(to);
  if (regions !== undefined) {
    if (destination.region === undefined || !regions.includes(destination.region)) return -1;
    fit += 2;
  }
  if (to.zone !== undefined) {
    if (to.zone !== destination.zone) return -1;
    fit += 1;
  }
  return fit;
};

/** The rule of the table that decides for one label; undefined where none speaks of it. */
export const decidingRule = (
  { treatments }: { readonly treatments: readonly TreatmentRule[] },
  label: Label,
  level: Level,
  destination: Destination,
): TreatmentRule | undefined => {
  let best: { rule: TreatmentRule; fit: readonly [number, number, number] } | undefined;
  for (const rule of treatments) {
    // A rule without a level speaks of values; what a column may do as control is said by rules that name it.
    if (level === "control" ? rule.level !== "control" : rule.level !== undefined && rule.level !== level) continue;
    const fit = [
      labelFit(rule.label, label),
      destinationFit(rule.to, destination),
      rule.level === undefined ? 0 : 1,
    ] as const;
    if (fit[0] < 0 || fit[1] < 0) continue;
    const order = best === undefined ? 1 : fit[0] - best.fit[0] || fit[1] - best.fit[1] || fit[2] - best.fit[2];
    if (best !== undefined && order === 0) {
      const isStricter = strictness.indexOf(rule.treatment) > strictness.indexOf(best.rule.treatment);
      if (isStricter) best = { rule, fit };
    } else if (order > 0) best = { rule, fit };
  }
  return best?.rule;
};

const decideLabel = (policy: Policy, label: Label, level: Level, destination: Destination): TreatmentDecision => {
  const rule = decidingRule(policy, label, level, destination);
  const decision = rule === undefined ? noRule : { treatment: rule.treatment, rule: ruleText(rule) };
  return (policy.narrowing ?? []).reduce((decided, treatments) => {
    const narrower = decidingRule({ treatments }, label, level, destination);
    if (narrower === undefined) return decided;
    return stricter(decided, { treatment: narrower.treatment, rule: `${ruleText(narrower)} (of the flow)` });
  }, decision);
};

/**
 * Decides by the most specific label, then the most specific destination (name, role, kind, region, zone), then a rule that
 * names the level before one that doesn't, then the stricter. No rule: refuse. Several labels, or several policies
 * (the one pinned by a run and the current one): the strictest.
 *
 * @example
 * decide(policy, { labels: ["person.email"], level: "copied", destination: { kind: "model", zone: "outside", name: "openai:gpt-5" } })
 * // { treatment: "token", rule: "person.* → model outside: token" }
 */
export const decide = (policies: Policy | readonly Policy[], request: TreatmentRequest): TreatmentDecision => {
  const all = "version" in policies ? [policies] : policies;
  const labels = request.labels ?? (request.label === undefined ? [] : [request.label]);
  const named = labels.length === 0 ? ["unlabelled"] : labels;
  return strictest(
    all.flatMap((policy) => named.map((label) => decideLabel(policy, label, request.level, request.destination))),
  );
};
