// The day that a run is pinned to.
import type { PinnedRun } from "./pinned.ts";

/** `$today` of the run, `YYYY-MM-DD`. */
export const todayOf = ({ parameters }: Pick<PinnedRun, "parameters">): string | undefined => {
  const value = parameters["today"]?.value;
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}/.test(value) ? value.slice(0, 10) : undefined;
};
