// Random queries by which pushing is held against not pushing.
export { checkPushdown, emptyOutcome, type Difference, type Outcome } from "./check.ts";
export { edges, randomWorld, rowsFor, type World } from "./world.ts";
export { choicesFrom } from "../random/choices.ts";
export { randomAggregate } from "./query.ts";
