// Logistic regression with an L2 penalty, by Newton's method (iteratively reweighted least squares). Pure.

export interface FitOptions {
  /** Penalty on the squared weights (not on the intercept); default 1. */
  readonly l2?: number;
  /** Default true: features are centred and scaled by what was seen; absent values count as the mean. */
  readonly standardise?: boolean;
  readonly iterations?: number;
}

export interface Fit {
  readonly means: readonly number[];
  readonly scales: readonly number[];
  /** Per standardised feature. */
  readonly weights: readonly number[];
  readonly intercept: number;
  readonly converged: boolean;
}

const zeros = (length: number): number[] => Array.from({ length }, () => 0);

/** Solves A·x = b for a symmetric positive definite A (Cholesky). */
const solve = (a: readonly (readonly number[])[], b: readonly number[]): number[] => {
  const n = b.length;
  const lower = Array.from({ length: n }, () => zeros(n));
  const at = (matrix: readonly (readonly number[])[], i: number, j: number): number => matrix[i]?.[j] ?? 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = at(a, i, j);
      for (let k = 0; k < j; k++) sum -= at(lower, i, k) * at(lower, j, k);
      const row = lower[i];
      if (row !== undefined) row[j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / at(lower, j, j);
    }
  const y = zeros(n);
  for (let i = 0; i < n; i++) {
    let sum = b[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= at(lower, i, k) * (y[k] ?? 0);
    y[i] = sum / at(lower, i, i);
  }
  const x = zeros(n);
  for (let i = n - 1; i >= 0; i--) {
    let sum = y[i] ?? 0;
    for (let k = i + 1; k < n; k++) sum -= at(lower, k, i) * (x[k] ?? 0);
    x[i] = sum / at(lower, i, i);
  }
  return x;
};

const spread = (values: readonly number[]): readonly [number, number] => {
  if (values.length === 0) return [0, 1];
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
  return [mean, variance > 1e-12 ? Math.sqrt(variance) : 1];
};

/**
 * Fits weights to outcomes.
 * @param rows one array of feature values a row; null where absent.
 * @param labels true or false, or a target between 0 and 1, a row.
 * @throws RangeError where rows and labels differ in number, or are none.
 */
export const fitLogistic = (
  rows: readonly (readonly (number | null)[])[],
  labels: readonly (boolean | number)[],
  options: FitOptions = {},
): Fit => {
  if (rows.length === 0 || rows.length !== labels.length)
    throw new RangeError(`${rows.length} rows with ${labels.length} labels: need as many, and at least one`);
  const { l2 = 1, standardise = true, iterations = 50 } = options;
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, j) =>
    spread(standardise ? rows.flatMap((row) => row[j] ?? []) : []),
  );
  const x = rows.map((row) => [...columns.map(([mean, scale], j) => ((row[j] ?? mean) - mean) / scale), 1]);
  const y = labels.map(Number);

  // The last coefficient is the intercept.
  let beta = zeros(width + 1);
  let converged = false;
  for (let round = 0; round < iterations && !converged; round++) {
    const gradient = beta.map((value, j) => (j < width ? -l2 * value : 0));
    const hessian = beta.map((_, i) => beta.map((__, j) => (i === j ? (i < width ? l2 : 0) + 1e-9 : 0)));
    for (const [r, row] of x.entries()) {
      const logit = row.reduce((sum, value, j) => sum + value * (beta[j] ?? 0), 0);
      const p = 1 / (1 + Math.exp(-Math.max(-35, Math.min(35, logit))));
      const slope = Math.max(p * (1 - p), 1e-9);
      for (const [i, value] of row.entries()) {
        gradient[i] = (gradient[i] ?? 0) + value * ((y[r] ?? 0) - p);
        const line = hessian[i];
        if (line !== undefined) for (let j = 0; j <= i; j++) line[j] = (line[j] ?? 0) + slope * value * (row[j] ?? 0);
      }
    }
    for (const [i, line] of hessian.entries()) for (let j = i + 1; j < line.length; j++) line[j] = hessian[j]?.[i] ?? 0;
    const step = solve(hessian, gradient);
    // Newton can overshoot on separable data: no coefficient moves by more than 5 at once.
    const longest = Math.max(...step.map(Math.abs));
    const damping = longest > 5 ? 5 / longest : 1;
    beta = beta.map((value, j) => value + damping * (step[j] ?? 0));
    converged = longest < 1e-8;
  }
  return {
    means: columns.map(([mean]) => mean),
    scales: columns.map(([, scale]) => scale),
    weights: beta.slice(0, width),
    intercept: beta[width] ?? 0,
    converged,
  };
};
