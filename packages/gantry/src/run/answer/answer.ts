// The answer of a run as one viewer may see it: the same blocks for every surface; of a run that still goes on, what there is.
import type { Answer, Block, Problem, StepState } from "@gantry/contract";
import type { AnswerPart } from "../../flow/index.ts";
import { egressesOf } from "../../guard/index.ts";
import type { Caller } from "../../policy/index.ts";
import { effectRows, runRows, stepRows } from "../../store/index.ts";
import type { StepRow } from "../../store/index.ts";
import { problemPlace } from "../events.ts";
import type { House } from "../house.ts";
import type { PinnedRun } from "../pinned.ts";
import { coverageStep } from "../plan.ts";
import { notesPlace } from "../result.ts";
import type { StepNotes } from "../result.ts";
import { actionsBlock, draftsBlock } from "./decisions.ts";
import { receiptOf } from "./receipt.ts";
import { chartBlock, imagesBlock, tableBlock, textBlock } from "./tables.ts";
import { textOf, viewRows } from "./viewing.ts";
import type { Channel, Viewer } from "./viewing.ts";

/** @param channel how it goes to the caller, where it leaves the house */
export async function assembleAnswer(house: House, run: PinnedRun, caller: Caller, channel?: Channel): Promise<Answer> {
  const { pool, ledger } = house.store;
  const { row, steps: list } = await runRows.findWithSteps(pool, run.id);
  const steps = new Map(list.map((step) => [step.step, step]));
  const viewer: Viewer = { house, run, caller, tokens: {}, channel };
  const blocks: Block[] = [];
  for (const part of run.document.answer) {
    const block = await blockOf(viewer, part, (step) => steps.get(step)?.state ?? "pending");
    if (block) blocks.push(block);
  }
  const called = calls(run) ? await Promise.all((await runRows.descendants(pool, run.id)).map(house.load)) : [];
  const notes = [...steps.values()].flatMap((step) => notesOf(run, step));
  for (const it of called) notes.push(...(await stepRows.list(pool, it.id)).flatMap((step) => notesOf(it, step)));
  const coverage = [
    ...(steps.get(coverageStep)?.state === "done" ? await coverageOf(viewer) : []),
    ...notes.flatMap((it) => it.coverage),
    ...(await doubtsOf(viewer)),
  ];
  const scans = notes.flatMap((it) => it.scans);
  await house.guard.settled();
  const entries = await ledger.ofRun(run.id);
  const calledEntries = await Promise.all(called.map(({ id }) => ledger.ofRun(id)));
  return {
    run: run.id,
    status: row?.status ?? "cancelled",
    interpretation: run.interpretation,
    blocks,
    coverage: [...new Set(coverage)],
    tokens: viewer.tokens,
    receipt: receiptOf(run, [entries, ...calledEntries].flatMap(egressesOf), scans, entries, calledEntries.flat()),
    // Sealed by `advance`, and authenticated.
    ...(row?.problem ? { problem: run.box.open(row.problem, problemPlace) as Problem } : {}),
  };
}

const calls = ({ document }: PinnedRun): boolean =>
  Object.values(document.steps).some(
    (step) => step.kind === "call" || (step.kind === "reason" && step.tools.flow !== undefined),
  );

/** Undefined while the step that it shows has nothing to show. */
async function blockOf(
  viewer: Viewer,
  part: AnswerPart,
  stateOf: (step: string) => StepState,
): Promise<Block | undefined> {
  if (part.kind === "drafts" || part.kind === "actions") {
    const state = stateOf(part.review);
    if (state !== "waiting" && state !== "done") return undefined;
    return part.kind === "drafts" ? draftsBlock(viewer, part) : actionsBlock(viewer, part);
  }
  const shown = await viewer.house.relations.standIn(viewer.run, part.step);
  if (stateOf(shown) !== "done") return undefined;
  switch (part.kind) {
    case "table":
      return tableBlock(viewer, part);
    case "chart":
      return chartBlock(viewer, part);
    case "text":
      return textBlock(viewer, part);
    case "images":
      return imagesBlock(viewer, part);
  }
}

/** Sealed by `commit`, and authenticated. */
const notesOf = (run: PinnedRun, { step, notes }: StepRow): StepNotes[] =>
  notes ? [run.box.open(notes, notesPlace(step)) as StepNotes] : [];

/** Of what was to leave: where nobody knows whether it did, a person must look. */
async function doubtsOf({ house, run }: Viewer): Promise<readonly string[]> {
  const doubts: string[] = [];
  for (const { name, step } of run.plan.steps.values()) {
    if (step.kind !== "act") continue;
    const { uncertain, total } = await effectRows.counts(house.store.pool, run.id, name);
    if (uncertain === 0) continue;
    const system = house.action(step.operation)?.source.title ?? step.operation;
    doubts.push(
      `${step.title ?? name}: of ${uncertain} of ${total} nobody knows whether it happened; look in ${system}, it is not repeated`,
    );
  }
  return doubts;
}

async function coverageOf(viewer: Viewer): Promise<readonly string[]> {
  const shape = viewer.run.shapes.steps[coverageStep];
  const relation = await viewer.house.relations.whole(viewer.run, coverageStep);
  const column = relation?.columns[0]?.name;
  if (!shape || !relation || column === undefined) return [];
  const viewed = await viewRows(viewer, shape, relation.rows, [column], column);
  return viewed.rows.map(({ cells }) => textOf(cells[column])).filter((text) => text !== "");
}
