// For a company's own agent services: to write for Gantry's flows, and to have Gantry keep what they work on.
export { guestHandler } from "./handler.ts";
export type { GuestOptions } from "./handler.ts";
export type { Graph, Guest, GuestFunction, GuestShape, QueryEngine, Runnable } from "./runnable.ts";
export { gantrySaver } from "./saver.ts";
export type { GuestAsk, GuestHouse, GuestReply } from "@gantry/contract";
