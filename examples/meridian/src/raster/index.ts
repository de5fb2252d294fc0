export { encodePng } from "./png.ts";
export { rasterize } from "./svg.ts";
