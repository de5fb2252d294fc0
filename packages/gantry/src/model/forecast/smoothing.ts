// Exponential smoothing with additive errors: level, damped trend, additive season. Recursions as in Hyndman and Athanasopoulos,
// Forecasting: Principles and Practice (3rd ed.), 8.1 to 8.4; parameters by least squares over a grid.

export interface Smoothing {
  /** Of the newest one-step error, how much goes into the level, the trend and the season. */
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  /** What is left of the trend after each step. */
  readonly phi: number;
  /** 1: no season. */
  readonly season: number;
}

export interface Smoothed {
  /** What was expected of each value before it was seen. */
  readonly fitted: readonly number[];
  readonly forecast: (steps: number) => readonly number[];
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, it) => sum + it, 0) / values.length;

/** What the first seasons say: how far each of their places lies from the mean of its season. */
function firstSeasons(values: readonly number[], season: number): number[] {
  if (season === 1) return [0];
  const whole = Math.max(1, Math.min(2, Math.floor(values.length / season)));
  return Array.from({ length: season }, (_, place) =>
    meanOf(
      Array.from({ length: whole }, (__, round) => {
        const part = values.slice(round * season, (round + 1) * season);
        return (part[place] ?? meanOf(part)) - meanOf(part);
      }),
    ),
  );
}

export function smooth(values: readonly number[], { alpha, beta, gamma, phi, season }: Smoothing): Smoothed {
  const seasonal = firstSeasons(values, season);
  const start = Math.min(values.length, Math.max(4, season));
  let level = meanOf(values.slice(0, start).map((value, index) => value - (seasonal[index % season] ?? 0)));
  let trend = 0;
  const fitted: number[] = [];
  for (const [index, value] of values.entries()) {
    const place = index % season;
    const expected = level + phi * trend + (seasonal[place] ?? 0);
    const error = value - expected;
    fitted.push(expected);
    level += phi * trend + alpha * error;
    trend = phi * trend + beta * error;
    seasonal[place] = (seasonal[place] ?? 0) + gamma * error;
  }
  const last = { level, trend };
  return {
    fitted,
    forecast: (steps) => {
      let [reach, damping] = [0, 1];
      return Array.from({ length: steps }, (_, step) => {
        damping *= phi;
        reach += damping;
        return last.level + reach * last.trend + (seasonal[(values.length + step) % season] ?? 0);
      });
    },
  };
}

const alphas = [0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8];
const betas = [0, 0.01, 0.05, 0.15];
const gammas = [0.02, 0.1, 0.25];

/** One-step errors of the first values tell of the start, not of the parameters. */
const squares = (values: readonly number[], fitted: readonly number[], from: number): number =>
  values.slice(from).reduce((sum, value, index) => sum + (value - (fitted[from + index] ?? 0)) ** 2, 0);

/** The grid's best: without a season where `season` is 1, and with a trend only where `isTrended`. */
export function fitSmoothing(values: readonly number[], season: number, isTrended: boolean): Smoothing {
  const from = Math.min(values.length - 1, Math.max(3, season));
  let best: Smoothing = { alpha: 0.2, beta: 0, gamma: 0, phi: 1, season };
  let least = Number.POSITIVE_INFINITY;
  for (const alpha of alphas)
    for (const beta of isTrended ? betas.slice(1) : [0])
      for (const gamma of season === 1 ? [0] : gammas) {
        if (beta > alpha || gamma > 1 - alpha) continue;
        const tried = { alpha, beta, gamma, phi: isTrended ? 0.9 : 1, season };
        const sum = squares(values, smooth(values, tried).fitted, from);
        if (sum < least) [least, best] = [sum, tried];
      }
  return best;
}
