// What went wrong, told without a value of the data; and whether trying again makes sense.
import { GantryError } from "@gantry/contract";
import type { Problem } from "@gantry/contract";
import { tellIfAway } from "../store/index.ts";

/** Any error as one that is safe to show: what is not ours becomes `internal`, its text unseen. */
export const failureOf = (error: unknown, where: Readonly<Record<string, string>>): GantryError =>
  error instanceof GantryError
    ? error
    : new GantryError("internal", "something went wrong inside Gantry", { where, cause: error });

export const problemOf = (error: GantryError, step: string): Problem => {
  const problem = error.toProblem();
  return { ...problem, where: { ...problem.where, step } };
};

/** How often a step is tried when its errors say that it may help, and the pause before each further try, in seconds. */
export const retries: Readonly<Record<string, readonly number[]>> = {
  query: [1],
  score: [1],
  prompt: [1, 3],
  approve: [1],
  // A mail server may be away for a while; what was approved should still go out.
  act: [1, 2, 5, 15, 60, 300, 900],
};

/** What callers are told while the database is away. */
export async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw tellIfAway(error);
  }
}
