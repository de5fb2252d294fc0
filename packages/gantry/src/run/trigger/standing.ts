// Whether a trigger is to fire.
import { triggerRows } from "../../store/index.ts";
import type { Store, TriggerRow } from "../../store/index.ts";
import type { TriggerDocument } from "./types.ts";

/** A person's word holds over the document's. */
export const pausedBy = (trigger: TriggerDocument, row: Pick<TriggerRow, "paused"> | undefined): boolean =>
  row?.paused ?? trigger.paused ?? false;

export const isPaused = async ({ pool }: Pick<Store, "pool">, trigger: TriggerDocument): Promise<boolean> =>
  pausedBy(trigger, await triggerRows.find(pool, trigger.name));
