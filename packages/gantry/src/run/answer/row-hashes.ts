// By what two answers can be compared when neither's values are kept: keyed hashes of the rows of the first table, as its
// viewer sees them.
import { formatCell } from "@gantry/client";
import { stepRows } from "../../store/index.ts";
import { contentHashOf, rowIdOf } from "../identity.ts";
import { scalarOf, viewRows } from "./viewing.ts";
import type { Viewer } from "./viewing.ts";

export interface RowHashes {
  /** Of flow, key and columns: where it differs, two answers can't be compared. */
  readonly form: string;
  /** By keyed hash of a row's key: keyed hash of its cells as they are written for people. */
  readonly rows: ReadonlyMap<string, string>;
  /** By column that the viewer sees in clear: its numbers. */
  readonly numbers: Readonly<Record<string, readonly number[]>>;
}

/** Undefined where the answer has no table, or it is not there yet. Lists (reasons) and what the viewer does not see in clear are left aside. */
export async function rowHashes(viewer: Viewer): Promise<RowHashes | undefined> {
  const { house, run } = viewer;
  const part = run.document.answer.find((it) => it.kind === "table");
  if (part === undefined) return undefined;
  const shown = await house.relations.standIn(run, part.step);
  const steps = await stepRows.list(house.store.pool, run.id);
  if (steps.find((it) => it.step === shown)?.state !== "done") return undefined;
  const step = run.document.steps[part.step];
  const key = step?.kind === "find" ? "passage" : (step?.key ?? "");
  const { rows } = await house.relations.of(run, part.step);
  const shape = run.shapes.steps[part.step] ?? { columns: [], control: [] };
  const names = part.columns.map((it) => it.name);
  const viewed = await viewRows(viewer, shape, rows, names, key);
  const clear = part.columns.filter((it) => {
    const treatment = viewed.column(it.name)?.treatment;
    return it.format !== "list" && (treatment === "pass" || treatment === "band");
  });
  const hashes = viewed.rows.map(({ cells }, index): readonly [string, string] => [
    rowIdOf(house.keyring, rows[index]?.[key] ?? null),
    contentHashOf(
      house.keyring,
      clear.map(({ name, format }) => formatCell(scalarOf(cells[name]), format)),
    ),
  ]);
  const numeric = clear.filter((it) => ["number", "percent", "currency"].includes(it.format));
  return {
    form: contentHashOf(house.keyring, [run.document.name, key, clear.map((it) => [it.name, it.format])]),
    rows: new Map(hashes),
    numbers: Object.fromEntries(
      numeric.map(({ name }) => [
        name,
        viewed.rows.map(({ cells }) => Number(scalarOf(cells[name]) ?? Number.NaN)).filter((it) => !Number.isNaN(it)),
      ]),
    ),
  };
}
