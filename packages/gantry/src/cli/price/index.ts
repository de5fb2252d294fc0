export { noting, readsInMemory } from "./reads.ts";
export type { Reads } from "./reads.ts";
export { priceOf } from "./price.ts";
