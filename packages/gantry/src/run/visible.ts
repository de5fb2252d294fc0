// Who may see a run: whoever asked and still may, and those who could have seen all of its data themselves.
import { GantryError } from "@gantry/contract";
import type { Caller } from "../policy/index.ts";
import type { Access } from "../query/index.ts";
import type { House } from "./house.ts";
import type { PinnedRun } from "./pinned.ts";

export function canSee(house: Pick<House, "policy">, run: PinnedRun, caller: Caller): boolean {
  if (run.caller.subject === caller.subject) return house.policy.may(caller, `run:${run.document.name}`);
  // What the CRM shares with a user is known to the CRM alone.
  if (caller.via === "crm" || !house.policy.may(caller, "see:runs")) return false;
  try {
    return seesAtLeast(house.policy.access(caller), house.policy.access(run.caller));
  } catch (error) {
    if (error instanceof GantryError) return false;
    throw error;
  }
}

/** @throws GantryError `not-found`, which does not tell whether there is such a run. */
export function requireSight(house: Pick<House, "policy">, run: PinnedRun, caller: Caller): void {
  if (canSee(house, run, caller)) return;
  throw new GantryError("not-found", "there is no such run, or it shows data that your role may not see", {
    where: { run: run.id },
    remedy: "ask the question yourself: the answer then has what you may see",
  });
}

/** Whether every filter and every forbidden column of the viewer also held for the one who asked. */
export function seesAtLeast(viewer: Access, asker: Access): boolean {
  const filtersHeld = Object.entries(viewer.rowFilters).every(
    ([table, filter]) =>
      asker.rowFilters[table] === filter &&
      [...filter.matchAll(/\$(\w+)/g)].every(
        ([, name = ""]) => viewer.parameters[name]?.value === asker.parameters[name]?.value,
      ),
  );
  const asked = asker.people?.minimum ?? 1;
  // Minima by label come from the one policy that both are under, unless a role sets them aside.
  const labelsHeld = Object.entries(viewer.people?.labels ?? {}).every(
    ([label, least]) => (asker.people?.labels[label] ?? 1) >= least,
  );
  const peopleHeld = asked >= (viewer.people?.minimum ?? 1) && labelsHeld;
  return filtersHeld && peopleHeld && viewer.forbidden.every((column) => asker.forbidden.includes(column));
}
