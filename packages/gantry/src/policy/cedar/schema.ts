// The Cedar schema of a house: what a policy.cedar may speak of. Roles, views and flows are enumerated, so that a name
// misspelt in a policy is an error and not a rule that never holds.
import { flowActions, houseActions, houseName, views } from "./permission.ts";

const names = (all: readonly string[]): string => all.map((name) => JSON.stringify(name)).join(", ");
const enumerated = (entity: string, all: readonly string[] | undefined): string =>
  all === undefined || all.length === 0 ? `entity ${entity};` : `entity ${entity} enum [${names(all)}];`;

/**
 * In Cedar's own schema syntax. A caller has his attributes as tags: `principal.hasTag("region") &&
 * principal.getTag("region") == "EMEA"`.
 *
 * @param flows where they are known: then a policy may name no other
 */
export const cedarSchema = (roles: readonly string[], flows?: readonly string[]): string =>
  `${enumerated("Role", roles)}
${enumerated("Flow", flows)}
${enumerated("View", views)}
${enumerated("House", [houseName])}
entity Caller in [Role] = {
  // How he signed in ("issuer", "crm", "service"), and the surface in use ("console", "api", "mcp", "v1", "crm-page").
  "via": String,
  "surface": String,
} tags String;
action ${houseActions.map((it) => `"${it}"`).join(", ")} appliesTo { principal: Caller, resource: House };
action ${flowActions.map((it) => `"${it}"`).join(", ")} appliesTo { principal: Caller, resource: Flow };
action "see" appliesTo { principal: Caller, resource: View };
`;
