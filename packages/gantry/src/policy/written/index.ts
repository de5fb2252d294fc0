export { callSite, lineOf, placeOf, placeText } from "./written.ts";
export type { Place, WrittenAt } from "./written.ts";
export type { PathInto } from "./place.ts";
