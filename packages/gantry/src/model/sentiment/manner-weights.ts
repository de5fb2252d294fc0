// Written by bench/analytics/fit-manner.ts from 807 marked texts; one weight a cue of cues.ts, in its order.
export const mannerWeights: Readonly<
  Record<"moody" | "content", { readonly intercept: number; readonly weights: readonly number[] }>
> = {
  moody: {
    intercept: 1.055,
    weights: [
      -3.069, 2.499, -2.977, -2.738, -1.672, -0.061, 0.466, 1.048, 1.727, 0.635, 1.596, 2.254, -0.522, -0.336, 0.265,
      -1.093, -0.019, 0.907, 0.956, 2.418, 0.992, 2.468, 2.115, -0.581, 2.115, 1.684, 3.28, 1.781, 1.192, 1.63, 0.123,
      -3.01, -0.17, 1.328, 0.636, 0.741,
    ],
  },
  content: {
    intercept: 0.124,
    weights: [
      -1.839, 1.178, -2.584, 0.366, -0.603, -0.147, 0.399, -0.589, 0.321, -1.256, -0.863, -0.336, -0.638, -0.067, 1.189,
      -0.909, -1.307, -0.124, 1.05, -0.928, -3.187, -1.528, 1.101, 0.774, 3.511, -0.257, -2.294, 1.582, -1.071, -2.531,
      0.088, 0.751, 0.442, 0.092, 0.815, 0.059,
    ],
  },
};
