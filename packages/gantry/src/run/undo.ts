// Takes back an effect that has not gone yet: while its window to do so is open, or while it waits for another try.
import { GantryError } from "@gantry/contract";
import type { Caller } from "../policy/index.ts";
import { effectRows } from "../store/index.ts";
import type { House } from "./house.ts";
import { changeRun } from "./transact.ts";
import type { EffectKey } from "./types.ts";
import { effectFor } from "./uncertain.ts";

/** @throws GantryError `not-found`, `forbidden`, `conflict` where it is on its way or gone. */
export async function undoEffect(house: House, key: EffectKey, caller: Caller): Promise<void> {
  const { run, effect } = await effectFor(house, key, caller, "take back");
  const tooLate = (): GantryError =>
    new GantryError("conflict", "it is too late to take this back", {
      where: { ...key },
      remedy: "look at what became of it: gantry runs show, or the run's page",
    });
  if (effect.state !== "scheduled") throw tooLate();
  // Before it counts, as with a decision.
  await house.recordResolution?.({ ...key, outcome: "undo", reason: null, caller: caller.subject });
  await changeRun(house, run, async ({ tx, at }) => {
    // Whoever begins to send it moves it on from `scheduled` too: one of the two comes first.
    if (!(await effectRows.move(tx, key, ["scheduled"], { state: "undone", at, code: "cancelled" }))) throw tooLate();
  });
}
