export type * from "./types.ts";
export type { SearchedConversations } from "./conversations.ts";
export { keptConversations } from "./kept-conversations.ts";
export { createAsk } from "./create.ts";
