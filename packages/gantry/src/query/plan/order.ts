// Which scan waits for the join keys of which others. Cheap ones go first and side by side; a scan waits only where the
// keys promise to spare most of it.
import { estimateRows, rowsIn } from "./estimate.ts";
import { edgesOf, filterFor, nothing, type Need } from "./needs.ts";
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
  readonly estimate: number;
}

/** Whether the source can take keys for the edge's column at all. */
const takesKeys = (need: Need, edge: Edge): boolean =>
  restrict({ op: "in", column: edge.column, type: edge.type, values: [0, 1] }, need.table.columns).predicate !==
  undefined;

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
    const filter = filterFor(need.rows, () => undefined);
    const alone = filter === nothing ? 0 : estimateRows(need.table, filter);
    const waitsFor: Edge[] = [];
    let estimate = alone;
    for (const edge of edgesOf(need.rows)) {
      const keys = keysExpected(edge);
      if (keys === undefined || keys > 2 * mostKeys || !takesKeys(need, edge)) continue;
      const isAtHand = edge.from.every(({ use }) => use.isStep);
      // Rows per key, if each key of the other table is as frequent here as any.
      const others = edge.from.reduce(
        (sum, { use }) => sum + (use.isStep ? stepRows(use.table) : rowsOf(use.table)),
        0,
      );
      const isKey = need.table.key.length === 1 && need.table.key[0] === edge.column;
      const expected = isKey ? keys : Math.round(keys * Math.max(1, rowsIn(need.table) / Math.max(1, others)));
      if (!isAtHand && (alone <= fewRows || expected > alone * 0.8)) continue;
      waitsFor.push(edge);
      estimate = Math.min(estimate, Math.max(1, expected));
    }
    return { need, waitsFor, estimate };
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
