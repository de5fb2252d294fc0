// Values that don't belong: how far each lies from what its neighbours and its season say, in robust deviations.
import { medianOf } from "../series/index.ts";

export interface Judged {
  /** What its neighbours and its season say. */
  readonly expected: number;
  /** Distance from that in robust standard deviations: 0.6745 · residual ÷ MAD (Iglewicz and Hoaglin 1993). */
  readonly score: number;
  readonly isAnomaly: boolean;
}

/** Beyond this a value is called odd, as Iglewicz and Hoaglin advise. */
const limit = 3.5;

/** The median over a window around each place, the place itself left out. */
const neighbours = (values: readonly number[], reach: number): readonly number[] =>
  values.map((value, index) => {
    const around = values
      .slice(Math.max(0, index - reach), index + reach + 1)
      .filter((_, at) => at !== Math.min(index, reach));
    return around.length === 0 ? value : medianOf(around);
  });

/** What each place of the season adds, as a median over its returns; nothing where there are not two of each. */
function seasonalPart(values: readonly number[], base: readonly number[], season: number): readonly number[] {
  if (season <= 1 || values.length < 2 * season) return values.map(() => 0);
  const parts = Array.from({ length: season }, (_, place) =>
    medianOf(values.flatMap((value, index) => (index % season === place ? [value - (base[index] ?? 0)] : []))),
  );
  const middle = medianOf(parts);
  return values.map((_, index) => (parts[index % season] ?? 0) - middle);
}

/** Judges each value of a series; null for fewer than six. */
export function anomaliesOf(values: readonly number[], season: number): readonly Judged[] | null {
  if (values.length < 6) return null;
  const reach = season > 1 && season <= 12 ? season : 6;
  const level = neighbours(values, reach);
  const seasonal = seasonalPart(values, level, season);
  const flat = neighbours(
    values.map((value, index) => value - (seasonal[index] ?? 0)),
    reach,
  );
  const expected = flat.map((value, index) => value + (seasonal[index] ?? 0));
  const residuals = values.map((value, index) => value - (expected[index] ?? 0));
  const spread = medianOf(residuals.map(Math.abs));
  // Where more than half of a series never moves, the mean deviation tells (again Iglewicz and Hoaglin).
  const mean = residuals.reduce((sum, it) => sum + Math.abs(it), 0) / residuals.length;
  const unit = spread > 0 ? spread / 0.6745 : mean * 1.2533;
  return residuals.map((residual, index) => {
    const score = unit === 0 ? 0 : residual / unit;
    return { expected: expected[index] ?? 0, score, isAnomaly: Math.abs(score) > limit };
  });
}
