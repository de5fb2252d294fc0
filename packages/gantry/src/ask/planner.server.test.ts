// The planner by language model, over a real HTTP server that speaks OpenAI's chat protocol.
import { afterEach, expect, test } from "vitest";
import type { FlowDocument } from "../flow/index.ts";
import { createModels } from "../model/index.ts";
import { startStandIn } from "../model/provider/stand-in.ts";
import type { Reply, StandIn } from "../model/provider/stand-in.ts";
import { createAsk } from "./index.ts";
import type { Planned } from "./index.ts";
import { caller } from "./testing/caller.ts";

const flow: FlowDocument = {
  gantry: 1,
  name: "retention",
  title: "Customers at risk of leaving",
  asks: ["which {segment} customers in {region} are at risk of leaving {period}"],
  purpose: "customer retention",
  input: {
    region: { kind: "one-of", values: ["EMEA", "AMER"] },
    segment: { kind: "one-of", values: ["enterprise", "small"] },
    period: { kind: "period", default: "this quarter" },
  },
  steps: { customers: { kind: "query", sql: "select id, secret_column from crm.accounts", key: "id" } },
  answer: [],
};

let standIn: StandIn | undefined;
afterEach(() => standIn?.close());

const plan = async (question: string, answer: () => Reply): Promise<Planned> => {
  standIn = await startStandIn(answer);
  const ask = createAsk({
    flows: [flow],
    catalog: { subjects: [] },
    models: createModels({
      environment: { GANTRY_MODEL_URL: standIn.url, GANTRY_MODEL_NAME: "stand-in" },
      retry: { attempts: 2, baseDelay: 1 },
    }),
    calendar: { timeZone: "Europe/Zurich", fiscalYearStart: 2 },
    today: () => "2026-11-16",
  });
  return ask.plan(question, caller);
};

const says =
  (flow: string, input: Record<string, string>, why = ""): (() => Reply) =>
  () => ({
    content: JSON.stringify({ flow, input: Object.entries(input).map(([name, value]) => ({ name, value })), why }),
  });

const question = "whom among the big fish over here might we lose before the year is out?";

test("a question in any words is planned by the model, which sees the flows' own words and no SQL", async () => {
  const it = await plan(question, says("retention", { region: "emea", segment: "enterprise", period: "next 90 days" }));
  expect(it).toMatchObject({
    kind: "run",
    input: { region: "EMEA", segment: "enterprise", period: "next 90 days" },
    interpretation: { planner: "compatible:stand-in" },
  });
  const sent = JSON.stringify(standIn?.received[0]?.body);
  expect(sent).toContain(question);
  expect(sent).toContain("Customers at risk of leaving");
  expect(sent).not.toContain("secret_column");
});

test("a model that says no is passed on as unable, with what there is", async () => {
  const it = await plan("revenue above 1M?", says("none", {}, "No input can express a revenue."));
  if (it.kind !== "unable") throw new Error("expected to be unable");
  expect(it.problem.code).toBe("not-understood");
  expect(it.problem.message).toContain("No input can express a revenue.");
  expect(it.choices).toHaveLength(1);
});

test.each([
  ["a value that does not exist", { region: "Atlantis", segment: "enterprise" }, "EMEA, AMER"],
  ["an input that does not exist", { region: "EMEA", segment: "small", sql: "drop table" }, 'no input "sql"'],
  ["no value for an input that needs one", { region: "EMEA" }, '"segment"'],
])("a model that invents %s starts nothing", async (_, input, said) => {
  const it = await plan(question, says("retention", input));
  if (it.kind !== "unable") throw new Error("expected to be unable");
  expect(it.problem.code).toBe("bad-input");
  expect(it.problem.message).toContain(said);
});

test("a model that names a flow that is not published is turned down", async () => {
  const it = await plan("which small customers in AMER are at risk", says("drop-everything", {}));
  // Rejected by the schema twice, then planned by rule.
  expect(it).toMatchObject({ kind: "run", interpretation: { planner: "builtin/rules" } });
});

test("where the model fails, the rules plan, and the interpretation says so", async () => {
  const it = await plan("which small customers in AMER are at risk of leaving", () => ({ status: 500 }));
  if (it.kind !== "run") throw it.problem;
  expect(it.input).toMatchObject({ region: "AMER", segment: "small" });
  expect(it.interpretation.planner).toBe("builtin/rules");
  expect(it.interpretation.text).toContain('model "compatible:stand-in" gave no plan (model-unreachable)');
});
