// What went wrong, told without a value of the data; and whether trying again makes sense.
import { GantryError } from "@gantry/contract";
import type { Problem } from "@gantry/contract";
import type { Step } from "../flow/index.ts";
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

/** The pauses before each further try of a step that does not say otherwise, in seconds. */
const usualPauses: Readonly<Record<Step["kind"], readonly number[]>> = {
  query: [1],
  score: [1],
  prompt: [1, 3],
  draw: [1, 3],
  reason: [1, 3],
  approve: [1],
  // A mail server may be away for a while; what was approved should still go out.
  act: [1, 2, 5, 15, 60, 300, 900],
  // What it calls tries again by itself.
  call: [],
};

/**
 * Seconds to wait after a try that failed, or undefined where it was the last one.
 *
 * @param attempt from 1
 * @param chance a number from 0 up to, not including, 1
 */
export function pauseAfter(
  { kind, retry }: Pick<Step, "kind" | "retry">,
  attempt: number,
  chance: () => number = Math.random,
): number | undefined {
  if (retry === undefined) return usualPauses[kind][attempt - 1];
  if (attempt >= retry.attempts) return undefined;
  const { initial = 1, factor = 2, max = 900, jitter = 0 } = retry;
  const seconds = Math.min(initial * factor ** (attempt - 1), max) * (1 - jitter * chance());
  // Whole milliseconds: the queue keeps no finer times.
  return Math.ceil(seconds * 1000) / 1000;
}

/** A try that took longer than its step allows. */
export const tookTooLong = (run: string, step: string, seconds: number): GantryError =>
  new GantryError("source-timeout", `step "${step}" took longer than its ${seconds} s`, {
    where: { run, step },
    remedy: "let it read less, or give it a longer timeout",
    retryable: true,
  });

/** Longer than this nobody's wish for patience is followed: a day. */
const longestPause = 86_400;

/** A pause in seconds, but as long as the system asked for where it did. */
export const asAsked = (pause: number | undefined, { retryAfter = 0 }: GantryError): number | undefined =>
  pause === undefined ? undefined : Math.max(pause, Math.min(retryAfter, longestPause));

/** What callers are told while the database is away. A change may have been made all the same: look before repeating it. */
export async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw tellIfAway(error);
  }
}
