import type { Deployment } from "../../model/index.ts";

/** An analytic model inside the house, which costs nothing. */
export const analyticDeployment = (name: string): Deployment => ({
  name,
  modality: "analytic",
  zone: "inside",
  region: "local",
  tasks: ["*"],
  price: { input: 0, output: 0 },
  maxInputTokens: 0,
});
