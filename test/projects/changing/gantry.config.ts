// Meridian under a policy that changes from start to start: TEST_POLICY says how.
import { definePolicy, defineProject } from "gantry";
import type { PolicyDefinition } from "gantry";
import { project as meridian } from "../../../examples/meridian/gantry.config.ts";

const { treatments, roles, permissions } = meridian.policy;
const manager = 'principal == Caller::"meridian:sales-manager-emea"';

const changes: Readonly<Record<string, Partial<PolicyDefinition>>> = {
  usual: {},
  // The manager sees companies as tokens.
  veiled: {
    treatments: [
      ...treatments,
      { label: "company.*", to: { kind: "viewer", role: "sales-manager" }, treatment: "token" },
    ],
  },
  // The manager asks in the console alone, and sees companies in clear there alone.
  "at-console": {
    treatments: [
      ...treatments,
      { label: "company.*", to: { kind: "viewer", role: "sales-manager" }, treatment: "token" },
      { label: "company.*", to: { kind: "viewer", name: "console", role: "sales-manager" }, treatment: "pass" },
    ],
    permissions: `${permissions}\nforbid (${manager}, action == Action::"ask", resource) unless { principal.surface == "console" };`,
  },
  // No address may be written to any more.
  silent: { treatments: [...treatments, { label: "person.email", to: { kind: "mail" }, treatment: "refuse" }] },
  "no-run": { permissions: `${permissions}\nforbid (${manager}, action == Action::"run", resource);` },
  "no-approval": { permissions: `${permissions}\nforbid (${manager}, action == Action::"approve", resource);` },
};

export const project = defineProject({
  ...meridian,
  triggers: [],
  policy: definePolicy({ treatments, roles, permissions, ...changes[process.env["TEST_POLICY"] ?? "usual"] }),
});
