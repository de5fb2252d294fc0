// A prompt's case, run as a step would run it: through the guard, with its checks and its one repair, with nothing kept.
import { randomBytes } from "node:crypto";
import type { ColumnType, Row } from "../catalog/index.ts";
import { defineCatalog } from "../catalog/index.ts";
import { promptSchema } from "../flow/index.ts";
import type { PromptFile, PromptInput, Shape } from "../flow/index.ts";
import { createGuard, createLedger } from "../guard/index.ts";
import type { ModelEgressResult } from "../guard/index.ts";
import type { Deployment, ModelRegistry, TextModel } from "../model/index.ts";
import { definePolicy } from "../policy/index.ts";
import { keyringOf } from "../store/index.ts";
import type { PromptCase } from "./prompt-cases.ts";
import { keepingNothing } from "./replaying.ts";

/** Inputs of cases are made up: they go out as they are. */
const open = definePolicy({
  treatments: [
    { label: "*", to: {}, treatment: "pass" },
    { label: "*", level: "control", to: {}, treatment: "pass" },
    { label: "text.untrusted", to: {}, treatment: "pass" },
  ],
  roles: [],
});

export interface PromptRun extends Pick<ModelEgressResult, "model" | "flags"> {
  readonly output: Row;
  /** How often the model was asked: twice where its first reply failed a check. */
  readonly asked: number;
  /** What it replied last, as it stood. */
  readonly reply: Row;
}

/** @throws GantryError as a step would: `answer-rejected` for a reply that does not fit twice, `model-unreachable` … */
export async function runPrompt(
  file: PromptFile,
  { input }: Pick<PromptCase, "input">,
  models: ModelRegistry,
  signal: AbortSignal,
): Promise<PromptRun> {
  let asked = 0;
  let reply: Row = {};
  const counting = (model: TextModel): TextModel => ({
    ...model,
    generate: async (request) => {
      asked += 1;
      const said = await model.generate(request);
      reply = said.output;
      return said;
    },
  });
  const guard = createGuard({
    catalog: defineCatalog({ sources: {}, tables: {}, calendar: { timeZone: "UTC", fiscalYearStart: 1 } }, {}),
    models: {
      ...models,
      text: (task, needs) => {
        const found = models.text(task, needs);
        return { ...found, model: counting(found.model) };
      },
    },
    policy: open,
    keys: keyringOf(randomBytes(32)),
    vaultStore: keepingNothing({ find: async () => [] }),
    ledger: createLedger({
      keys: keyringOf(randomBytes(32)),
      store: { append: async () => undefined, ofRun: async () => [], heads: async () => [] },
      checkpoints: { write: async () => undefined },
    }),
  });
  const shape = shapeOf(file.prompt.input);
  const values: Row = Object.fromEntries(Object.keys(file.prompt.input).map((name) => [name, input[name] ?? null]));
  const { output, model, flags } = await guard.model({
    run: "case",
    step: file.prompt.name,
    row: "case",
    shape,
    values,
    known: [],
    task: file.task,
    instructions: file.instructions,
    template: file.template,
    schema: promptSchema(file),
    ...(file.phrasebook === undefined ? {} : { phrasebook: file.phrasebook }),
    signal,
  });
  return { output, model, flags, asked, reply };
}

const typeOf = ({ type, format }: PromptInput): ColumnType => {
  if (format === "date") return "date";
  const types = { string: "varchar", number: "double", integer: "int64", boolean: "boolean", array: "json" } as const;
  return types[type];
};

const shapeOf = (input: PromptFile["prompt"]["input"]): Shape => ({
  columns: Object.entries(input).map(([name, it]) => ({
    name,
    type: typeOf(it),
    sources: {},
    labels: [it.untrusted === true ? "text.untrusted" : "public"],
    endorsed: it.untrusted !== true,
  })),
  control: [],
});

/** Models that say again what one said before. */
export function recordedModels(reply: Row): ModelRegistry {
  const deployment: Deployment = {
    name: "recorded",
    modality: "text",
    zone: "inside",
    region: "local",
    tasks: ["*"],
    price: { input: 0, output: 0 },
    maxInputTokens: 1_000_000,
  };
  const model: TextModel = {
    deployment,
    generate: async () => ({ output: reply, arguments: [], usage: { input: 0, output: 0, cost: 0 } }),
  };
  return {
    deployments: [deployment],
    text: () => ({ model, choice: { deployment, reason: "recorded" } }),
    score: () => {
      throw new Error("a prompt scores nothing");
    },
  };
}
