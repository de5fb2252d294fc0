// What models would be asked in a run, before and after the flow has run.
import { expect, test } from "vitest";
import type { FlowDocument, PromptStep } from "../../flow/index.ts";
import type { ForeseenStep } from "../../query/index.ts";
import { leavesOf, modelWork } from "./models.ts";
import type { ModelsInput } from "./models.ts";
import { sayPrice } from "./say.ts";

const drafts: PromptStep = {
  kind: "prompt",
  each: "select * from customers",
  key: "id",
  task: "write",
  instructions: "x".repeat(600),
  template: "{{name}} {{ticket}}",
  output: { body: { type: "text", maxLength: 1600 } },
};
const document: FlowDocument = {
  gantry: 1,
  name: "letters",
  title: "Letters",
  asks: [],
  purpose: "a test",
  input: {},
  steps: { drafts },
  answer: [],
};
const work = (rows: number): ReadonlyMap<string, ForeseenStep> =>
  new Map([
    ["drafts", { rows, types: [], columns: { name: { codes: new Float64Array(), of: "crm.accounts", letters: 20 } } }],
  ]);
const modelsOf = (name: string): ModelsInput["models"] => ({
  text: () => {
    const deployment = {
      name,
      modality: "text",
      zone: "outside",
      region: "eu",
      tasks: ["*"],
      price: { input: 1, output: 10 },
      maxInputTokens: 1e6,
    } as const;
    return {
      model: { deployment, generate: () => Promise.reject(new Error("not to be asked")) },
      choice: { deployment, reason: "" },
    };
  },
});
const labels = new Map([["ticket", ["text.untrusted"]]]);

test("before its first run a prompt is reckoned by the letters of what is sent and half of what may come back", () => {
  const [found] = modelWork({ document, models: modelsOf("openai:x"), rows: work(10), labels, taken: [] });
  // 1000 of the house's, 600 of the author's, 19 of the template, 20 of a name, 400 of a ticket; four make a token.
  expect(found).toMatchObject({ step: "drafts", rows: 10, calls: 10, tokens: (510 + 200) * 10 });
  expect(found?.cost).toBeCloseTo((510 * 1 + 200 * 10) * 10e-6, 9);
});

test("then by what its rows took with that model, calls that were repeated too", () => {
  const taken = [
    { step: "drafts", model: "openai:x", calls: 22, rows: 20, input: 10_000, output: 2_000, cost: 0.4 },
    { step: "drafts", model: "openai:y", calls: 1, rows: 1, input: 9, output: 9, cost: 9 },
  ];
  expect(modelWork({ document, models: modelsOf("openai:x"), rows: work(10), labels, taken })).toEqual([
    { step: "drafts", model: "openai:x", rows: 10, calls: 11, tokens: 6_000, cost: 0.2 },
  ]);
});

test("rules take no tokens, and without rows nobody is asked", () => {
  expect(modelWork({ document, models: modelsOf("builtin/rules"), rows: work(3), labels, taken: [] })).toMatchObject([
    { calls: 3, tokens: 0, cost: 0 },
  ]);
  expect(modelWork({ document, models: modelsOf("openai:x"), rows: work(0), labels, taken: [] })).toEqual([]);
});

test("what leaves are the columns that go by value to whom it would go, and the sentence counts those of other houses", () => {
  const at = (destination: string, zone: "inside" | "outside", treatment: "pass" | "token" | "drop") =>
    ({
      step: "drafts",
      destination,
      zone,
      column: `crm.accounts.${treatment}`,
      label: "company.name",
      level: "copied",
      via: "value",
      treatment,
      rule: "",
    }) as const;
  const asked = [{ step: "drafts", model: "openai:x", rows: 3, calls: 3, tokens: 2_130, cost: 0.0123 }];
  const exposures = [
    at("openai:x", "outside", "token"),
    at("openai:x", "outside", "drop"),
    at("builtin/rules", "inside", "pass"),
  ];
  const leaves = leavesOf(exposures, document, work(3), asked);
  expect(leaves).toEqual([
    {
      column: "crm.accounts.token",
      label: "company.name",
      treatment: "token",
      destination: "openai:x",
      zone: "outside",
      rows: 3,
    },
  ]);
  const sources = [{ source: "crm", table: "crm.accounts", rows: 1240, calls: 1 }];
  expect(sayPrice({ sources, models: asked, tokens: 2_130, cost: 0.0123, leaves, shown: [] })).toBe(
    "reads about 1,240 rows in 1 call; 3 model calls, about 2,100 tokens, $0.0123; 1 column leaves the house",
  );
  expect(sayPrice({ sources: [], models: [], tokens: 0, cost: 0, leaves: [], shown: [] })).toBe(
    "reads nothing; no model is asked; nothing leaves the house",
  );
});
