export { protect, type Protected } from "./protect.ts";
