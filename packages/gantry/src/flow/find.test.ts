// The checker on steps that find passages: what reaches a model, and that what documents say steers nothing.
import { describe, expect, test } from "vitest";
import { defineCatalog } from "../catalog/index.ts";
import { createQueryEngine } from "../query/index.ts";
import { checkFlow, find, flow, prompt, query, text } from "./index.ts";
import type { CheckOptions, Step } from "./index.ts";
import { letters, options, review, send } from "./testing/letters.ts";
import { tableOf } from "./testing/table-of.ts";
import { citesIn } from "./passages.ts";

const columns = {
  passage: "varchar",
  document: "varchar",
  title: "varchar",
  place: "varchar",
  text: "varchar",
  language: "varchar",
} as const;
const labels = (text: string) => ({
  passage: "public",
  document: "public",
  title: "public",
  place: "public",
  text,
  language: "public",
});
const catalog = defineCatalog(
  {
    sources: {
      crm: { connector: "salesforce", title: "CRM", connection: {} },
      documents: { connector: "documents", title: "Documents", connection: {} },
      mail: { connector: "smtp", title: "Mail", zone: "outside", connection: {} },
    },
    tables: {
      "crm.accounts": { columns: { id: "public", name: "company.name", revenue: "financial" } },
      "crm.contacts": { columns: { id: "public", account_id: "public", name: "person.name", email: "person.email" } },
      "crm.cases": { columns: { id: "public", account_id: "public", text: "text.untrusted" } },
      "documents.manuals": { columns: labels("public") },
      "documents.prices": { columns: labels("financial") },
      "documents.mails": { columns: labels("text.untrusted") },
    },
    calendar: { timeZone: "UTC", fiscalYearStart: 1 },
  },
  {
    crm: [
      tableOf("accounts", { id: "varchar", name: "varchar", revenue: "decimal(18,2)" }),
      tableOf("contacts", { id: "varchar", account_id: "varchar", name: "varchar", email: "varchar" }),
      tableOf("cases", { id: "varchar", account_id: "varchar", text: "varchar" }),
    ],
    documents: [tableOf("manuals", columns), tableOf("prices", columns), tableOf("mails", columns)],
  },
);
const engine = createQueryEngine({
  catalog,
  connectors: () => {
    throw new Error("a proof touches no source");
  },
});
const embedding = {
  name: "openai:embed",
  modality: "embedding",
  zone: "outside",
  region: "eu",
  tasks: ["*"],
  price: { input: 0, output: 0 },
  maxInputTokens: 8000,
} as const;
const check = async (steps: Readonly<Record<string, Step>>, changes: Partial<CheckOptions> = {}) => {
  const document = flow({
    name: "help",
    title: "Help",
    asks: [],
    purpose: "test",
    input: { words: text() },
    steps,
    answer: [],
  });
  return (await checkFlow(document, { ...options, catalog, bind: (sql, on) => engine.bind(sql, on), ...changes }))
    .proof;
};
const codes = async (steps: Readonly<Record<string, Step>>) => (await check(steps)).findings.map((it) => it.code);

const cases = query(
  "id",
  "select c.id, c.text as said, a.name from crm.cases c join crm.accounts a on a.id = c.account_id",
);
const found = find({ each: "select * from cases", key: "id", query: "said", in: ["documents.manuals"] });
const answers = (template = "{{said}} {{passages}}", passages = "found"): Step =>
  prompt({
    each: "select id, said from cases",
    key: "id",
    passages,
    task: "write",
    instructions: "Answer.",
    template,
    output: { body: { type: "text", maxLength: 500 } },
  });

describe("a step that finds passages", () => {
  test("lets a prompt have them, and says which columns of which collection reach the model", async () => {
    const proof = await check({ cases, found, answers: answers() });
    expect(proof.findings).toEqual([]);
    const reached = proof.exposures.filter(
      (it) => it.step === "answers" && it.zone === "outside" && it.via === "value",
    );
    expect(reached.map((it) => it.column)).toEqual(
      expect.arrayContaining([
        "documents.manuals.text",
        "documents.manuals.title",
        "answers.passages",
        "crm.cases.text",
      ]),
    );
    expect(reached.find((it) => it.column === "answers.passages")).toMatchObject({
      label: "text.untrusted",
      treatment: "token",
    });
  });

  test("carries the labels of its collection: what may not leave is refused by name", async () => {
    const prices = { ...found, in: ["documents.prices"] } as Step;
    const { findings } = await check({ cases, found: prices, answers: answers() });
    expect(findings).toContainEqual(
      expect.objectContaining({ code: "refused-by-policy", message: expect.stringContaining("documents.prices.text") }),
    );
  });

  test.each([
    ["which rows come out", query("id", "select id from found where text like '%refund%'")],
    ["a join", query("id", "select c.id, c.email from crm.contacts c join found f on f.id = c.id")],
    ["which of them there are", query("id", "select id from crm.accounts where id in (select id from found)")],
  ])("decides nothing downstream: not %s", async (_what, steered) => {
    expect(await codes({ cases, found, steered })).toContain("untrusted-control");
  });

  const own = query("id", "select id, name as said from crm.accounts");
  const steered = query("id", "select f.id from found f join crm.accounts a on a.id = f.id where f.text like '%pump%'");
  test("may decide where the company wrote the documents and asked by its own words, and not where either is a stranger's", async () => {
    const each = "select * from own";
    expect(await codes({ own, found: { ...found, each }, steered })).toEqual([]);
    const mails = { ...found, each, in: ["documents.manuals", "documents.mails"] } as Step;
    expect(await codes({ own, found: mails, steered })).toContain("untrusted-control");
  });

  test("decides no recipient, even where a person approves", async () => {
    const contacts = query(
      "id",
      "select f.passage as id, f.text as email, f.name, f.title as account, 1 as revenue from found f",
    );
    const steps = { cases, found, contacts, letters: letters("{{name}}"), review, send };
    const proof = await check(steps);
    expect(proof.findings.map((it) => it.code)).toContain("untrusted-recipient");
  });

  test("may be cut by its rank, which is a bounded number", async () => {
    expect(
      await codes({ cases, found, best: query("passage", "select passage, text from found where rank <= 2") }),
    ).toEqual([]);
  });

  test.each([
    ["a collection that is none", { ...found, in: ["documents.manual"] }, "unknown-collection"],
    ["a table that is no collection", { ...found, in: ["crm.cases"] }, "unknown-collection"],
    ["a query column that is none", { ...found, query: "sad" }, "unknown-column"],
    [
      "a column that passages have too",
      { ...found, each: "select id, said, name as title from cases" },
      "unfit-column",
    ],
  ])("is refused for %s", async (_what, step, code) => {
    expect(await codes({ cases, found: step })).toContain(code);
  });

  test("is the only kind of step that gives passages", async () => {
    expect(await codes({ cases, answers: answers("{{said}}", "cases") })).toContain("no-passages");
  });

  test("shows that its query goes to an embedding model, or that words alone are searched", async () => {
    const open = await check({ cases, found }, { embeddings: [embedding] });
    expect(open.exposures).toContainEqual(
      expect.objectContaining({
        step: "found",
        destination: "openai:embed",
        column: "crm.cases.text",
        treatment: "token",
      }),
    );
    const closed = await check({ cases, found: { ...found, in: ["documents.prices"] } }, { embeddings: [embedding] });
    expect(closed.ok).toBe(true);
    expect(closed.findings).toEqual([expect.objectContaining({ severity: "warning", code: "words-alone" })]);
  });
});

test("marks are found alone and in lists", () => {
  expect(citesIn("So [1]. And [2, 13]; not [a], [1234] or a[0x].").map(({ number }) => number)).toEqual([1, 2, 13]);
  const text = "x [2, 13]";
  expect(citesIn(text).map(({ start, end }) => text.slice(start, end))).toEqual(["[2", "13]"]);
});
