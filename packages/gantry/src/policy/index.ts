export type * from "./types.ts";
export { access, may, usualPeopleRule, type CallerAccess } from "./access.ts";
export { canonicalJson, contentHash } from "./canonical.ts";
export { decide, stricter, strictest, strictness, type TreatmentRequest } from "./decide.ts";
export { defaultTreatments, pseudonymous } from "./defaults.ts";
export { definePolicy, type PolicyCheck, type PolicyDefinition } from "./define.ts";
export { destinationText, ruleLine, ruleText } from "./rule-text.ts";
