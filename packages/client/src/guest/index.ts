// For a company's own agent services: to write for Gantry's flows, to have Gantry keep what they work on, and to use its flows as
// tools.
export { guestHandler } from "./handler.ts";
export type { GuestOptions } from "./handler.ts";
export type { Graph, Guest, GuestFunction, GuestShape, QueryEngine, Runnable } from "./runnable.ts";
export { gantrySaver } from "./saver.ts";
export { gantryTools } from "./tools.ts";
export type { GantryTool, ToolsOptions } from "./tools.ts";
export type { GuestAsk, GuestHouse, GuestReply } from "@gantry/contract";
