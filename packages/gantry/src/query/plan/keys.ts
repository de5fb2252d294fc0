// Join keys: where the values of one scan limit the rows that matter of another.
import type { Edge, Origin, Use } from "./use.ts";

/** Joins in which a left row without a partner on the right has no influence, and the other way round. */
const limitsLeft = new Set(["INNER", "SEMI", "RIGHT", "RIGHT_SEMI", "RIGHT_ANTI"]);
const limitsRight = new Set(["INNER", "SEMI", "LEFT", "ANTI", "SINGLE", "RIGHT_SEMI"]);

/** Equality must mean the same in the source and here: no floating point (NaN, -0), no JSON, no booleans (pointless). */
const isKeyType = (type: string): boolean => !["double", "json", "boolean"].includes(type);

interface Linked {
  readonly use: Use;
  readonly edge: Edge;
  /** Where the keys come from, when that is one column of one scan. */
  readonly from: Origin["places"][number] | undefined;
}

const link = (target: Origin, source: Origin): readonly Linked[] => {
  if (!source.isComplete || source.places.length === 0) return [];
  const [only, ...others] = source.places;
  const from = others.length === 0 ? only : undefined;
  return target.places.flatMap((place): readonly Linked[] => {
    const sameType = source.places.every(({ type }) => type === place.type);
    const isOther = source.places.every(({ use }) => use !== place.use);
    if (!place.isDirect || !isKeyType(place.type) || !sameType || !isOther || place.use.isStep) return [];
    const edge: Edge = { column: place.column, type: place.type, from: source.places };
    place.use.edges.push(edge);
    return [{ use: place.use, edge, from }];
  });
};

/** Of keys that come from the same row, each two are a pair. */
const pairUp = (linked: readonly Linked[]): void => {
  for (const [index, one] of linked.entries())
    for (const other of linked.slice(index + 1)) {
      if (one.use !== other.use || one.edge.column === other.edge.column) continue;
      if (one.from === undefined || one.from.row !== other.from?.row) continue;
      one.use.pairs.push({
        edges: [one.edge, other.edge],
        from: one.from.use,
        columns: [one.from.column, other.from.column],
      });
    }
};

/** Notes what the equalities `left = right` of a join of `type` say about the scans behind both sides. */
export const linkKeys = (type: string, equalities: readonly (readonly [Origin, Origin])[]): void => {
  if (limitsLeft.has(type)) pairUp(equalities.flatMap(([left, right]) => link(left, right)));
  if (limitsRight.has(type)) pairUp(equalities.flatMap(([left, right]) => link(right, left)));
};
