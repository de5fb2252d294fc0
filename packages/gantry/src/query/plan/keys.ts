// Join keys: where the values of one scan limit the rows that matter of another.
import type { Origin } from "./use.ts";

/** Joins in which a left row without a partner on the right has no influence, and the other way round. */
const limitsLeft = new Set(["INNER", "SEMI", "RIGHT", "RIGHT_SEMI", "RIGHT_ANTI"]);
const limitsRight = new Set(["INNER", "SEMI", "LEFT", "ANTI", "SINGLE", "RIGHT_SEMI"]);

/** Equality must mean the same in the source and here: no floating point (NaN, -0), no JSON, no booleans (pointless). */
const isKeyType = (type: string): boolean => !["double", "json", "boolean"].includes(type);

const link = (target: Origin, source: Origin): void => {
  if (!source.isComplete || source.places.length === 0) return;
  for (const place of target.places) {
    const sameType = source.places.every(({ type }) => type === place.type);
    const isOther = source.places.every(({ use }) => use !== place.use);
    if (place.isDirect && isKeyType(place.type) && sameType && isOther && !place.use.isStep)
      place.use.edges.push({ column: place.column, type: place.type, from: source.places });
  }
};

/** Notes what an equality `left = right` in a join of `type` says about the scans behind both sides. */
export const linkKeys = (type: string, left: Origin, right: Origin): void => {
  if (limitsLeft.has(type)) link(left, right);
  if (limitsRight.has(type)) link(right, left);
};
