// The turns of one row as they are kept: what the model said, and what came of it, each sealed as soon as it is there. A
// process that takes the row over goes on behind the last of them and asks nothing twice.
import type { Cell, Relation } from "../../catalog/index.ts";
import type { Shape } from "../../flow/index.ts";
import type { ModelEgressResult } from "../../guard/index.ts";
import type { ScanReport } from "../../query/index.ts";
import { resultRows } from "../../store/index.ts";
import type { Queryable, SubjectKey } from "../../store/index.ts";
import type { Work } from "../house.ts";
import type { PinnedRun } from "../pinned.ts";
import { resultPlace } from "../result.ts";
import type { WrittenRow } from "../result.ts";

/** What the model said in a turn. */
export type Said = Omit<ModelEgressResult, "asked">;

/** What came of a call to a tool. */
export type Came =
  | {
      readonly kind: "rows";
      readonly shape: Shape;
      readonly relation: Relation;
      /** Of the whole result. */
      readonly total: number;
      readonly scans: readonly ScanReport[];
      /** What is to be said of them beside that. */
      readonly notes?: readonly string[];
      /** US dollars that the call took. */
      readonly cost?: number;
      /** Text that outsiders wrote is among it: no tool may be called any more. */
      readonly closes: boolean;
    }
  | { readonly kind: "error"; readonly message: string; readonly cost?: number };

export interface Turn {
  readonly said: Said;
  /** Absent where no tool was called, or none has answered yet. */
  readonly came?: Came;
}

/** As sealed: no output, so that it is none of the step's rows. */
interface KeptPart extends WrittenRow {
  readonly output: null;
  readonly said?: Said;
  readonly came?: Came;
}

const nameOf = (row: string, turn: number, part: "said" | "came"): string =>
  `${row}.${String(turn).padStart(4, "0")}.${part === "said" ? "a" : "b"}`;

export interface KeptTurns {
  readonly turns: readonly Turn[];
  /** Whom their rows tell of. */
  readonly subjects: readonly SubjectKey[];
}

/** The turns so far; undefined where one of them was erased, and with it what the row was about. */
export async function readTurns(
  db: Queryable,
  run: PinnedRun,
  step: string,
  row: string,
): Promise<KeptTurns | undefined> {
  const turns: Turn[] = [];
  const subjects = new Set<SubjectKey>();
  for (const kept of await resultRows.under(db, run.id, step, row)) {
    // Sealed by `keep`, and authenticated.
    const part = run.box.openIfKept(kept.sealed, resultPlace(step, kept.row)) as KeptPart | undefined;
    if (part === undefined) return undefined;
    for (const subject of part.subjects) subjects.add(subject);
    if (part.said) turns.push({ said: part.said });
    const last = turns.at(-1);
    if (part.came && last) turns[turns.length - 1] = { ...last, came: part.came };
  }
  return { turns, subjects: [...subjects] };
}

/** Keeps a part of a turn. Where another process was quicker, that one's stays: read again what there is. */
export async function keepPart(
  { house, run, job }: Work,
  turn: number,
  part: Pick<Turn, "came"> | Pick<Turn, "said">,
  subjects: readonly SubjectKey[],
): Promise<void> {
  const name = nameOf(job.row ?? "", turn, "said" in part ? "said" : "came");
  const content: KeptPart = { output: null, subjects, ...part };
  const sealed = run.box.seal(content, resultPlace(job.step, name), subjects);
  await resultRows.insert(house.store.pool, run.id, job.step, [{ row: name, position: turn, sealed }]);
}

/** By row of the step, in their order: its turns, as far as they were not erased. */
export async function turnsByRow(
  db: Queryable,
  run: PinnedRun,
  step: string,
): Promise<ReadonlyMap<string, readonly Turn[]>> {
  const rows = await resultRows.list(db, run.id, step);
  const found = new Map<string, readonly Turn[]>();
  for (const row of new Set(rows.map((kept) => kept.row.split(".")[0] ?? ""))) {
    const kept = await readTurns(db, run, step, row);
    if (kept !== undefined) found.set(row, kept.turns);
  }
  return found;
}

/** A text of what the model said. */
export const textOf = (cell: Cell | undefined): string => (typeof cell === "string" ? cell.trim() : "");
