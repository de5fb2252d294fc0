// How well rows lie in their groups (Rousseeuw 1987): 1 in the midst of one's own, 0 between two, below 0 in the wrong one.
import { squaredDistance } from "./k-means.ts";
import type { Vector } from "./k-means.ts";

/** A silhouette takes every pair: of more rows than this an even sample is taken. */
const most = 600;

/** The mean over the rows (or a sample of them); 0 where there is but one group. */
export function silhouetteOf(rows: readonly Vector[], of: readonly number[]): number {
  const step = Math.max(1, Math.ceil(rows.length / most));
  const taken = rows.flatMap((row, index) => (index % step === 0 ? [{ row, group: of[index] ?? 0 }] : []));
  const groups = Map.groupBy(taken, (it) => it.group);
  if (groups.size < 2) return 0;
  const meanDistance = (row: Vector, others: readonly { readonly row: Vector }[], count: number): number =>
    others.reduce((sum, it) => sum + Math.sqrt(squaredDistance(row, it.row)), 0) / count;
  const widths = taken.map(({ row, group }) => {
    const own = groups.get(group) ?? [];
    if (own.length < 2) return 0;
    // Its distance from itself is none: one fewer to divide by.
    const inside = meanDistance(row, own, own.length - 1);
    const outside = Math.min(
      ...[...groups].flatMap(([other, all]) => (other === group ? [] : [meanDistance(row, all, all.length)])),
    );
    const larger = Math.max(inside, outside);
    return larger === 0 ? 0 : (outside - inside) / larger;
  });
  return widths.reduce((sum, it) => sum + it, 0) / widths.length;
}
