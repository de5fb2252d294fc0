// Meridian with models of its own: two for chats and one each for vectors and pictures, at the addresses in TEST_MODELS.
// Pictures may be shown to them.
import { defineModels, definePolicy, defineProject } from "gantry";
import { project as meridian } from "../../../examples/meridian/gantry.config.ts";

const [first = "", second = ""] = (process.env["TEST_MODELS"] ?? "").split(" ");
const { version: _, treatments, ...policy } = meridian.policy;
const key = { secret: "models" };

export const project = defineProject({
  ...meridian,
  policy: definePolicy({
    ...policy,
    treatments: [{ label: "input.image", to: { kind: "model", zone: "outside" }, treatment: "pass" }, ...treatments],
  }),
  models: defineModels({
    deployments: [
      {
        name: "first",
        provider: "compatible",
        model: "up-1",
        url: first,
        key,
        headers: { "x-team": "sales" },
        price: { input: 1, output: 2 },
        aliases: ["gpt-4o"],
      },
      {
        name: "second",
        provider: "compatible",
        model: "up-2",
        url: second,
        key,
        price: { input: 1_000, output: 2_000 },
        aliases: ["gpt-4o"],
      },
      { name: "vectors", provider: "compatible", model: "embed-1", modality: "embedding", url: first, key },
      { name: "pictures", provider: "compatible", model: "draw-1", modality: "image", url: first, key },
    ],
    breaker: { failures: 2, openSeconds: 600 },
    budgets: [
      { name: "house", per: "tenant", period: "month", cost: 100 },
      { name: "analyst", per: "caller", of: "meridian:analyst", period: "day", tokens: 1_200 },
    ],
  }),
});
