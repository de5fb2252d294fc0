export type * from "./types.ts";
export type { SearchedConversations } from "./conversations.ts";
export { keptConversations } from "./kept-conversations.ts";
export { createQuestions } from "./saved/index.ts";
export type { Questions } from "./saved/index.ts";
export { createAsk } from "./create.ts";
