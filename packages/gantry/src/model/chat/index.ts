export type * from "./types.ts";
export { lazyChatModel } from "./lazy.ts";
