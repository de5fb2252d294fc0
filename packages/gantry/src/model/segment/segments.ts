// Customers by what they bought: recency, frequency and amount as fifths, a name for what these say, and groups that lie together.
import { kMeans } from "./k-means.ts";
import type { Vector } from "./k-means.ts";
import { silhouetteOf } from "./silhouette.ts";

/** From 1 (the least fifth) to 5; equal values are in the same fifth. Null stays null. */
export function fifthsOf(values: readonly (number | null)[]): readonly (number | null)[] {
  const known = values.filter((it) => it !== null).sort((a, b) => a - b);
  return values.map((value) => {
    if (value === null) return null;
    // The middle of the places that equal values take.
    const first = known.findIndex((it) => it >= value);
    const last = known.findLastIndex((it) => it <= value);
    return Math.min(5, 1 + Math.floor((5 * ((first + last) / 2 + 0.5)) / known.length));
  });
}

export const segmentNames = ["champion", "loyal", "promising", "new", "needs attention", "at risk", "lost"] as const;
export type SegmentName = (typeof segmentNames)[number];

/** What three fifths say, after the usual table of recency against frequency and amount (Hughes, Strategic Database Marketing). */
export function segmentNameOf(recency: number, frequency: number, amount: number): SegmentName {
  const worth = (frequency + amount) / 2;
  if (recency >= 4) return worth >= 4 ? "champion" : worth >= 2.5 ? "loyal" : frequency === 1 ? "new" : "promising";
  if (recency === 3) return worth >= 3.5 ? "loyal" : "needs attention";
  return worth >= 3 ? "at risk" : "lost";
}

/** Each column to mean 0 and deviation 1, after log(1 + x) where it is skewed and never below zero. */
export function scaled(rows: readonly Vector[]): readonly Vector[] {
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, index) => {
    const raw = rows.map((row) => row[index] ?? 0);
    const values = Math.min(...raw) >= 0 ? raw.map(Math.log1p) : raw;
    const mean = values.reduce((sum, it) => sum + it, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, it) => sum + (it - mean) ** 2, 0) / values.length);
    return values.map((it) => (deviation === 0 ? 0 : (it - mean) / deviation));
  });
  return rows.map((_, index) => columns.map((column) => column[index] ?? 0));
}

export interface Grouping {
  /** From 1, the largest group first. */
  readonly of: readonly number[];
  readonly groups: number;
  readonly silhouette: number;
}

/** Groups of scaled rows: as many, from two to `most`, as lie together best by silhouette. One group for fewer than six rows. */
export function groupsOf(rows: readonly Vector[], most = 7): Grouping {
  if (rows.length < 6) return { of: rows.map(() => 1), groups: 1, silhouette: 0 };
  const tried = Array.from({ length: Math.min(most, Math.floor(rows.length / 3)) - 1 }, (_, index) => {
    const { of } = kMeans(rows, index + 2);
    return { of, groups: new Set(of).size, silhouette: silhouetteOf(rows, of) };
  });
  const best = tried.reduce((best, it) => (it.silhouette > best.silhouette ? it : best));
  const bySize = [...Map.groupBy(best.of, (it) => it)]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([place]) => place);
  return { ...best, of: best.of.map((it) => bySize.indexOf(it) + 1) };
}
