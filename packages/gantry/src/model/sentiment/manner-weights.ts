// Written by bench/analytics/fit-manner.ts from 603 marked texts; one weight a cue of manner.ts, in its order.
export const mannerWeights: Readonly<
  Record<"moody" | "content", { readonly intercept: number; readonly weights: readonly number[] }>
> = {
  moody: {
    intercept: 1.177,
    weights: [
      -3.363, 3.181, -3.935, -3.185, -1.903, -0.02, 1.179, 1.505, 2.022, 0.637, 2.81, 2.927, 0.885, -0.931, 0.194,
      -2.362, 0.935, 1.336, -0.428, 1.167, 2.393, 1.061,
    ],
  },
  content: {
    intercept: 0.11,
    weights: [
      -2.097, 1.593, -3.833, -0.392, -0.553, -0.103, 0.424, -0.232, 0.42, -1.031, -1.166, -0.382, -0.848, 0.138, 0.041,
      -3.53, -1.246, -0.048, 0.298, 0.517, 0.479, 0.223,
    ],
  },
};
