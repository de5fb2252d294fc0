import { GantryError } from "@gantry/contract";
import { testModels } from "../../model/index.ts";
import type { Command } from "../command.ts";

/** `gantry model test`: sends one small structured request to each configured model. */
export const model: Command = async (words) => {
  if (words[0] !== "test")
    throw new GantryError("bad-request", "gantry model test", { remedy: "it takes no other word yet" });
  const results = await testModels({ environment: process.env }, AbortSignal.timeout(120_000));
  for (const { deployment, zone, ok, latency, problem } of results) {
    console.log(`${ok ? "✓" : "✗"} ${deployment} (${zone})  ${ok ? `answered in ${latency} ms` : problem?.detail}`);
    if (problem?.remedy) console.log(`  ${problem.remedy}`);
  }
  if (results.length === 0) {
    console.log(
      "no language model is configured, so the builtin ones work: set OPENAI_API_KEY, ANTHROPIC_API_KEY, GOOGLE_GENERATIVE_AI_API_KEY or GANTRY_MODEL_URL",
    );
  }
  return results.every((it) => it.ok) ? 0 : 10;
};
