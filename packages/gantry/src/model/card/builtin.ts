// What all analytic models of the house have alike.
import type { Deployment } from "../types.ts";

/** A deployment in this process: costs nothing, leaves nothing. */
export const analyticDeployment = (task: string): Deployment => ({
  name: `builtin/${task}`,
  modality: "analytic",
  zone: "inside",
  region: "local",
  tasks: [task],
  price: { input: 0, output: 0 },
  maxInputTokens: 0,
});
