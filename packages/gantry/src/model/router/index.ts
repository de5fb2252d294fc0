export { createHealth, usualBreaker } from "./health.ts";
export type { BreakerState, Health } from "./health.ts";
export { orderDeployments } from "./order.ts";
export { watchedChat, watchedText } from "./watched.ts";
