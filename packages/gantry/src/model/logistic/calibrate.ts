// From a score to a probability that means what it says.
import type { Calibration } from "./document.ts";
import { fitLogistic } from "./fit.ts";

export const sigmoid = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

const interpolate = (points: readonly (readonly [number, number])[], x: number): number => {
  const above = points.findIndex(([at]) => at >= x);
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return x;
  if (above < 0) return last[1];
  if (above === 0) return first[1];
  const low = points[above - 1] ?? first;
  const high = points[above] ?? last;
  return high[0] === low[0] ? high[1] : low[1] + ((high[1] - low[1]) * (x - low[0])) / (high[0] - low[0]);
};

/** Probability of a log-odds under a calibration; the plain logistic function without one. */
export const probabilityOf = (logit: number, calibration: Calibration | undefined): number => {
  if (calibration === undefined) return sigmoid(logit);
  if (calibration.kind === "platt") return sigmoid(calibration.a * logit + calibration.b);
  return interpolate(calibration.points, sigmoid(logit));
};

/** Platt's sigmoid over held-out log-odds (Platt 1999, targets smoothed as there). Needs both outcomes. */
export const fitPlatt = (logits: readonly number[], labels: readonly boolean[]): Calibration => {
  const positives = labels.filter(Boolean).length;
  const negatives = labels.length - positives;
  const targets = labels.map((it) => (it ? (positives + 1) / (positives + 2) : 1 / (negatives + 2)));
  const fit = fitLogistic(
    logits.map((value) => [value]),
    targets,
    { l2: 0, standardise: false },
  );
  // A slope that is not positive would turn the order around: keep the order, move the level only.
  const slope = fit.weights[0] ?? 1;
  return slope > 0 ? { kind: "platt", a: slope, b: fit.intercept } : { kind: "platt", a: 1, b: 0 };
};

/** Isotonic regression by pooling adjacent violators (Ayer et al. 1955), over the probabilities of the logits. */
export const fitIsotonic = (logits: readonly number[], labels: readonly boolean[]): Calibration => {
  const sorted = logits
    .map((logit, i) => ({ from: sigmoid(logit), to: sigmoid(logit), sum: labels[i] === true ? 1 : 0, count: 1 }))
    .sort((a, b) => a.from - b.from);
  const blocks: typeof sorted = [];
  for (const next of sorted) {
    let block = next;
    for (let last = blocks.at(-1); last !== undefined; last = blocks.at(-1)) {
      if (last.sum / last.count < block.sum / block.count && last.to < block.from) break;
      blocks.pop();
      block = { from: last.from, to: block.to, sum: last.sum + block.sum, count: last.count + block.count };
    }
    blocks.push(block);
  }
  const points = blocks.flatMap((it): [number, number][] => {
    const share = it.sum / it.count;
    return it.from === it.to
      ? [[it.from, share]]
      : [
          [it.from, share],
          [it.to, share],
        ];
  });
  const [only] = points;
  return { kind: "isotonic", points: points.length === 1 && only !== undefined ? [only, only] : points };
};
