export { sendDigests } from "./send.ts";
export type { DigestMail, DigestPlan, Recipient } from "./types.ts";
