// What a run holds of a subject: rows that tell of it, and other things that quote one of its values.
import type { VaultContent } from "../../guard/index.ts";
import { keptRows } from "../../store/index.ts";
import type { KeptRow, Queryable, SealedRow, SubjectKey } from "../../store/index.ts";
import type { ShapeColumn } from "../../flow/index.ts";
import type { House } from "../house.ts";
import type { PinnedRun } from "../pinned.ts";
import { bytesOf } from "../whole.ts";
import { tellsWho } from "./find-text.ts";
import type { TextFinder } from "./find-text.ts";
import { isUnder, openKept } from "./open-kept.ts";
import type { Opened } from "./open-kept.ts";

export interface RunFindings {
  readonly run: string;
  readonly flow: string;
  /** Rows of results, drafts, approvals, effects and tokens that tell of the subject. */
  readonly rows: number;
  /** Other things that quote it: texts, a question, a query as it was sent. */
  readonly quotes: number;
  /** Approvals that still wait, of it or quoting it. */
  readonly approvals: readonly string[];
  /** Effects that are scheduled and not begun, by step and row. */
  readonly effects: readonly { readonly step: string; readonly row: string }[];
}

/** Everything of a run that still opens. */
export async function openAll(house: House, db: Queryable, run: string, lock: boolean): Promise<readonly Opened[]> {
  const box = house.sealer.box(run);
  const all: Opened[] = [];
  for (const kept of await keptRows.list(db, run, lock)) {
    const opened = await openKept(box, { ...kept, sealed: await bytesOf(kept, house.blobs) });
    if (opened) all.push(opened);
  }
  return all;
}

/** Whether an item of what was opened tells of the subject itself. */
export const isOf = (house: House, opened: Opened, { subjects }: SealedRow<unknown>, subject: SubjectKey): boolean =>
  subjects.includes(subject) || isUnder(house.sealer, opened, subject);

/** Of what a run pinned only what came from outside is looked at: its flow and its caller are the house's own. */
export const quotable = ({ table, column }: KeptRow, value: unknown): unknown => {
  if (table !== "runs" || column !== "sealed" || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => fromOutside.has(name)));
};
const fromOutside = new Set(["question", "interpretation", "parameters"]);

export function findingsIn(
  house: House,
  run: PinnedRun,
  all: readonly Opened[],
  subject: SubjectKey,
  finder: TextFinder,
): RunFindings {
  let [rows, quotes] = [0, 0];
  const approvals: string[] = [];
  const effects: { step: string; row: string }[] = [];
  for (const opened of all) {
    const { kept } = opened;
    for (const item of opened.items) {
      const own = isOf(house, opened, item, subject);
      if (!own && !finder.isIn(quotable(kept, item.value))) continue;
      if (own) rows += 1;
      else quotes += 1;
      if (kept.table === "approvals" && kept.state === "pending" && kept.id !== null) approvals.push(kept.id);
      if (kept.table === "effects" && own && kept.state === "scheduled" && kept.column === "sealed") {
        effects.push({ step: kept.step ?? "", row: kept.row ?? "" });
      }
    }
  }
  return { run: run.id, flow: run.document.name, rows, quotes, approvals, effects };
}

/** Values by which the subject is known, as far as this run tells: its names, addresses, numbers. */
export function valuesIn(house: House, run: PinnedRun, all: readonly Opened[], subject: SubjectKey): readonly string[] {
  const values: string[] = [];
  const table = subject.slice(0, subject.indexOf(":"));
  const key = subject.slice(table.length + 1);
  for (const opened of all) {
    const { kept, head, items } = opened;
    if (kept.table === "vault") {
      // Sealed by the guard's vault, and authenticated.
      for (const { value, reference } of items.map((it) => it.value as VaultContent)) {
        const isIts = reference !== null && `${reference.source}.${reference.table}` === table && reference.id === key;
        if (isIts && tellsWho(value, reference.label)) values.push(value);
      }
      continue;
    }
    if (kept.table !== "step_results" || kept.row !== "") continue;
    const shape = run.shapes.each[kept.step ?? ""] ?? run.shapes.steps[kept.step ?? ""];
    // Sealed by `sealRelation`: the head is its columns, each value a list in their order.
    const names = (head as readonly { readonly name: string }[]).map((it) => it.name);
    const columns = names.map((name) => shape?.columns.find((it) => it.name === name));
    const keyOf = house.catalog.tables[table]?.key[0];
    const keyAt = columns.findIndex((it) => copiedFrom(it) === `${table}.${keyOf}`);
    if (keyAt < 0) continue;
    for (const { value } of items) {
      const cells = value as readonly unknown[];
      if (String(cells[keyAt]) !== key) continue;
      for (const [index, column] of columns.entries()) values.push(...telling(house, table, column, cells[index]));
    }
  }
  return values;
}

function telling(house: House, table: string, column: ShapeColumn | undefined, cell: unknown): readonly string[] {
  const source = copiedFrom(column);
  if (source === undefined || typeof cell !== "string" || !source.startsWith(`${table}.`)) return [];
  const labels = house.catalog.tables[table]?.columns.find((it) => `${table}.${it.name}` === source)?.labels ?? [];
  const label = labels.find((it) => /^(?:person|company)\./.test(it));
  return label !== undefined && tellsWho(cell, label) ? [cell] : [];
}

/** The one column that a value is copied from. */
function copiedFrom(column: ShapeColumn | undefined): string | undefined {
  const [first, ...more] = Object.entries(column?.sources ?? {}).filter(([, level]) => level === "copied");
  return more.length === 0 ? first?.[0] : undefined;
}
