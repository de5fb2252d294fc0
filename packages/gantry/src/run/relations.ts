// The rows of a run's finished steps, opened once and kept while they are in use. What a step gave never changes.
import { GantryError } from "@gantry/contract";
import type { Relation, Row } from "../catalog/index.ts";
import { goToOf } from "../flow/index.ts";
import { approvalRows, effectRows, resultRows, stepRows } from "../store/index.ts";
import type { BlobStore, Sealer, Store, SubjectKey } from "../store/index.ts";
import type { PinnedRun } from "./pinned.ts";
import { approvalPlace, effectPlace, resultPlace } from "./result.ts";
import type { ApprovalContent, EffectContent, WrittenRow } from "./result.ts";
import type { Subjects } from "./subjects.ts";
import { openWhole } from "./whole.ts";

export interface Relations {
  /**
   * The output of a step that is done or left out (of `approve` and `act`: the rows that have come through so far); where
   * another stands in for it, that one's.
   */
  of(run: PinnedRun, step: string): Promise<Relation>;
  /** What a `query` or `score` sealed, and the input rows of a `prompt`. Undefined while there is nothing. */
  whole(run: PinnedRun, step: string): Promise<Relation | undefined>;
  /** The step whose rows are read where this one is named: itself, or the one that stands in for it. */
  standIn(run: PinnedRun, step: string): Promise<string>;
  /** Remembers what was just sealed, to spare the next step the opening. */
  keep(run: string, step: string, result: Relation): void;
  /** Lets go of what nobody has used for half a minute: a run that waits for people holds no memory. */
  tidy(): void;
}

/** Cells kept in memory over all runs: about a hundred bytes each. */
const mostCells = 2_000_000;
/** Milliseconds. */
const longestIdle = 30_000;

interface Kept {
  readonly result: Relation;
  used: number;
}

export function createRelations(
  store: Store,
  sealer: Sealer,
  subjects: Subjects,
  blobs: BlobStore | undefined,
): Relations {
  const kept = new Map<string, Kept>();
  let cells = 0;
  const sizeOf = (result: Relation): number => result.rows.length * result.columns.length;

  let version = sealer.version();

  /** What was opened before an erasure may hold what is erased. */
  const refresh = (): void => {
    if (version === sealer.version()) return;
    version = sealer.version();
    kept.clear();
    cells = 0;
  };

  const drop = (name: string): void => {
    const found = kept.get(name);
    if (!found) return;
    kept.delete(name);
    cells -= sizeOf(found.result);
  };

  const keep: Relations["keep"] = (run, step, result) => {
    refresh();
    const name = `${run}/${step}`;
    if (kept.has(name) || sizeOf(result) > mostCells / 4) return;
    kept.set(name, { result, used: performance.now() });
    cells += sizeOf(result);
    for (const oldest of kept.keys()) {
      if (cells <= mostCells) break;
      drop(oldest);
    }
  };

  const whole: Relations["whole"] = async (run, step) => {
    refresh();
    const known = kept.get(`${run.id}/${step}`);
    if (known) {
      known.used = performance.now();
      return known.result;
    }
    const found = await resultRows.find(store.pool, run.id, step, "");
    if (!found) return undefined;
    const result = await openWhole(run, found, step, { subjects, blobs });
    keep(run.id, step, result);
    return result;
  };

  const noted = (row: Row, own: readonly SubjectKey[]): Row => {
    subjects.note(row, own);
    return row;
  };

  /** Rows that were sealed one by one. */
  const openEach = (
    run: PinnedRun,
    sealed: readonly { readonly row: string; readonly sealed: Uint8Array }[],
    place: (row: string) => string,
  ): readonly unknown[] =>
    // What is erased is left out.
    sealed.flatMap((it) => run.box.openIfKept(it.sealed, place(it.row)) ?? []);

  async function rowsOf(run: PinnedRun, step: string): Promise<readonly Row[]> {
    switch (run.document.steps[step]?.kind) {
      case "call":
      case "draw":
      case "prompt":
      case "reason": {
        const sealed = await resultRows.list(store.pool, run.id, step);
        // Written by this folder under the same place, and authenticated; so are those below.
        const written = openEach(run, sealed, (row) => resultPlace(step, row)) as readonly WrittenRow[];
        return written.flatMap((it) => (it.output === null ? [] : [noted(it.output, it.subjects)]));
      }
      case "approve": {
        const all = await approvalRows.list(store.pool, { run: run.id, step });
        const decided = all.filter((it) => it.state === "accepted" || it.state === "edited");
        const content = openEach(run, decided, (row) => approvalPlace(step, row)) as readonly ApprovalContent[];
        return content.map((it) => noted(it.row, it.subjects));
      }
      case "act": {
        const sent = (await effectRows.list(store.pool, run.id, step)).filter((it) => it.state === "sent");
        const content = openEach(run, sent, (row) => effectPlace(step, row)) as readonly EffectContent[];
        return content.map((it) => noted(it.row, it.subjects));
      }
      default: {
        const result = await whole(run, step);
        if (result) return result.rows;
        throw new GantryError("internal", `step "${step}" has no result yet`, { where: { run: run.id, step } });
      }
    }
  }

  /** A step's rows as another one gave them, with its own columns. */
  const inColumnsOf = (run: PinnedRun, step: string, { rows }: Relation): Relation => {
    const columns = (run.shapes.steps[step]?.columns ?? []).map(({ name, type }) => ({ name, type }));
    const narrowed = rows.map((row) => {
      const own: Row = Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null]));
      return noted(own, subjects.of(row));
    });
    return { columns, rows: narrowed };
  };

  const standIn: Relations["standIn"] = async (run, step) => {
    const target = goToOf(run.document.steps[step] ?? {});
    if (target === undefined) return step;
    const row = await stepRows.find(store.pool, run.id, step);
    return row?.state === "skipped" && row.reason === "error" ? standIn(run, target) : step;
  };

  return {
    keep,
    whole,
    tidy: () => {
      const since = performance.now() - longestIdle;
      for (const [name, { used }] of kept) if (used < since) drop(name);
    },
    standIn,
    of: async (run, named) => {
      const step = await standIn(run, named);
      if (step !== named) return inColumnsOf(run, named, await ownRows(run, step));
      return ownRows(run, step);
    },
  };

  async function ownRows(run: PinnedRun, step: string): Promise<Relation> {
    const kind = run.document.steps[step]?.kind;
    const shape = run.shapes.steps[step];
    const rows = await rowsOf(run, step);
    const result = kind === "query" || kind === "score" || kind === undefined ? await whole(run, step) : undefined;
    const columns = result?.columns ?? shape?.columns.map(({ name, type }) => ({ name, type })) ?? [];
    return { columns, rows };
  }
}
