// What a run's queries asked of each source, as it went. Values of filters stay out: join keys are data.
import type { ExplainedStep } from "@gantry/contract";
import { withoutValues } from "../../connect/kit/index.ts";
import { stepRows } from "../../store/index.ts";
import type { House } from "../house.ts";
import type { PinnedRun } from "../pinned.ts";
import { notesPlace } from "../result.ts";
import type { StepNotes } from "../result.ts";

/** By step, in the order of the flow; steps that asked no source are left out. */
export async function explainRun(house: House, run: PinnedRun): Promise<readonly ExplainedStep[]> {
  const rows = await stepRows.list(house.store.pool, run.id);
  const order = Object.keys(run.document.steps);
  return rows
    .toSorted((a, b) => order.indexOf(a.step) - order.indexOf(b.step))
    .flatMap(({ step, notes }) => {
      if (!notes) return [];
      // Sealed by `commit`, and authenticated.
      const { scans } = run.box.open(notes, notesPlace(step)) as StepNotes;
      if (scans.length === 0) return [];
      return [
        {
          step,
          scans: scans.map(({ notes: said, ...scan }) => ({
            ...scan,
            columns: [...scan.columns],
            kept: [...scan.kept],
            ...(said === undefined ? {} : { notes: [...said] }),
            native: withoutValues(scan.native),
          })),
        },
      ];
    });
}
