// What a run would take, told before it begins: rows and calls of sources, tokens of models, what leaves; and a budget that
// stands against it.
import type { Answer, Estimate } from "@gantry/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mainQuestion } from "./support/answer.ts";
import { gantry, openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { startOutsideModel } from "./support/outside-model.ts";
import type { OutsideModel } from "./support/outside-model.ts";

let model: OutsideModel;
let house: House;

beforeAll(async () => {
  model = await startOutsideModel();
  house = await openHouse({
    ...model.env,
    GANTRY_PROJECT: new URL("./projects/priced", import.meta.url).pathname,
  });
});
afterAll(async () => {
  await house?.close();
  await model?.close();
});

const usedIn = ({ receipt }: Answer): number =>
  receipt.egresses.reduce((sum, { usage }) => sum + (usage?.input ?? 0) + (usage?.output ?? 0), 0);
const sumOf = (of: readonly Readonly<Record<"rows" | "calls", number>>[], what: "rows" | "calls"): number =>
  of.reduce((sum, it) => sum + it[what], 0);
const isWithin = (said: number, took: number, share: number): boolean => Math.abs(said - took) <= share * took;
const told = ({ interpretation }: Pick<Answer, "interpretation">): Estimate => {
  if (interpretation.estimate === undefined) throw new Error("no price was told");
  return interpretation.estimate;
};

test("a question is explained without being run: how it is understood, what it would take, what would leave", async () => {
  const client = await house.client("sales-manager");
  const before = (await client.runs()).length;
  const { interpretation, problem } = await client.explainQuestion(mainQuestion);
  expect(interpretation.flow).toBe("retention");
  expect(problem).toBeUndefined();
  const estimate = told({ interpretation });
  expect(estimate.text).toMatch(
    /^reads about [\d,]+ rows in \d+ calls; \d+ model calls, about [\d,]+ tokens, \$0\.00; \d+ columns leave the house$/,
  );
  expect(estimate.sources.map(({ source }) => source)).toEqual(expect.arrayContaining(["crm", "billing", "usage"]));
  expect(estimate.models.map(({ step }) => step)).toEqual(["plan", "drafts"]);
  expect(estimate.leaves).toContainEqual(
    expect.objectContaining({ column: "crm.accounts.name", treatment: "token", zone: "outside" }),
  );
  expect((await client.runs()).length).toBe(before);
  expect(model.recorded.filter(({ task }) => task === "write")).toEqual([]);
});

test("rows and calls come within a quarter at once, tokens when the flow has run with that input", async () => {
  const client = await house.client("sales-manager");
  const isNear = (answer: Answer, what: "rows" | "calls"): boolean =>
    isWithin(sumOf(told(answer).sources, what), sumOf(answer.receipt.sources, what), 0.25);
  const first = await client.ask(mainQuestion, { wait: 60 });
  expect([isNear(first, "rows"), isNear(first, "calls")]).toEqual([true, true]);
  // Which customers are at risk no statistics tell; how long a letter is they nearly do.
  const drafts = told(first).models.find(({ step }) => step === "drafts");
  const written = first.receipt.egresses.find(({ step }) => step === "drafts");
  const each = (written?.usage?.input ?? 0) + (written?.usage?.output ?? 0);
  expect(isWithin((drafts?.tokens ?? 0) / (drafts?.rows ?? 1), each / (written?.rows ?? 1), 0.5)).toBe(true);
  const again = await client.ask(mainQuestion, { wait: 60 });
  expect([isNear(again, "rows"), isNear(again, "calls")]).toEqual([true, true]);
  expect(isWithin(told(again).tokens, usedIn(again), 0.25)).toBe(true);
});

test("a run that a budget has no room for is not begun, and is told what it would take and what is left", async () => {
  const client = await house.client("analyst");
  const written = model.recorded.filter(({ task }) => task === "write").length;
  const runs = (await client.runs()).length;
  await expect(
    client.runFlow("retention", { region: "EMEA", segment: "enterprise", period: "this quarter" }, { wait: 30 }),
  ).rejects.toMatchObject({
    code: "budget-exceeded",
    message: expect.stringMatching(
      /would take about \d+ tokens, and of budget "narrow" .* \d+ are left: it is not begun/,
    ),
    remedy: expect.stringContaining("have the budget raised"),
    where: { budget: "narrow" },
  });
  expect((await client.runs()).length).toBe(runs);
  expect(model.recorded.filter(({ task }) => task === "write")).toHaveLength(written);
  const { problem } = await client.priceFlow("retention", {
    region: "EMEA",
    segment: "enterprise",
    period: "this quarter",
  });
  expect(problem).toMatchObject({ code: "budget-exceeded" });
});

const letters = (): number => model.recorded.filter(({ task }) => task === "write").length;

test("what the clock starts is held against the budget too: its run has failed before it began, and all say why", async () => {
  const [client, written] = [await house.client("sales-director"), letters()];
  const { run } = await client.fireTrigger("monday-digest");
  const state = await client.runState(run);
  expect(state.status).toBe("failed");
  expect(state.steps.map((it) => it.state)).not.toContain("done");
  const why = /would take about \d+ tokens, and of budget "weekly" .* are left: it is not begun/;
  expect((await client.answer(run)).problem).toMatchObject({
    code: "budget-exceeded",
    detail: expect.stringMatching(why),
    remedy: expect.stringContaining("have the budget raised"),
  });
  expect((await client.trigger("monday-digest")).problem?.detail).toMatch(why);
  const told = await gantry(["runs", "show", run, "--as", "sales-director"], house.env);
  expect(told.out.replaceAll(/\s+/g, " ")).toContain("it is not begun");
  const ledger = await (await house.client("compliance")).ledger({ limit: 100 });
  expect(ledger.map(({ body }) => [body["method"], body["status"]])).toContainEqual(["FIRE", 429]);
  expect(letters()).toBe(written);
});

test("and so is a saved question, which is asked again at its next time", async () => {
  const [client, written] = [await house.client("analyst"), letters()];
  const saved = await client.saveQuestion({ name: "At risk", question: mainQuestion });
  const { run } = await client.runQuestion(saved.id);
  expect((await client.runState(run)).status).toBe("failed");
  const { problem, active } = await client.savedQuestion(saved.id);
  expect([problem?.code, active]).toEqual(["budget-exceeded", true]);
  expect(problem?.detail).toContain("it is not begun");
  expect(letters()).toBe(written);
});

test("the command line tells it too", async () => {
  const { out, code } = await gantry(["ask", "--explain", mainQuestion], house.env);
  expect(code).toBe(0);
  expect(out).toMatch(/It reads about [\d,]+ rows in \d+ calls?; \d+ model calls, /);
});
