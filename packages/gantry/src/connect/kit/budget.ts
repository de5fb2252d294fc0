// Calls to a source are counted before they are made.
import { GantryError } from "@gantry/contract";
import type { CallBudget } from "./types.ts";

/**
 * A budget of calls to one source.
 *
 * @param limit most calls allowed; Infinity for a source without a quota
 * @param source named in the error
 * @throws (from `spend`) `budget-exceeded` before the call that would pass the limit; nothing is spent then
 */
export const createBudget = (limit: number, source = "source"): CallBudget => {
  let spent = 0;
  return {
    spend: (calls) => {
      if (spent + calls > limit)
        throw new GantryError("budget-exceeded", `source "${source}": the budget of ${limit} calls is used up`, {
          where: { source },
          remedy: "narrow the question, or raise the source's call budget",
        });
      spent += calls;
    },
    get spent() {
      return spent;
    },
  };
};
