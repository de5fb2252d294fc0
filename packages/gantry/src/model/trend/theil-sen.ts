// A trend that single odd values don't move, and whether there is one at all.
import { medianOf } from "../series/index.ts";

export interface Trend {
  /** Change a period: the median of the slopes between all pairs (Theil 1950, Sen 1968). */
  readonly slope: number;
  /** Two-sided, by the normal approximation of Mann–Kendall's S with the correction for ties (Kendall 1975). */
  readonly p: number;
  readonly direction: "rising" | "falling" | "steady";
}

/** Two-sided tail of the normal: Abramowitz and Stegun 7.1.26, to 1.5e-7. */
function normalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return Math.min(1, series * Math.exp(-x * x));
}

/** What S varies by where there is no trend; each group of equal values takes its part off. */
function varianceOfS(values: readonly number[]): number {
  const n = values.length;
  const ties = [...Map.groupBy(values, (it) => it).values()].map((it) => it.length);
  const part = (count: number): number => count * (count - 1) * (2 * count + 5);
  return (part(n) - ties.reduce((sum, it) => sum + part(it), 0)) / 18;
}

/** Null for fewer than four values; `level` is from where on an apparent trend may be chance (default .05). */
export function trendOf(values: readonly number[], level = 0.05): Trend | null {
  if (values.length < 4) return null;
  const slopes: number[] = [];
  let s = 0;
  for (const [i, from] of values.entries())
    for (let k = i + 1; k < values.length; k++) {
      const change = (values[k] ?? from) - from;
      slopes.push(change / (k - i));
      s += Math.sign(change);
    }
  const deviation = Math.sqrt(varianceOfS(values));
  // S is whole: half a step off each side.
  const p = deviation === 0 || s === 0 ? 1 : normalTail((s - Math.sign(s)) / deviation);
  const slope = medianOf(slopes);
  return { slope, p, direction: p >= level || slope === 0 ? "steady" : slope > 0 ? "rising" : "falling" };
}
