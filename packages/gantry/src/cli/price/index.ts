export { createPrices } from "./prices.ts";
export { noting, readsInMemory } from "./reads.ts";
export type { Reads } from "./reads.ts";
