// What went wrong, told without a value of the data; and whether trying again makes sense.
import { GantryError } from "@gantry/contract";
import type { Problem } from "@gantry/contract";

/** Any error as one that is safe to show: what is not ours becomes `internal`, its text unseen. */
export const failureOf = (error: unknown, where: Readonly<Record<string, string>>): GantryError =>
  error instanceof GantryError
    ? error
    : new GantryError("internal", "something went wrong inside Gantry", { where, cause: error });

export const problemOf = (error: GantryError, step: string): Problem => {
  const problem = error.toProblem();
  return { ...problem, where: { ...problem.where, step } };
};

/** Error classes of PostgreSQL (and codes of sockets) that mean: the database is away, ask again. */
const away = /^(08|57P|53300|40001|40P01|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/;

/** The driver's own errors bear no code. */
const lost =
  /connection terminated|connection error|not queryable|connection timeout|timeout exceeded when trying to connect/i;

export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof GantryError) return false;
  if ("code" in error && typeof error.code === "string" && away.test(error.code)) return true;
  return lost.test(error.message);
}

/** How often a step is tried when its errors say that it may help, and the pause before each further try, in seconds. */
export const retries: Readonly<Record<string, readonly number[]>> = {
  query: [1],
  score: [1],
  prompt: [1, 3],
  approve: [1],
  // A mail server may be away for a while; what was approved should still go out.
  act: [1, 2, 5, 15, 60, 300, 900],
};

/** Longer than this nobody's wish for patience is followed: a day. */
const longestPause = 86_400;

/**
 * Seconds before the next try at an effect: ours, or as long as the system asks for; undefined when tries are used up.
 *
 * @param attempt number of the try that failed, from 1
 */
export function pauseBefore(attempt: number, error: GantryError): number | undefined {
  const pause = retries["act"]?.[attempt - 1];
  if (pause === undefined) return undefined;
  return Math.max(pause, Math.min(error.retryAfter ?? 0, longestPause));
}

/** What callers are told while the database is away. A change may have been made all the same: look before repeating it. */
export async function orUnreachable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    throw new GantryError("source-unreachable", "Gantry's own database does not answer right now", {
      retryable: true,
      remedy: "try again in a moment",
      cause: error,
    });
  }
}
