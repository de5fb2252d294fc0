// When a schedule fires. Around the change of the clock: a time of day that is given (no `*` or `/` in seconds, minutes and
// hours) fires once a day, at the end of the gap where the clock leaps over it, and at the first of two where it comes
// twice; a pattern that repeats fires by real time, each time that the clock shows it.
import { GantryError } from "@gantry/contract";
import { Cron } from "croner";
import type { ScheduleSource } from "./types.ts";

export interface Occurrences {
  /** The next after this instant; undefined when there will be none. */
  readonly next: (after: Date) => Date | undefined;
  /** The last that is after `after` and not after `until`. */
  readonly last: (after: Date, until: Date) => Date | undefined;
}

/** @throws GantryError `bad-config` for an expression, a zone that is none, or a time that never comes. */
export function occurrencesOf({ cron, timeZone }: Pick<ScheduleSource, "cron" | "timeZone">): Occurrences {
  const zones = "see the IANA time zone database: Europe/Zurich, America/New_York, UTC";
  if (!isTimeZone(timeZone)) {
    throw new GantryError("bad-config", `there is no time zone "${timeZone}"`, { remedy: zones });
  }
  const pattern = patternOf(cron, timeZone);
  const occurrences: Occurrences = {
    next: (after) => pattern.nextRun(after) ?? undefined,
    last: (after, until) => {
      // Asked for what is before the next second, since it gives what is strictly before.
      const [found] = pattern.previousRuns(1, new Date(Math.floor(until.getTime() / 1000) * 1000 + 1000));
      return found !== undefined && found > after && found <= until ? found : undefined;
    },
  };
  if (occurrences.next(new Date()) === undefined)
    throw new GantryError("bad-config", `"${cron}" names a time that never comes`);
  return occurrences;
}

function patternOf(cron: string, timezone: string): Cron {
  try {
    return new Cron(cron, { timezone, paused: true, fixedTimeRule: "no-wildcard" });
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^Cron\w+: /, "") : "malformed";
    throw new GantryError("bad-config", `"${cron}" is no cron expression: ${why}`, {
      remedy: "five fields, minute first, or six with seconds first: 0 7 * * MON",
    });
  }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
