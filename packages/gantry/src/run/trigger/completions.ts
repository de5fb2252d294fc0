// Runs of other flows that are done: each starts its followers once, or one for each row of a step.
import { GantryError } from "@gantry/contract";
import type { Cell } from "../../catalog/index.ts";
import type { Caller } from "../../policy/index.ts";
import { firingRows, runRows, triggerRows } from "../../store/index.ts";
import { keyedName } from "../identity.ts";
import type { HashKey } from "../identity.ts";
import type { Prepared } from "./prepare.ts";
import { takeTurn } from "./standing.ts";
import { noteFailure, startFor } from "./start.ts";
import type { Firing, StartHouse } from "./start.ts";
import type { CompletionSource } from "./types.ts";

export interface CompletionHouse extends StartHouse {
  /** Keys of the rows of a run's step, for a caller who may see the run. Throws `not-found`. */
  readonly keysOf: (run: string, step: string, caller: Caller) => Promise<readonly Cell[]>;
  readonly keyring: HashKey;
}

/** Seconds between looks. */
export const completionPause = 2;
/** A run's end is written a moment before it is in sight: each look begins so many milliseconds earlier. */
const overlap = 60_000;

/** One look, where it is this process's turn. Throws what is to be tried again. */
export async function lookForCompletions(
  house: CompletionHouse,
  prepared: Prepared,
  source: CompletionSource,
): Promise<void> {
  const { trigger } = prepared;
  const { pool } = house.store;
  const row = await takeTurn(house.store, prepared, completionPause);
  if (row === undefined) return;
  const position = row.position === null ? row.since : new Date(row.position);
  const from = new Date(Math.max(row.since.getTime(), position.getTime() - overlap));
  for (const { id, endedAt } of await runRows.listDone(pool, source.flow, from, trigger.name)) {
    const moved = endedAt > position ? endedAt : position;
    await follow(house, prepared, source, id, (tx) => triggerRows.moveTo(tx, trigger.name, moved.toISOString()));
  }
}

async function follow(
  house: CompletionHouse,
  prepared: Prepared,
  { each }: CompletionSource,
  run: string,
  also: NonNullable<Firing["also"]>,
): Promise<void> {
  const { trigger, caller } = prepared;
  const whole = `run:${run}`;
  try {
    if (each === undefined) {
      await startFor(house, prepared, { key: whole, event: { run }, also });
      return;
    }
    for (const key of await house.keysOf(run, each, caller)) {
      const name = keyedName(house.keyring, `${trigger.name}\0${run}\0${JSON.stringify(key)}`);
      await startFor(house, prepared, { key: `row:${name}`, event: { run, key } });
    }
    await house.store.transaction(async (tx) => {
      await firingRows.insert(tx, { trigger: trigger.name, key: whole, at: house.now(), run, code: null });
      await also(tx);
    });
  } catch (error) {
    if (!(error instanceof GantryError) || error.retryable) throw error;
    await noteFailure(house, trigger.name, error, whole);
  }
}
