export { startSystems } from "./start.ts";
export type { GantryAddress } from "./crm/index.ts";
export type { Endpoint, Persona, Systems, SystemsOptions } from "./types.ts";
