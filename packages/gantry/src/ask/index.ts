export type * from "./types.ts";
export { conversationsInMemory } from "./conversations.ts";
export { createAsk } from "./create.ts";
