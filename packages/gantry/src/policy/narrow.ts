// A flow's own rules on top of a policy: stricter where they match, never looser.
import type { Level } from "@gantry/contract";
import type { Label } from "../catalog/index.ts";
import { covers } from "./check/labels.ts";
import { decide, decidingRule, strictness } from "./decide.ts";
import type { Destination, Policy, TreatmentRule } from "./types.ts";

/** The policy as it holds for a flow with these rules. */
export const narrow = (policy: Policy, rules: readonly TreatmentRule[] | undefined): Policy =>
  rules === undefined || rules.length === 0 ? policy : { ...policy, narrowing: [...(policy.narrowing ?? []), rules] };

/** What a rule of a flow says, and what the policy says already, at one place. */
export interface Looser {
  readonly rule: TreatmentRule;
  readonly label: Label;
  readonly destination: Destination;
  readonly policyRule: string;
}

const valueLevels: readonly Level[] = ["copied", "derived", "aggregated"];

/**
 * Rules that would be looser than the policy, each with one place where that is so.
 *
 * @param labels those that the catalog uses
 * @param destinations those that the house has
 */
export const looserRules = (
  policy: Policy,
  rules: readonly TreatmentRule[],
  labels: readonly Label[],
  destinations: readonly Destination[],
): readonly Looser[] =>
  rules.flatMap((rule): readonly Looser[] => {
    const levels = rule.level === undefined ? valueLevels : [rule.level];
    const exact = rule.label.endsWith("*") ? [] : [rule.label];
    for (const label of [...exact, ...labels.filter((it) => covers(rule.label, it))]) {
      for (const destination of destinations) {
        for (const level of levels) {
          if (decidingRule({ treatments: rules }, label, level, destination) !== rule) continue;
          const said = decide(policy, { label, level, destination });
          if (strictness.indexOf(rule.treatment) >= strictness.indexOf(said.treatment)) continue;
          return [{ rule, label, destination, policyRule: said.rule }];
        }
      }
    }
    return [];
  });
