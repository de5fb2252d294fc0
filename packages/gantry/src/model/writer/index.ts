export { parsePhrasebook } from "./phrasebook.ts";
export type { Phrasebook } from "./phrasebook.ts";
export { rulesWriter } from "./model.ts";
