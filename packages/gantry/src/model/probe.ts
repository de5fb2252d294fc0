// `gantry model test`: proves that each configured language model answers, in the form that Gantry needs.
import { GantryError } from "@gantry/contract";
import type { Problem } from "@gantry/contract";
import { languageModelsOf } from "./registry.ts";
import type { ModelsConfig } from "./registry.ts";
import type { TextModel, Usage } from "./types.ts";

export interface ModelTest {
  readonly deployment: string;
  readonly zone: string;
  readonly ok: boolean;
  /** Milliseconds until the reply was there and checked. */
  readonly latency: number;
  readonly usage?: Usage;
  readonly problem?: Problem;
}

const schema = {
  type: "object",
  properties: { sum: { type: "integer" }, word: { type: "string" } },
  required: ["sum", "word"],
  additionalProperties: false,
};

const test = async (model: TextModel, signal: AbortSignal): Promise<ModelTest> => {
  const { name, zone } = model.deployment;
  const started = performance.now();
  const tested = (rest: Pick<ModelTest, "ok" | "usage" | "problem">): ModelTest => ({
    deployment: name,
    zone,
    latency: Math.round(performance.now() - started),
    ...rest,
  });
  try {
    const { output, usage } = await model.generate({
      task: "test",
      instructions: 'Add the two numbers. Set "sum" to the result and "word" to "signal".',
      facts: {},
      prompt: "Data:\n17 and 25",
      schema,
      signal,
    });
    if (output["sum"] === 42 && output["word"] === "signal") return tested({ ok: true, usage });
    throw new GantryError("answer-rejected", `model "${name}" answers in the right form, but can't add two numbers`, {
      remedy: "configure a more capable model",
    });
  } catch (error) {
    if (!(error instanceof GantryError)) throw error;
    return tested({ ok: false, problem: error.toProblem() });
  }
};

/**
 * Sends one tiny structured request, without any data, to each configured language model: none is retried.
 * @returns one entry a deployment; empty where only the builtin models are there.
 */
export const testModels = (config: ModelsConfig, signal: AbortSignal): Promise<readonly ModelTest[]> =>
  Promise.all(
    languageModelsOf({ ...config, retry: { ...config.retry, attempts: 1 } }).map((model) => test(model, signal)),
  );
