export { chartPng, chartPngIfDrawn } from "./png.ts";
export { chartSvg } from "./svg.ts";
