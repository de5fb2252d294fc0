// Faults of the Cedar policies: what Cedar itself refuses under our schema, and permits that a forbid takes back wholly.
import { allPermissions, cedarPolicies, cedarSchema, decidingPolicies, validateCedar } from "../cedar/index.ts";
import { anyoneAs } from "../cedar/may.ts";
import type { Policy } from "../types.ts";
import type { Fault } from "./fault.ts";

/** @param flows where they are known: then a policy may name no other */
export const permissionFaults = (policy: Policy, flows?: readonly string[]): readonly Fault[] => {
  const { permissions, roles } = policy;
  if (permissions.trim() === "") return [];
  const schema = cedarSchema(
    roles.map((role) => role.name),
    flows,
  );
  const [first] = validateCedar(permissions, schema);
  if (first !== undefined) {
    const { message, help, offset } = first;
    return [
      {
        path: ["permissions"],
        ...(offset === undefined ? {} : { offset }),
        what: `permissions: ${message}`,
        ...(help === undefined ? {} : { remedy: help }),
      },
    ];
  }
  return contradictions(policy, flows ?? ["any"]);
};

/** A permit without conditions that some forbid overrides for every role, action and resource can never hold. */
const contradictions = (policy: Policy, flows: readonly string[]): readonly Fault[] => {
  const texts = cedarPolicies(policy.permissions);
  const isForbid = (index: number): boolean => /^\s*(?:@\w+\([^)]*\)\s*)*forbid\b/.test(texts[index] ?? "");
  if (!texts.some((_, index) => isForbid(index))) return [];
  const roles = ["", ...policy.roles.map((role) => role.name)];
  const people = roles.flatMap((role) => [anyoneAs(role), anyoneAs(role, "crm")]);
  const requests = people.flatMap((caller) => allPermissions(flows).map((permission) => ({ caller, permission })));
  return texts.flatMap((text, index): readonly Fault[] => {
    if (isForbid(index) || /\b(?:when|unless)\b/.test(text)) return [];
    const alone: Policy = { ...policy, permissions: text };
    const covered = requests.filter(({ caller, permission }) => decidingPolicies(alone, caller, permission).allowed);
    const verdicts = covered.map(({ caller, permission }) => decidingPolicies(policy, caller, permission));
    if (covered.length === 0 || verdicts.some((it) => it.allowed)) return [];
    const by = [...new Set(verdicts.flatMap((it) => it.policies))].map((it) => lineIn(policy.permissions, texts[it]));
    return [
      {
        path: ["permissions"],
        offset: Math.max(0, Buffer.from(policy.permissions).indexOf(text)),
        what: `permissions: this permit can never hold: the forbid on line ${by.join(", ")} takes back all of it`,
        remedy: "delete one of the two, or give the forbid a condition",
      },
    ];
  });
};

const lineIn = (text: string, part: string | undefined): number =>
  text.slice(0, Math.max(0, text.indexOf(part ?? ""))).split("\n").length;
