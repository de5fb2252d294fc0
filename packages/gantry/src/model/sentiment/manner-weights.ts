// Written by bench/analytics/fit-manner.ts from 879 marked texts; one weight a cue of cues.ts, in its order.
export const mannerWeights: Readonly<
  Record<"moody" | "content", { readonly intercept: number; readonly weights: readonly number[] }>
> = {
  moody: {
    intercept: 1.038,
    weights: [
      -3.165, 2.67, -3.165, -2.601, -1.606, 0.032, 0.49, 1.255, 1.674, 0.973, 1.501, 2.38, -0.559, -0.275, -0.115,
      -1.158, -0.152, 1.037, 1.106, 2.532, 0.865, 2.681, 1.743, -1.102, 2.133, 1.966, 3.253, 1.769, 1.113, 1.259, 0.082,
      -3.168, -0.088, 1.452, 0.605, 0.607,
    ],
  },
  content: {
    intercept: 0.223,
    weights: [
      -1.711, 1.489, -2.546, 0.389, -0.449, -0.2, 0.432, -0.62, 0.287, -0.966, -0.904, -0.436, -0.342, -0.036, 1.225,
      -0.819, -1.417, -0.368, 1.183, -0.958, -3.163, -0.763, 1.293, 1.203, 3.495, -0.187, -3.344, 1.652, -1.032, -2.613,
      0.162, 0.866, 0.46, 0.287, 0.436, -0.128,
    ],
  },
};
