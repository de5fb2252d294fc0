export type * from "./types.ts";
export { createQueryEngine, type QueryEngineOptions } from "./engine.ts";
