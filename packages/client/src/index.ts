export { createClient } from "./client.ts";
export type { Client, ClientOptions, LedgerVerdict, RequestOptions, WaitOptions } from "./client.ts";
