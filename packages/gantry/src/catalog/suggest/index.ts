export type * from "./types.ts";
export { suggest } from "./suggest.ts";
export type { SampledTable } from "./structure.ts";
