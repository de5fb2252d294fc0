export { plainer } from "./plainer.ts";
export type { Plainer } from "./plainer.ts";
export type { Known } from "./aside.ts";
export { narrows, pointsBackIn, tellsOfThem } from "./narrows.ts";
