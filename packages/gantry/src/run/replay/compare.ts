// What differs between a run and its replay: pure comparisons of what both came to.
import type { ReplayDraft, ReplayExposure, ReplayRows, Treatment, WordChange } from "@gantry/contract";
import type { Cell, Row } from "../../catalog/index.ts";
import { canonicalJson } from "../../policy/index.ts";
import type { Exposed } from "./egresses.ts";
import { wordChanges } from "./words.ts";

/** Rows as their viewer sees them. */
export type SeenRows = readonly { readonly key: string; readonly cells: Row }[];

const same = (a: Cell | undefined, b: Cell | undefined): boolean =>
  canonicalJson(a ?? null) === canonicalJson(b ?? null);

/** Undefined where nothing differs. */
export function compareRows(step: string, title: string, before: SeenRows, after: SeenRows): ReplayRows | undefined {
  const old = new Map(before.map((it) => [it.key, it.cells]));
  const fresh = new Map(after.map((it) => [it.key, it.cells]));
  const changed = [...fresh].flatMap(([key, cells]) => {
    const was = old.get(key);
    if (was === undefined) return [];
    const columns = [...new Set([...Object.keys(was), ...Object.keys(cells)])].filter(
      (it) => !same(was[it], cells[it]),
    );
    return columns.length === 0 ? [] : [{ key, columns }];
  });
  const added = [...fresh.keys()].filter((key) => !old.has(key));
  const removed = [...old.keys()].filter((key) => !fresh.has(key));
  if (added.length + removed.length + changed.length === 0) return undefined;
  return { step, title, before: before.length, after: after.length, added, removed, changed };
}

/** @param fields outputs of the step that are texts */
export function compareDrafts(
  step: string,
  fields: readonly string[],
  before: SeenRows,
  after: SeenRows,
  refused: boolean,
): readonly ReplayDraft[] {
  const old = new Map(before.map((it) => [it.key, it.cells]));
  const fresh = new Map(after.map((it) => [it.key, it.cells]));
  const drafts: ReplayDraft[] = [];
  for (const key of new Set([...old.keys(), ...fresh.keys()])) {
    const [was, is] = [old.get(key), fresh.get(key)];
    if (was === undefined) drafts.push({ step, key, change: "new", words: {} });
    else if (is === undefined) drafts.push({ step, key, change: refused ? "refused" : "gone", words: {} });
    else {
      const words: Record<string, WordChange[]> = {};
      for (const field of fields) {
        if (!same(was[field], is[field])) words[field] = wordChanges(textOf(was[field]), textOf(is[field]));
      }
      if (Object.keys(words).length > 0) drafts.push({ step, key, change: "changed", words });
    }
  }
  return drafts;
}

const textOf = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? "" : typeof cell === "object" ? JSON.stringify(cell) : String(cell);

/** What becomes of a column at a destination that nothing of it reaches any more. */
export type Redecide = (at: Omit<Exposed, "columns">, column: Exposed["columns"][number]) => Treatment;

/**
 * By step, destination and column; those that differ.
 */
export function compareExposures(
  before: readonly Exposed[],
  after: readonly Exposed[],
  redecide: Redecide,
): readonly ReplayExposure[] {
  const [old, fresh] = [flatten(before), flatten(after)];
  const changes: ReplayExposure[] = [];
  for (const [place, { at, column }] of old) {
    const { treatment: was, ...of } = column;
    const now = fresh.get(place)?.column.treatment ?? null;
    if (now === was) continue;
    if (now === null) {
      const isRefused = redecide(at, column) === "refuse";
      const change = isRefused ? "newly-refused" : "gone";
      changes.push({ ...at, ...of, before: was, after: isRefused ? "refuse" : null, change });
    } else changes.push({ ...at, ...of, before: was, after: now, change: "otherwise-treated" });
  }
  for (const [place, { at, column }] of fresh) {
    if (old.has(place)) continue;
    const { treatment, ...of } = column;
    changes.push({ ...at, ...of, before: null, after: treatment, change: "newly-allowed" });
  }
  return changes;
}

function flatten(all: readonly Exposed[]) {
  const flat = new Map<
    string,
    { readonly at: Omit<Exposed, "columns">; readonly column: Exposed["columns"][number] }
  >();
  for (const { step, kind, destination, zone, columns } of all) {
    for (const column of columns) {
      const place = JSON.stringify([step, kind, destination, zone, column.column, column.label, column.level]);
      flat.set(place, { at: { step, kind, destination, zone }, column });
    }
  }
  return flat;
}
