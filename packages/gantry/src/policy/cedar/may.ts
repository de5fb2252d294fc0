// Who may do what: Cedar decides over caller, action and resource, and what it decided is remembered.
import type { Caller, Permission, Policy } from "../types.ts";
import { authorise } from "./engine.ts";
import type { CedarRequest } from "./engine.ts";
import { allPermissions, requestOf } from "./permission.ts";

/** What Cedar is told of a caller: never his tokens. */
export type Principal = Pick<Caller, "subject" | "roles" | "via" | "surface" | "narrowedTo" | "attributes">;

const principalOf = ({ subject, roles, via, surface, attributes }: Principal): CedarRequest["principal"] => ({
  uid: { type: "Caller", id: subject },
  attrs: { via, surface },
  parents: roles.map((id) => ({ type: "Role", id })),
  tags: { ...attributes },
});

/** Most decisions remembered for a policy; the oldest goes first. */
const mostRemembered = 10_000;
const remembered = new WeakMap<Policy, Map<string, boolean>>();

/** Where a caller says that he shows answers elsewhere, that place must be allowed too: what he says takes, and gives nothing. */
const evaluate = ({ permissions }: Policy, caller: Principal, permission: Permission): ReturnType<typeof authorise> => {
  const decision = authorise(permissions, { principal: principalOf(caller), ...requestOf(permission) });
  const { narrowedTo, ...wide } = caller;
  if (!decision.allowed || narrowedTo === undefined) return decision;
  const narrow = principalOf({ ...wide, surface: narrowedTo });
  return authorise(permissions, { principal: narrow, ...requestOf(permission) });
};

/** Whether the policy's permissions allow it; what no `permit` covers, or a `forbid` does, is denied. */
export const may = (policy: Policy, caller: Principal, permission: Permission): boolean => {
  const decisions = remembered.get(policy) ?? new Map<string, boolean>();
  remembered.set(policy, decisions);
  const { subject, roles, via, surface, narrowedTo, attributes } = caller;
  const key = JSON.stringify([permission, subject, roles, via, surface, narrowedTo, Object.entries(attributes)]);
  const known = decisions.get(key);
  if (known !== undefined) return known;
  const { allowed } = evaluate(policy, caller, permission);
  const [oldest] = decisions.size >= mostRemembered ? decisions.keys() : [];
  if (oldest !== undefined) decisions.delete(oldest);
  decisions.set(key, allowed);
  return allowed;
};

/** Which policies of the text (counted from 0) decided: the permits of an allow, the forbids of a deny. */
export const decidingPolicies = (
  policy: Policy,
  caller: Principal,
  permission: Permission,
): { readonly allowed: boolean; readonly policies: readonly number[] } => {
  const { allowed, reasons } = evaluate(policy, caller, permission);
  return { allowed, policies: reasons.map((id) => Number(id.replace("policy", ""))) };
};

/** Somebody of whom nothing is known but his role and how he signed in. */
export const anyoneAs = (role: string, via: Principal["via"] = "issuer"): Principal => ({
  subject: "anyone",
  roles: [role],
  via,
  surface: via === "crm" ? "crm-page" : "console",
  attributes: {},
});

/** What anyone with the role may do, however he signed in, over these flows; what hangs on attributes is not among it. */
export const permissionsOf = (policy: Policy, role: string, flows: readonly string[]): readonly Permission[] =>
  allPermissions(flows).filter((permission) =>
    (["issuer", "crm"] as const).some((via) => may(policy, anyoneAs(role, via), permission)),
  );
