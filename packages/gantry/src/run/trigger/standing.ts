// Whether a trigger is to fire, and whether what kept it from firing passes by itself.
import { GantryError } from "@gantry/contract";
import { isDatabaseAway, triggerRows } from "../../store/index.ts";
import type { Store, TriggerRow } from "../../store/index.ts";
import type { TriggerDocument } from "./types.ts";

/** A person's word holds over the document's. */
export const pausedBy = (trigger: TriggerDocument, row: Pick<TriggerRow, "paused"> | undefined): boolean =>
  row?.paused ?? trigger.paused ?? false;

export const isPaused = async ({ pool }: Pick<Store, "pool">, trigger: TriggerDocument): Promise<boolean> =>
  pausedBy(trigger, await triggerRows.find(pool, trigger.name));

/** The database or a source is away: the next look tries again. */
export const passes = (error: unknown): boolean =>
  isDatabaseAway(error) || (error instanceof GantryError && error.retryable);
