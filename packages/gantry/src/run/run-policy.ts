// What runs ask of a policy.
import { access, agreement, may } from "../policy/index.ts";
import type { Policy } from "../policy/index.ts";
import type { RunPolicy } from "./types.ts";

export const runPolicyOf = (policy: Policy): RunPolicy => ({
  version: policy.version,
  may: (caller, permission) => may(policy, caller, permission),
  access: (caller) => access(policy, caller),
  agreement: (flow) => agreement(policy, flow),
});
