// Meridian whose letters a company's own agent service writes, at the address in TEST_GUEST; its models come from the provider
// at TEST_MODELS, which writes nothing by itself.
import { defineModels, defineProject } from "gantry";
import { project as meridian } from "../../../examples/meridian/gantry.config.ts";

export const project = defineProject({
  ...meridian,
  models: defineModels({
    deployments: [
      {
        provider: "guest",
        model: "letters",
        url: process.env["TEST_GUEST"] ?? "",
        zone: "outside",
        region: "eu",
        key: { secret: "guest" },
        limits: { patienceSeconds: 60 },
      },
      {
        provider: "compatible",
        model: "up-1",
        url: process.env["TEST_MODELS"] ?? "",
        key: { secret: "models" },
        price: { input: 1, output: 2 },
        tasks: ["none"],
      },
    ],
    budgets: [{ name: "retention", per: "flow", of: "retention", period: "month", tokens: 10_000_000 }],
  }),
});
