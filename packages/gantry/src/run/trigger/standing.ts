// Whether a trigger is to fire, and whether what kept it from firing passes by itself.
import { GantryError } from "@gantry/contract";
import { isDatabaseAway, triggerRows } from "../../store/index.ts";
import type { Store, TriggerRow } from "../../store/index.ts";
import type { Prepared } from "./prepare.ts";
import type { TriggerDocument } from "./types.ts";

/** A person's word holds over the document's. */
export const pausedBy = (trigger: TriggerDocument, row: Pick<TriggerRow, "paused"> | undefined): boolean =>
  row?.paused ?? trigger.paused ?? false;

export const isPaused = async ({ pool }: Pick<Store, "pool">, trigger: TriggerDocument): Promise<boolean> =>
  pausedBy(trigger, await triggerRows.find(pool, trigger.name));

/** What it is looked with for a trigger, where this process has its turn now and nothing keeps the trigger from firing. */
export async function takeTurn(
  { pool }: Pick<Store, "pool">,
  { trigger, flow }: Pick<Prepared, "trigger" | "flow">,
  pause: number,
): Promise<TriggerRow | undefined> {
  if (!(await triggerRows.claim(pool, trigger.name, pause))) return undefined;
  const row = await triggerRows.find(pool, trigger.name);
  return pausedBy(trigger, row) || flow instanceof GantryError ? undefined : row;
}

/** The database or a source is away: the next look tries again. */
export const passes = (error: unknown): boolean =>
  isDatabaseAway(error) || (error instanceof GantryError && error.retryable);
