// Schedules: looks at the clock, and fires what has come due. Any number of processes look; each scheduled time is fired
// once, since its firing is a row. A clock that is set forwards brings what it leapt over, the last of it; one that is set
// back brings nothing twice.
import { GantryError } from "@gantry/contract";
import { dayIn } from "../../catalog/index.ts";
import { firingRows, triggerRows } from "../../store/index.ts";
import { occurrencesOf } from "./schedule.ts";
import type { Occurrences } from "./schedule.ts";
import { noteFailure, startFor } from "./start.ts";
import type { StartHouse } from "./start.ts";
import type { Prepared } from "./prepare.ts";
import { isPaused, passes } from "./standing.ts";
import type { ScheduleSource } from "./types.ts";

/** A time is not missed yet that is so many milliseconds past when a process starts. */
const grace = 60_000;

export interface Schedules {
  /** Fires what has come due since the last look. Never rejects. */
  look(): Promise<void>;
}

interface Watched {
  readonly prepared: Prepared;
  readonly source: ScheduleSource;
  readonly occurrences: Occurrences;
  /** All up to here has been looked at; undefined before the first look. */
  looked: Date | undefined;
  /** The next that is due, kept so that a look costs nothing. */
  next: Date | undefined;
}

export function createSchedules(
  house: StartHouse,
  triggers: readonly Prepared[],
  report: (error: unknown, trigger: string) => void,
): Schedules {
  const watched = triggers.flatMap((prepared): Watched[] => {
    const { on } = prepared.trigger;
    return on.kind === "schedule"
      ? [{ prepared, source: on, occurrences: occurrencesOf(on), looked: undefined, next: undefined }]
      : [];
  });
  const lookAt = async (it: Watched): Promise<void> => {
    const now = house.now();
    it.looked ??= await beginning(house, it, now);
    // The clock was set back: what it will show again has been fired, or has not.
    if (it.looked > now) [it.looked, it.next] = [now, undefined];
    it.next ??= it.occurrences.next(it.looked);
    if (it.next === undefined || it.next > now) return;
    const due = it.occurrences.last(it.looked, now);
    if (due !== undefined) await fire(house, it, due);
    [it.looked, it.next] = [now, undefined];
  };
  return {
    look: async () => {
      for (const it of watched) {
        await lookAt(it).catch((error: unknown) => {
          // The next look is a moment away: what it will mend is not told four times a second.
          if (!passes(error)) report(error, it.prepared.trigger.name);
        });
      }
    },
  };
}

/** From when on what came due is this process's to fire: of what passed while none ran, what the schedule says. */
async function beginning({ store }: StartHouse, { prepared, source }: Watched, now: Date): Promise<Date> {
  const { name } = prepared.trigger;
  const recent = new Date(now.getTime() - grace);
  const row = await triggerRows.find(store.pool, name);
  const since = row?.since ?? now;
  if (source.missed !== "once") return latest(since, recent);
  const last = await firingRows.lastKey(store.pool, name, scheduledKey("%"));
  return last === undefined ? since : latest(since, new Date(last.slice(scheduledKey("").length)));
}

const latest = (a: Date, b: Date): Date => (a > b ? a : b);

const scheduledKey = (at: string): string => `at:${at}`;

async function fire(house: StartHouse, { prepared, source }: Watched, due: Date): Promise<void> {
  const { trigger } = prepared;
  if (await isPaused(house.store, trigger)) return;
  const key = scheduledKey(due.toISOString());
  const event = { at: due.toISOString(), day: dayIn(source.timeZone, due) };
  try {
    await startFor(house, prepared, { key, event });
  } catch (error) {
    // What may help another time is tried at the next look; of the rest it is said why, once.
    if (!(error instanceof GantryError) || error.retryable) throw error;
    if (error.code !== "conflict") await noteFailure(house, trigger.name, error, key);
  }
}
