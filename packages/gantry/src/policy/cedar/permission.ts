// A permission as the house asks for it, and the action and resource that Cedar is asked about.
import type { Permission } from "../types.ts";

/** What can be looked at; each is asked for as `see:<view>`. */
export const views = ["runs", "catalog", "inbox", "ledger", "policy", "proofs"] as const;

/** Actions on the house as a whole. */
export const houseActions = ["ask", "query", "chat", "erase", "administer"] as const;

/** Actions on a flow. */
export const flowActions = ["run", "approve"] as const;

/** The one entity that stands for the house. */
export const houseName = "gantry";

interface Uid {
  readonly type: "Action" | "House" | "Flow" | "View";
  readonly id: string;
}

/** `run:retention` → `Action::"run"` on `Flow::"retention"`; `see:ledger` → on `View::"ledger"`; `ask` → on the house. */
export const requestOf = (permission: Permission): { readonly action: Uid; readonly resource: Uid } => {
  const colon = permission.indexOf(":");
  const [action, id] = colon < 0 ? [permission, houseName] : [permission.slice(0, colon), permission.slice(colon + 1)];
  const type = colon < 0 ? "House" : action === "see" ? "View" : "Flow";
  return { action: { type: "Action", id: action }, resource: { type, id } };
};

/** Every permission there is, over these flows. */
export const allPermissions = (flows: readonly string[]): readonly Permission[] => [
  ...houseActions,
  ...views.map((view) => `see:${view}`),
  ...flowActions.flatMap((action) => flows.map((flow) => `${action}:${flow}`)),
];
