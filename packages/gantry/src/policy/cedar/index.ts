export { allPermissions, flowActions, houseActions, requestOf, views } from "./permission.ts";
export { cedarPolicies, validateCedar } from "./engine.ts";
export { cedarSchema } from "./schema.ts";
export { decidingPolicies, may, permissionsOf } from "./may.ts";
