export type * from "./types.ts";
export type * from "./relation.ts";
