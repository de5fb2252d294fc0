export { allPermissions } from "./permission.ts";
export { cedarPolicies, validateCedar } from "./engine.ts";
export { cedarSchema } from "./schema.ts";
export { decidingPolicies, may, permissionsOf } from "./may.ts";
