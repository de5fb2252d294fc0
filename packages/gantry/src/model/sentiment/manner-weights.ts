// Written by bench/analytics/fit-manner.ts from 879 marked texts; one weight a cue of cues.ts, in its order.
export const mannerWeights: Readonly<
  Record<"moody" | "content", { readonly intercept: number; readonly weights: readonly number[] }>
> = {
  moody: {
    intercept: 1.053,
    weights: [
      -3.181, 2.64, -3.241, -2.622, -1.586, 0.021, 0.546, 1.246, 1.677, 0.977, 1.466, 2.368, -0.405, -0.306, -0.102,
      -1.199, -0.152, 1.044, 1.106, 2.414, 0.852, 2.695, 1.678, -1.093, 2.117, 1.959, 3.271, 1.755, 1.072, 1.249, 0.116,
      -3.258, -0.129, 1.456, 0.824, 0.588,
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
