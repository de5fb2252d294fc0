// Faults of the treatment table that show without a catalog: contradictions, repetitions, and rules that never decide.
import { contentHash } from "../canonical.ts";
import { decidingRule } from "../decide.ts";
import { ruleText } from "../rule-text.ts";
import type { Destination, Policy, TreatmentRule } from "../types.ts";
import type { Fault } from "./fault.ts";

/** "rule 3 "person.* → model: token"" */
export const nameRule = (policy: Policy, rule: TreatmentRule): string =>
  `rule ${policy.treatments.indexOf(rule) + 1} "${ruleText(rule)}"`;

/** Each rule is told of once: by the first thing that is wrong with it. */
export const ruleFaults = (policy: Policy): readonly Fault[] => {
  const roles = new Set(policy.roles.map((role) => role.name));
  const seen = new Map<string, TreatmentRule>();
  return policy.treatments.flatMap((rule, index): readonly Fault[] => {
    const fault = (what: string, remedy?: string): readonly Fault[] => [
      { path: ["treatments", index], what: `${nameRule(policy, rule)}: ${what}`, ...(remedy ? { remedy } : {}) },
    ];
    const matches = contentHash({ label: rule.label, level: rule.level, to: rule.to });
    const earlier = seen.get(matches);
    if (earlier === undefined) seen.set(matches, rule);
    if (rule.to.role !== undefined && !roles.has(rule.to.role)) {
      return fault(`no role "${rule.to.role}" is defined`, `roles: ${[...roles].join(", ") || "none"}`);
    }
    if (earlier !== undefined) {
      const said = nameRule(policy, earlier);
      return earlier.treatment === rule.treatment
        ? fault(`it can never match: ${said} says the same`, "delete one of the two")
        : fault(`it contradicts ${said}, which speaks of exactly the same`, "delete one of the two");
    }
    const places = placesOf(rule);
    if (places.length === 0) return fault(`it can never match: ${whyNowhere(rule)}`);
    const winners = new Set(places.map((place) => decidingRule(policy, ...place)));
    if (winners.has(rule)) return [];
    const hiding = [...winners].flatMap((it) => (it === undefined ? [] : [nameRule(policy, it)])).slice(0, 3);
    return fault(`it can never match: wherever it speaks, ${hiding.join(" or ")} is more specific or stricter`);
  });
};

type DecisionPlace = readonly [label: string, level: "copied" | "derived" | "aggregated" | "control", to: Destination];

/** A name that no rule can give, for labels and destinations that are nobody's in particular. */
const nobody = "~";

/**
 * Where a rule has the fewest rivals: a label below its own that no other rule names, destinations of which only what it
 * asks for is known. If it decides at none of these, it decides nowhere.
 */
const placesOf = (rule: TreatmentRule): readonly DecisionPlace[] => {
  const label = rule.label === "*" ? nobody : rule.label.replace(/\*$/, nobody);
  const levels = rule.level === undefined ? (["copied", "derived", "aggregated"] as const) : [rule.level];
  return destinationsOf(rule.to).flatMap((to) => levels.map((level): DecisionPlace => [label, level, to]));
};

const destinationsOf = (to: TreatmentRule["to"]): readonly Destination[] =>
  kinds
    .filter(({ kind }) => to.kind === undefined || to.kind === kind)
    .filter(({ hasRoles }) => to.role === undefined || hasRoles)
    .flatMap(({ kind, zones }) =>
      zones
        .filter((zone) => to.zone === undefined || to.zone === zone)
        .map((zone) => ({ kind, zone, name: to.name ?? nobody, roles: to.role === undefined ? [] : [to.role] })),
    );

const everywhere = ["inside", "partner", "outside"] as const;

/** A person at one of our surfaces is inside; a page of another system is outside. */
const kinds: readonly {
  readonly kind: Destination["kind"];
  readonly zones: readonly Destination["zone"][];
  readonly hasRoles: boolean;
}[] = [
  { kind: "model", zones: everywhere, hasRoles: false },
  { kind: "tool", zones: everywhere, hasRoles: false },
  // Of a digest: those of who gets it.
  { kind: "mail", zones: everywhere, hasRoles: true },
  { kind: "write", zones: everywhere, hasRoles: false },
  { kind: "viewer", zones: ["inside"], hasRoles: true },
  { kind: "page", zones: ["outside"], hasRoles: true },
];

const whyNowhere = ({ to }: TreatmentRule): string =>
  to.role === undefined
    ? `a ${to.kind ?? "destination"} is never in zone ${to.zone ?? "?"}`
    : `only viewers (inside), pages (outside) and mails have roles, not a ${[to.kind, to.zone].filter(Boolean).join(" ")}`;
