// Meridian where one caller, and what the clock starts, have so few tokens a day that some runs go beyond.
import { defineModels, defineProject } from "gantry";
import { project as meridian } from "../../../examples/meridian/gantry.config.ts";

export const project = defineProject({
  ...meridian,
  models: defineModels({
    deployments: [],
    budgets: [
      { name: "narrow", per: "caller", of: "meridian:analyst", period: "day", tokens: 2_500 },
      { name: "weekly", per: "caller", of: "service:digest", period: "day", tokens: 2_500 },
    ],
  }),
});
