export { loadBilling, readBillingMark } from "./load.ts";
export type { BillingConnection } from "./load.ts";
