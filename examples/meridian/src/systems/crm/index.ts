// The sample company's CRM: a stand-in for Salesforce's REST API, OAuth and service console.
export { startCrm } from "./start.ts";
export type { CrmOptions, CrmServer, GantryAddress } from "./options.ts";
export type { FailureKind, FailureOrder } from "./failures.ts";
export type { CallStats } from "./stats.ts";
export type { CrmData, CrmField, CrmRecord, CrmUser, CrmWrite } from "./schema.ts";
