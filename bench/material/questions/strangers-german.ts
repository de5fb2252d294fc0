// Questions in German by people who know nothing of the planner; the eval never shows them.
import type { Written } from "./types.ts";

export const strangersGerman: readonly Written[] = [];
