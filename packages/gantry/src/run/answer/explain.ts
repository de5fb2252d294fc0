// What a run's queries asked of each source, as it went, and what its models asked for turn by turn. Values of filters stay
// out: join keys are data.
import type { ExplainedStep } from "@gantry/contract";
import type { Row } from "../../catalog/index.ts";
import { withoutValues } from "../../connect/kit/index.ts";
import { generated, untrusted } from "../../flow/index.ts";
import type { ReasonStep, Shape } from "../../flow/index.ts";
import { stepRows } from "../../store/index.ts";
import { rowIdOf } from "../identity.ts";
import { control } from "../reason/protocol.ts";
import { turnsByRow } from "../reason/turns.ts";
import { notesPlace } from "../result.ts";
import type { StepNotes } from "../result.ts";
import { textOf, viewRows } from "./viewing.ts";
import type { Viewer } from "./viewing.ts";

/** By step, in the order of the flow; steps that asked no source and no model in turns are left out. */
export async function explainRun(viewer: Viewer): Promise<readonly ExplainedStep[]> {
  const { house, run } = viewer;
  const rows = await stepRows.list(house.store.pool, run.id);
  const order = Object.keys(run.document.steps);
  const explained: ExplainedStep[] = [];
  for (const { step, notes } of rows.toSorted((a, b) => order.indexOf(a.step) - order.indexOf(b.step))) {
    // Sealed by `commit`, and authenticated.
    const scans = notes ? (run.box.open(notes, notesPlace(step)) as StepNotes).scans : [];
    const document = run.document.steps[step];
    const turns = document?.kind === "reason" ? { turns: await turnsOf(viewer, step, document) } : {};
    if (scans.length > 0 || turns.turns) explained.push({ step, scans: scans.map(scanOf), ...turns });
  }
  return explained;
}

const scanOf = ({ notes: said, ...scan }: StepNotes["scans"][number]): ExplainedStep["scans"][number] => ({
  ...scan,
  columns: [...scan.columns],
  kept: [...scan.kept],
  ...(said === undefined ? {} : { notes: [...said] }),
  native: withoutValues(scan.native),
});

/** What a model says while it reads: as little to be trusted as what it writes. */
const said: Shape = {
  columns: control.map((name) => ({
    name,
    type: "varchar",
    sources: {},
    labels: [generated, untrusted],
    endorsed: false,
  })),
  control: [],
};

async function turnsOf(
  viewer: Viewer,
  step: string,
  { key }: ReasonStep,
): Promise<NonNullable<ExplainedStep["turns"]>> {
  const { house, run, caller } = viewer;
  const keys = await keysOf(viewer, step, key);
  const all = [...(await turnsByRow(house.store.pool, run, step))].flatMap(([row, turns]) =>
    turns.map((turn, index) => ({ row: keys.get(row) ?? row, turn: index + 1, ...turn })),
  );
  const outputs = all.map(({ said: { output } }): Row => output);
  const seen = await house.guard.view(run.id, caller, said, outputs);
  return all.map(({ row, turn, came }, index) => {
    const [thought, tool, sql, call] = control.map((name) => textOf(seen.rows[index]?.[name]));
    return {
      row,
      turn,
      thought: thought ?? "",
      tool: tool ?? "",
      sql: sql ?? "",
      ...(call === undefined || call === "" ? {} : { call }),
      rows: came?.kind === "rows" ? came.total : null,
      error: came?.kind === "error" ? came.message : null,
    };
  });
}

/** By the id of a row: its key, as the viewer may see it. */
async function keysOf(viewer: Viewer, step: string, key: string): Promise<ReadonlyMap<string, string>> {
  const { house, run } = viewer;
  const [input, shape] = [await house.relations.whole(run, step), run.shapes.each[step]];
  if (!input || !shape) return new Map();
  const viewed = await viewRows(viewer, shape, input.rows, [], key);
  return new Map(
    input.rows.map((row, index) => [rowIdOf(house.keyring, row[key] ?? null), viewed.rows[index]?.key ?? ""]),
  );
}
