// A flow's own rules may only be stricter than the policy: a looser one is refused by name.
import { destinationText, looserRules, ruleText } from "../../policy/index.ts";
import type { Destination } from "../../policy/index.ts";
import { generated, untrusted } from "../shape.ts";
import { breach } from "./context.ts";
import type { Check } from "./context.ts";
import { toolDestination, toolsOf } from "./reason-tools.ts";

/** What the house itself calls values of its own making. */
const ownLabels = ["row", "score", generated, untrusted, "input.text", "unlabelled"];

/** Holds the flow's rules against the policy without them. */
export function checkNarrowing(check: Check): void {
  const { narrows = [] } = check.document;
  if (narrows.length === 0) return;
  const carried = Object.values(check.catalog.tables).flatMap((table) => table.columns.flatMap((it) => it.labels));
  const { narrowing: _, ...policy } = check.policy;
  const labels = [...new Set([...carried, ...ownLabels])];
  for (const { rule, label, destination, policyRule } of looserRules(policy, narrows, labels, destinationsOf(check))) {
    breach(
      check,
      "narrows",
      "looser-than-policy",
      `the flow's rule "${ruleText(rule)}" is looser than the policy: for ${label} → ${destinationText(destination)} the policy says ${policyRule}`,
      "a flow may only be stricter: name a narrower label or destination, or a stricter treatment",
    );
  }
}

function destinationsOf({ document, deployments, tool, catalog, policy }: Check): readonly Destination[] {
  const roles = policy.roles.map((role) => role.name);
  return [
    ...deployments.map(({ name, zone }): Destination => ({ kind: "model", zone, name })),
    ...Object.values(document.steps)
      .flatMap((step) => (step.kind === "reason" ? toolsOf(step, tool) : []))
      .map(toolDestination),
    ...Object.values(catalog.sources).map(({ name, connector, zone = "inside" }): Destination => ({
      kind: connector === "smtp" ? "mail" : "write",
      zone,
      name,
    })),
    ...roles.map((role): Destination => ({ kind: "viewer", zone: "inside", name: "console", roles: [role] })),
    ...roles.map((role): Destination => ({ kind: "page", zone: "outside", name: "page", roles: [role] })),
  ];
}
