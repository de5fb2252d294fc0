import { expect, test } from "vitest";
import type { TextRequest } from "../../model/index.ts";
import { defaultTreatments, definePolicy } from "../../policy/index.ts";
import { egressesOf } from "../receipt.ts";
import { guardOf, recordingModels } from "../testing/sample.ts";
import type { Answering } from "../testing/sample.ts";
import type { QuestionEgress } from "../types.ts";

const request = (question: string, aside: string): TextRequest => ({
  task: "plan",
  instructions: "Choose a flow.",
  facts: { question },
  prompt: `Flows: risk\n\nQuestion:\n${question}${aside}`,
  schema: {},
  signal: new AbortController().signal,
});
const ordinary = new Set("show me which customers in emea are at risk of leaving draft a mail for and her".split(" "));

const askedOf = async (
  question: string,
  answer: Answering = () => ({ why: "" }),
  zone: "inside" | "outside" = "outside",
  aside = "",
) => {
  const models = recordingModels(zone, "openai:gpt-5", answer);
  const { model } = models.text("plan", { zones: [zone] });
  const { guard, ledger, ledgerStore } = guardOf(models);
  const egress: QuestionEgress = { run: "r7", question, aside, model, request, ordinary, caller: "u1" };
  const reply = await guard.question(egress);
  await ledger.drain();
  return { reply, sent: models.requests[0], entries: ledgerStore.entries };
};

test("a question that names nobody leaves as it was asked", async () => {
  const question = "Show me which customers in EMEA are at risk of leaving";
  const { sent } = await askedOf(question);
  expect(sent?.prompt).toContain(question);
  expect(sent?.instructions).toBe("Choose a flow.");
});

test.each([
  ["a company that nobody labelled", "Draft a mail for Aldermoor Analytics", ["Aldermoor", "Analytics"]],
  ["one that opens the question", "Aldermoor: at risk?", ["Aldermoor"]],
  [
    "people and their addresses",
    "Draft a mail for Ada Lovelace, ada@mail.example and 020 7946 0958",
    ["Ada", "Lovelace", "mail.example", "7946"],
  ],
])("%s leaves as a token", async (_, question, secrets) => {
  const { sent } = await askedOf(question);
  const all = JSON.stringify([sent?.instructions, sent?.prompt, sent?.facts]).toLowerCase();
  for (const secret of secrets) expect(all).not.toContain(secret.toLowerCase());
  expect(sent?.prompt).toMatch(/[A-Z]{2,12}_[0-9A-Z]{4}/);
  expect(sent?.instructions).toContain("stand for real names");
});

test("what was said before the question leaves as it does: the same name has the same token in both", async () => {
  const aside = "- Aldermoor Analytics at risk?; read as: customers · name Aldermoor Analytics";
  const { sent } = await askedOf("Draft a mail for Aldermoor Analytics", undefined, undefined, aside);
  const said = sent?.prompt ?? "";
  expect(said.toLowerCase()).not.toContain("aldermoor");
  const tokens = [...said.matchAll(/[A-Z]{2,12}_[0-9A-Z]{4,}/g)].map(([token]) => token);
  expect(tokens.length).toBeGreaterThanOrEqual(3);
  expect(new Set(tokens).size).toBe(1);
});

test("tokens in the planner's reply are the caller's own words again", async () => {
  const { reply } = await askedOf("Draft a mail for Ada Lovelace", ({ facts }) => {
    const token = /PERSON_[0-9A-Z]{4}/.exec(JSON.stringify(facts["question"]))?.[0] ?? "";
    return { input: [{ name: "contact", value: token }], why: `no flow asks for ${token}` };
  });
  expect(reply.output).toEqual({
    input: [{ name: "contact", value: "Ada Lovelace" }],
    why: "no flow asks for Ada Lovelace",
  });
});

test("they stay where the reply takes names as values, with what each stands for", async () => {
  const models = recordingModels("outside", "openai:gpt-5", ({ facts }) => ({ sql: facts["question"] ?? "" }));
  const { model } = models.text("plan", { zones: ["outside"] });
  const { guard } = guardOf(models);
  const question = "Draft a mail for Ada Lovelace";
  const reply = await guard.question({ run: "r7", question, model, request, ordinary, unrestored: true });
  const [[token, name] = ["", ""]] = Object.entries(reply.names);
  expect(name).toBe("Ada Lovelace");
  expect(reply.output["sql"]).toBe(`Draft a mail for ${token}`);
});

test("the ledger has it under the run to come, before and after, without the question", async () => {
  const { entries } = await askedOf("Draft a mail for Ada Lovelace");
  expect(entries.map((entry) => [entry.kind, entry.run, entry.caller])).toEqual([
    ["chain", null, null],
    ["attempted", "r7", "u1"],
    ["done", "r7", "u1"],
  ]);
  expect(JSON.stringify(entries)).not.toMatch(/Lovelace|Draft/);
  expect(egressesOf(entries.filter((entry) => entry.run === "r7"))).toMatchObject([
    {
      step: "question",
      kind: "model",
      destination: "openai:gpt-5",
      rows: 1,
      columns: [{ column: "question", label: "input.question", level: "copied", treatment: "token" }],
      tokens: { "person.name": 1 },
      status: "done",
    },
  ]);
});

test("a model inside reads the question as it is", async () => {
  const { sent } = await askedOf("Draft a mail for Ada Lovelace", undefined, "inside");
  expect(sent?.prompt).toContain("Ada Lovelace");
});

test("where the policy refuses it, nothing leaves, and the error names model and rule", async () => {
  const models = recordingModels("outside", "openai:gpt-5", () => ({}));
  const { model } = models.text("plan", { zones: ["outside"] });
  const policy = definePolicy({
    treatments: [{ label: "input.question", to: { kind: "model" }, treatment: "refuse" }, ...defaultTreatments],
    roles: [],
  });
  const { guard, ledgerStore } = guardOf(models, { policy });
  const asking = guard.question({ run: "r7", question: "who?", model, request, ordinary });
  await expect(asking).rejects.toThrow(
    /the question \(input.question\) would reach model "openai:gpt-5" in zone outside/,
  );
  expect(models.requests).toEqual([]);
  expect(ledgerStore.entries).toEqual([]);
});
