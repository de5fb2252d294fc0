// Which scan waits for the join keys of which others. Cheap ones go first and side by side; a scan waits only where the
// keys promise to spare most of it.
import { estimateRows, rowsIn } from "./estimate.ts";
import { edgesOf, filterFor, nothing, unknown, usesIn, type Need } from "./needs.ts";
import { restrict } from "./predicate.ts";
import type { Edge } from "./use.ts";

/** As many distinct keys as go into one predicate. */
export const mostKeys = 20_000;
/** A scan of fewer rows than this doesn't wait for keys. */
const fewRows = 200;

export interface Turn {
  readonly need: Need;
  /** Edges whose keys this scan waits for. All of their tables come earlier in the order. */
  readonly waitsFor: readonly Edge[];
  /** Why it doesn't wait for the others. */
  readonly kept: readonly string[];
  readonly estimate: number;
}

/** Whether the source can take keys for the edge's column at all. */
const takesKeys = (need: Need, edge: Edge): boolean =>
  restrict({ op: "in", column: edge.column, type: edge.type, values: [0, 1] }, need.table.columns).predicate !==
  undefined;

const sourcesOf = (edge: Edge): string =>
  [...new Set(edge.from.map(({ use, column }) => `${use.table}.${column}`))].join(", ");

/** The order of scans; `stepRows` gives the number of rows of a step. */
export const orderScans = (needs: readonly Need[], stepRows: (step: string) => number): readonly Turn[] => {
  const turns = new Map<string, Turn>();
  const keysExpected = (edge: Edge): number | undefined => {
    let sum = 0;
    for (const { use } of edge.from) {
      const rows = use.isStep ? stepRows(use.table) : turns.get(use.table)?.estimate;
      if (rows === undefined) return undefined;
      sum += rows;
    }
    return sum;
  };
  const turnOf = (need: Need): Turn => {
    const filter = filterFor(need.rows, unknown);
    const alone = filter === nothing ? 0 : Math.min(estimateRows(need.table, filter), need.top?.rows ?? Infinity);
    const waitsFor: Edge[] = [];
    const reasons = new Map<Edge, string>();
    let estimate = alone;
    for (const edge of edgesOf(need.rows)) {
      const keys = keysExpected(edge);
      // A scan that comes later: it may wait for this one instead.
      if (keys === undefined) continue;
      const keep = (why: string): void => {
        reasons.set(edge, why.replace("@keys", `the keys of ${sourcesOf(edge)}`));
      };
      if (!takesKeys(need, edge)) {
        keep("@keys would limit it, but the source declares no in on it");
        continue;
      }
      if (keys > 2 * mostKeys) {
        keep("@keys are too many for one filter");
        continue;
      }
      const isAtHand = edge.from.every(({ use }) => use.isStep);
      // Rows per key, if each key of the other table is as frequent here as any.
      const others = edge.from.reduce(
        (sum, { use }) => sum + (use.isStep ? stepRows(use.table) : rowsOf(use.table)),
        0,
      );
      const isKey = need.table.key.length === 1 && need.table.key[0] === edge.column;
      const expected = isKey ? keys : Math.round(keys * Math.max(1, rowsIn(need.table) / Math.max(1, others)));
      if (!isAtHand && (alone <= fewRows || expected > alone * 0.8)) {
        keep("@keys would spare too few rows to wait for them");
        continue;
      }
      waitsFor.push(edge);
      estimate = Math.min(estimate, Math.max(1, expected));
    }
    // The other half of a pair is known as soon as the first.
    for (const { edges } of usesIn(need.rows).flatMap(({ pairs }) => pairs)) {
      const missing = edges.filter((edge) => !waitsFor.includes(edge) && takesKeys(need, edge));
      if (missing.length === 1 && waitsFor.some((edge) => edges.includes(edge))) waitsFor.push(...missing);
    }
    const isKept = (edge: Edge): boolean => !waitsFor.includes(edge);
    const kept = [...reasons].flatMap(([edge, why]) => (isKept(edge) ? [`${edge.column}: ${why}`] : []));
    return { need, waitsFor, kept: [...new Set(kept)], estimate };
  };
  const rowsOf = (table: string): number => {
    const need = needs.find((other) => other.table.name === table);
    return need === undefined ? 0 : rowsIn(need.table);
  };
  const left = [...needs];
  while (left.length > 0) {
    const next = left.map(turnOf).reduce((best, turn) => (turn.estimate < best.estimate ? turn : best));
    turns.set(next.need.table.name, next);
    left.splice(left.indexOf(next.need), 1);
  }
  return [...turns.values()];
};
