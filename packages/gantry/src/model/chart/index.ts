export { chartSvg } from "./svg.ts";
