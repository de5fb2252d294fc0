export { fontFamily } from "./fonts.ts";
export { loadSkia } from "./skia.ts";
export type { Skia } from "./skia.ts";
