// When a saved question is asked.
import { GantryError } from "@gantry/contract";
import { occurrencesOf } from "../../run/index.ts";
import type { SavedQuestion } from "./kept.ts";

/** Not oftener than this, in milliseconds. */
const shortest = 60_000;

/** Null: never by itself. */
export const nextOf = (schedule: SavedQuestion["schedule"], after: Date): Date | null =>
  schedule === null ? null : (occurrencesOf(schedule).next(after) ?? null);

/** @throws GantryError `bad-input`: an expression or a time zone that is none, or one that fires each second */
export function requireSchedule(schedule: SavedQuestion["schedule"], now: Date): void {
  if (schedule === null) return;
  try {
    const first = nextOf(schedule, now);
    const second = first && nextOf(schedule, first);
    if (first === null || second === null || second.getTime() - first.getTime() >= shortest) return;
  } catch (error) {
    if (!(error instanceof GantryError)) throw error;
    throw new GantryError("bad-input", error.message, { remedy: error.remedy });
  }
  throw new GantryError("bad-input", "a question is asked once a minute at most", {
    remedy: "five fields, minute first: 0 7 * * MON",
  });
}
