// The rows of a run's finished steps, opened once and kept while they are in use. What a step gave never changes.
import { GantryError } from "@gantry/contract";
import type { Relation, Row } from "../catalog/index.ts";
import { approvalRows, effectRows, resultRows } from "../store/index.ts";
import type { Sealer, Store } from "../store/index.ts";
import type { PinnedRun } from "./pinned.ts";
import { approvalPlace, effectPlace, resultPlace } from "./result.ts";
import type { ApprovalContent, EffectContent, WrittenRow } from "./result.ts";

export interface Relations {
  /** The output of a step that is done (of `approve` and `act`: the rows that have come through so far). */
  of(run: PinnedRun, step: string): Promise<Relation>;
  /** What a `query` or `score` sealed, and the input rows of a `prompt`. Undefined while there is nothing. */
  whole(run: PinnedRun, step: string): Promise<Relation | undefined>;
  /** Remembers what was just sealed, to spare the next step the opening. */
  keep(run: string, step: string, result: Relation): void;
}

/** Cells kept in memory over all runs: about a hundred bytes each. */
const mostCells = 2_000_000;

export function createRelations(store: Store, sealer: Sealer): Relations {
  const kept = new Map<string, Relation>();
  let cells = 0;
  const sizeOf = (result: Relation): number => result.rows.length * result.columns.length;

  const keep: Relations["keep"] = (run, step, result) => {
    const name = `${run}/${step}`;
    if (kept.has(name) || sizeOf(result) > mostCells / 4) return;
    kept.set(name, result);
    cells += sizeOf(result);
    for (const [oldest, { rows, columns }] of kept) {
      if (cells <= mostCells) break;
      kept.delete(oldest);
      cells -= rows.length * columns.length;
    }
  };

  const whole: Relations["whole"] = async (run, step) => {
    const found = kept.get(`${run.id}/${step}`);
    if (found) return found;
    const sealed = await resultRows.find(store.pool, run.id, step, "");
    if (!sealed) return undefined;
    const result = run.box.open(sealed, resultPlace(step, "")) as Relation;
    keep(run.id, step, result);
    return result;
  };

  /** Rows that were sealed one by one, each under its own key. */
  async function openRows<T>(
    run: PinnedRun,
    sealed: readonly { readonly row: string; readonly sealed: Uint8Array }[],
    place: (row: string) => string,
  ): Promise<readonly T[]> {
    const boxes = await sealer.boxes(
      run.id,
      sealed.map((it) => it.row),
    );
    // Written by this folder under the same place, and authenticated.
    return sealed.flatMap((it) => (boxes.get(it.row)?.open(it.sealed, place(it.row)) as T) ?? []);
  }

  async function rowsOf(run: PinnedRun, step: string): Promise<readonly Row[]> {
    switch (run.document.steps[step]?.kind) {
      case "prompt": {
        const sealed = await resultRows.list(store.pool, run.id, step);
        const written = await openRows<WrittenRow>(run, sealed, (row) => resultPlace(step, row));
        return written.map((it) => it.output);
      }
      case "approve": {
        const all = await approvalRows.list(store.pool, { run: run.id, step });
        const decided = all.filter((it) => it.state === "accepted" || it.state === "edited");
        const content = await openRows<ApprovalContent>(run, decided, (row) => approvalPlace(step, row));
        return content.map((it) => it.row);
      }
      case "act": {
        const sent = (await effectRows.list(store.pool, run.id, step)).filter((it) => it.state === "sent");
        const content = await openRows<EffectContent>(run, sent, (row) => effectPlace(step, row));
        return content.map((it) => it.row);
      }
      default: {
        const result = await whole(run, step);
        if (result) return result.rows;
        throw new GantryError("internal", `step "${step}" has no result yet`, { where: { run: run.id, step } });
      }
    }
  }

  return {
    keep,
    whole,
    of: async (run, step) => {
      const kind = run.document.steps[step]?.kind;
      const shape = run.shapes.steps[step];
      const rows = await rowsOf(run, step);
      const result = kind === "query" || kind === "score" || kind === undefined ? await whole(run, step) : undefined;
      const columns = result?.columns ?? shape?.columns.map(({ name, type }) => ({ name, type })) ?? [];
      return { columns, rows };
    },
  };
}
