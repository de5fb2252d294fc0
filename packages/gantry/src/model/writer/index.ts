export { parsePhrasebook } from "./phrasebook.ts";
export type { Phrasebook } from "./phrasebook.ts";
export { rulesDeployment, rulesWriter } from "./model.ts";
