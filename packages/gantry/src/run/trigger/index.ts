// Triggers: documents, their check, and what fires them.
export { checkTriggers } from "./check.ts";
export type { RisingColumns, TriggerFacts } from "./check.ts";
export { changed, completed, field, key, mailTo, schedule, trigger, webhook } from "./document.ts";
export { prepareTriggers } from "./prepare.ts";
export type { Prepared, PrepareOptions, ProvedFlow } from "./prepare.ts";
export type { Delivery } from "./signature.ts";
export { occurrencesOf } from "./schedule.ts";
export { createTriggers } from "./triggers.ts";
export type { Triggers, TriggersOptions } from "./triggers.ts";
export type { Fired, InputFrom, TriggerDocument, TriggerSource } from "./types.ts";
