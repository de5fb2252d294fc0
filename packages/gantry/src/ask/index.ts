export type * from "./types.ts";
export { conversationsInMemory, type SearchedConversations } from "./conversations.ts";
export { createAsk } from "./create.ts";
