export { isFormat, numeric } from "./format.ts";
export type { Tongue } from "./format.ts";
export { choosePhrase, fillPhrase, slotsOf } from "./phrase.ts";
