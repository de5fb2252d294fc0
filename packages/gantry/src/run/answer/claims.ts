// The table of claims of what a model wrote: each number, date and name with its cell, source and time, as one viewer may see it.
import type { Claim, ClaimCell } from "@gantry/contract";
import type { Row } from "../../catalog/index.ts";
import { passageColumn } from "../../flow/index.ts";
import type { PromptStep, Shape, ShapeColumn } from "../../flow/index.ts";
import type { StatedClaim } from "../../guard/index.ts";
import { stepRows } from "../../store/index.ts";
import { rowIdOf } from "../identity.ts";
import { notesPlace } from "../result.ts";
import type { StepNotes } from "../result.ts";
import { todayOf } from "../today.ts";
import { citationsIn } from "./citations.ts";
import { viewRows, wireCellOf } from "./viewing.ts";
import type { Viewer } from "./viewing.ts";

/** A text in the words that the viewer sees, by field. */
export type Texts = Readonly<Record<string, string>>;

/** Finds the claims of texts that the row with this id was written from. */
export type FindClaims = (row: string, texts: Texts, flags: readonly string[]) => Promise<Claim[]>;

const none: FindClaims = async () => [];

/** When each table was read, the oldest read of it: `crm.accounts` → ISO 8601. */
async function readTimes({ house, run }: Viewer): Promise<ReadonlyMap<string, string>> {
  const times = new Map<string, string>();
  for (const { step, notes } of await stepRows.list(house.store.pool, run.id)) {
    if (!notes) continue;
    // Sealed by `commit`, and authenticated.
    for (const { source, table, asOf } of (run.box.open(notes, notesPlace(step)) as StepNotes).scans) {
      const name = table.startsWith(`${source}.`) ? table : `${source}.${table}`;
      const known = times.get(name);
      if (asOf !== undefined && (known === undefined || asOf < known)) times.set(name, asOf);
    }
  }
  return times;
}

/** The columns that a value is made of: what it is copied from, or else all that it is worked out from. */
const sourcesOf = ({ sources }: ShapeColumn): readonly string[] => {
  const named = Object.entries(sources).filter(([source]) => !source.endsWith(".*") && !source.startsWith("$"));
  const copied = named.filter(([, level]) => level === "copied");
  return (copied.length > 0 ? copied : named).map(([source]) => source);
};

const tableOf = (source: string): string => source.slice(0, source.lastIndexOf("."));

/** Whether a check flagged it when it was written: what a person reads differently is not called wrong for that. */
const isFlagged = ({ text }: StatedClaim, flags: readonly string[]): boolean =>
  flags.some((flag) => flag.includes(`"${text.trim()}"`));

/** Tells of a cell of a step's rows, as the viewer sees them, where it comes from and when that was read. */
export async function cellsBehind(
  viewer: Viewer,
  step: string,
  shape: Shape,
): Promise<(column: string, row: string, cells: Row) => ClaimCell> {
  const columns = new Map(shape.columns.map((column) => [column.name, column]));
  const times = await readTimes(viewer);
  return (column, row, cells) => {
    const found = columns.get(column);
    const sources = found === undefined ? [] : [...sourcesOf(found)];
    const read = sources.map((source) => times.get(tableOf(source))).filter((time) => time !== undefined);
    const [asOf = null] = read.toSorted();
    return { step, row, column, sources, value: wireCellOf(cells[column]), asOf };
  };
}

/** Prepares the rows that a `prompt` step wrote from; finds nothing where the step is no prompt. */
export async function claimsOf(viewer: Viewer, named: string): Promise<FindClaims> {
  const { house, run } = viewer;
  const name = await house.relations.standIn(run, named);
  const step = run.document.steps[name];
  const shape = run.shapes.each[name];
  const input = step?.kind === "prompt" && shape ? await house.relations.whole(run, name) : undefined;
  if (step?.kind !== "prompt" || !shape || !input) return none;
  const names = shape.columns.map((column) => column.name);
  const viewed = await viewRows(viewer, shape, input.rows, names, step.key);
  const rows = new Map(
    input.rows.map((values, index) => [
      rowIdOf(house.keyring, values[step.key] ?? null),
      { values, seen: viewed.rows[index] },
    ]),
  );
  const cellOf = await cellsBehind(viewer, name, shape);
  return async (id, texts, flags) => {
    const found = rows.get(id);
    if (found?.seen === undefined) return [];
    const { key, cells } = found.seen;
    const today = todayOf(run);
    const stated = await house.guard.claims({
      run: run.id,
      shape,
      values: found.values,
      seen: cells,
      authors: authorsOf(step),
      ...(today === undefined ? {} : { today }),
      texts,
    });
    const cited = step.passages === undefined ? [] : citationsIn(texts, step.passages, cells[passageColumn]);
    const isMark = ({ field, start, end }: StatedClaim): boolean =>
      cited.some((it) => it.field === field && start >= it.start && end <= it.end);
    const borne = stated
      .filter((claim) => (claim.columns.length > 0 || isFlagged(claim, flags)) && !isMark(claim))
      .map(({ columns: own, ...claim }) => ({ ...claim, cells: own.map((column) => cellOf(column, key, cells)) }));
    return [...borne, ...cited].sort((a, b) => a.start - b.start);
  };
}

const authorsOf = ({ instructions, template }: PromptStep): readonly string[] => [instructions, template];
