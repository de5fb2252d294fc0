// Questions of people who know nothing of the planner, asked last. Kept for counting: while the planner is worked on nobody
// looks at them.
import type { Language, Written } from "./types.ts";

/** Each set with its language. */
export const strangersLast: readonly { readonly language: Language; readonly asked: readonly Written[] }[] = [];
