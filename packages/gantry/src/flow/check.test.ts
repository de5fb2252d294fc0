import { afterAll, describe, expect, test } from "vitest";
import { defineCatalog } from "../catalog/index.ts";
import type { ColumnDef, ColumnType, TableDef } from "../catalog/index.ts";
import { definePolicy } from "../policy/index.ts";
import type { TreatmentRule } from "../policy/index.ts";
import { createQueryEngine } from "../query/index.ts";
import { act, approve, checkFlow, flow, oneOf, prompt, query, score, text } from "./index.ts";
import type { CheckOptions, FlowDocument, Step } from "./index.ts";

const tableOf = (name: string, columns: Readonly<Record<string, ColumnType>>): TableDef => ({
  name,
  native: name,
  key: ["id"],
  columns: Object.entries(columns).map(([column, type]): ColumnDef => ({
    name: column,
    native: column,
    type,
    nullable: true,
    operators: ["=", "in"],
  })),
});
const catalog = defineCatalog(
  {
    sources: {
      crm: { connector: "salesforce", title: "CRM", connection: {} },
      mail: { connector: "smtp", title: "Mail", zone: "outside", connection: {} },
    },
    tables: {
      "crm.accounts": { columns: { id: "public", name: "company.name", region: "public", revenue: "financial" } },
      "crm.contacts": { columns: { id: "public", account_id: "public", name: "person.name", email: "person.email" } },
      "crm.cases": { columns: { id: "public", account_id: "public", text: "text.untrusted" } },
    },
    calendar: { timeZone: "UTC", fiscalYearStart: 1 },
  },
  {
    crm: [
      tableOf("accounts", {
        id: "varchar",
        name: "varchar",
        region: "varchar",
        revenue: "decimal(18,2)",
        notes: "varchar",
      }),
      tableOf("contacts", { id: "varchar", account_id: "varchar", name: "varchar", email: "varchar" }),
      tableOf("cases", { id: "varchar", account_id: "varchar", text: "varchar" }),
    ],
  },
);
const policy = definePolicy({
  treatments: [
    { label: "public", to: {}, treatment: "pass" },
    { label: "row", to: {}, treatment: "pass" },
    { label: "*", level: "control", to: {}, treatment: "pass" },
    { label: "company.*", to: {}, treatment: "token" },
    { label: "person.name", to: { kind: "model" }, treatment: "token" },
    { label: "person.email", to: { kind: "model" }, treatment: "refuse" },
    { label: "person.*", to: { kind: "mail" }, treatment: "pass" },
    { label: "text.untrusted", to: {}, treatment: "token" },
    { label: "text.generated", to: {}, treatment: "pass" },
    { label: "financial", to: { zone: "inside" }, treatment: "pass" },
    { label: "input.*", to: {}, treatment: "pass" },
  ],
  roles: [{ name: "manager", title: "Manager" }],
});
const engine = createQueryEngine({
  catalog,
  connectors: () => {
    throw new Error("a proof touches no source");
  },
});
afterAll(() => engine.close());

const price = { input: 0, output: 0 };
const deployment = { modality: "text", region: "eu", tasks: ["*"], price, maxInputTokens: 8000 } as const;
const field = (role: "recipient" | "content", required = true) =>
  ({ type: "varchar", required, role, description: "" }) as const;
const options: CheckOptions = {
  catalog,
  policy,
  bind: (sql, binding) => engine.bind(sql, binding),
  deployments: [
    { ...deployment, name: "builtin/rules", zone: "inside" },
    { ...deployment, name: "openai:gpt", zone: "outside" },
  ],
  score: (name) =>
    name === "sentiment"
      ? {
          inputs: [{ name: "text", type: "varchar" }],
          outputs: [{ name: "sentiment", type: "double", from: ["text"], bounded: true, description: "" }],
        }
      : undefined,
  action: (operation) =>
    operation === "mail.send"
      ? {
          source: { name: "mail", connector: "smtp", title: "Mail", zone: "outside", connection: {} },
          input: { to: field("recipient"), subject: field("content"), body: field("content") },
        }
      : undefined,
};

const contacts = query(
  "id",
  "select c.id, c.name, c.email, a.name as account, a.revenue from crm.contacts c join crm.accounts a on a.id = c.account_id where a.region = $region",
);
const letters = (template: string): Step =>
  prompt({
    each: "select * from contacts",
    key: "id",
    task: "write",
    instructions: "Write.",
    template,
    output: { body: { type: "text", maxLength: 100 } },
  });
const review = approve({
  rows: "select l.id, l.body, c.email, 'Hello' as subject from letters l join contacts c using (id)",
  key: "id",
  by: "manager",
  content: ["email", "subject", "body"],
  editable: ["body"],
});
const send = act("mail.send", { each: "review", key: "id", input: { to: "email", subject: "subject", body: "body" } });

const document = (steps: Readonly<Record<string, Step>>): FlowDocument =>
  flow({
    name: "letters",
    title: "Letters",
    asks: [],
    purpose: "test",
    input: { region: oneOf("EMEA"), words: text() },
    steps,
    answer: [],
  });
const check = async (steps: Readonly<Record<string, Step>>) => (await checkFlow(document(steps), options)).proof;
const codes = async (steps: Readonly<Record<string, Step>>): Promise<readonly string[]> =>
  (await check(steps)).findings.map((it) => it.code);

describe("the proof of a flow", () => {
  test("an ordinary flow passes, and the exposures say which column reaches which model, how treated", async () => {
    const proof = await check({ contacts, letters: letters("Dear {{name}} of {{account}}"), review, send });
    expect(proof.findings).toEqual([]);
    expect(proof.ok).toBe(true);
    const outside = proof.exposures.filter((it) => it.destination === "openai:gpt" && it.via === "value");
    expect(outside.map((it) => [it.column, it.level, it.treatment])).toEqual([
      ["crm.contacts.name", "copied", "token"],
      ["crm.accounts.name", "copied", "token"],
    ]);
    expect(proof.exposures).toContainEqual(
      expect.objectContaining({ column: "crm.accounts.region", via: "control", step: "letters" }),
    );
  });

  test("an e-mail address in a template is a breach that names column, label, model and rule", async () => {
    const proof = await check({ contacts, letters: letters("Dear {{name}}, {{email}}") });
    expect(proof.ok).toBe(false);
    expect(proof.findings.map((it) => it.message).join("\n")).toMatch(
      /step "letters": column crm\.contacts\.email \(person\.email, copied\) would reach model "openai:gpt" in zone outside: person\.email → model: refuse/,
    );
  });

  test("a value is found however it is dressed", async () => {
    const dressed = query("id", "select id, upper(left(email, 3)) || 'x' as name from contacts");
    const steps = { contacts, dressed, letters: { ...letters("{{name}}"), each: "select * from dressed" } as Step };
    expect(await codes(steps)).toEqual(["refused-by-policy", "refused-by-policy"]);
  });

  test("what a model wrote has labels of its own, which the policy decides as well", async () => {
    const proof = await check({ contacts, letters: letters("Dear {{name}}"), review, send });
    expect(proof.exposures).toContainEqual(
      expect.objectContaining({ step: "send", column: "send.body", label: "text.generated", treatment: "pass" }),
    );
  });

  test("an aggregate over people that can't be checked is told of, with how to write it so that it can", async () => {
    const people: CheckOptions = {
      ...options,
      catalog: { ...catalog, subjects: [{ name: "contact", table: "crm.contacts", synonyms: [] }] },
    };
    const other = createQueryEngine({
      catalog: people.catalog,
      connectors: () => Promise.reject(new Error()) as never,
    });
    const bind: CheckOptions["bind"] = (sql, binding) => other.bind(sql, binding);
    const found = async (sql: string) =>
      (await checkFlow(document({ counted: query("id", sql) }), { ...people, bind })).proof;
    const counted = await found("select account_id as id, count(*) as n from crm.contacts group by account_id");
    expect(counted.findings).toEqual([]);
    const parts = await found("select account_id as id, count(*) as n from crm.contacts group by rollup (account_id)");
    expect(parts.ok).toBe(true);
    expect(parts.findings).toEqual([
      expect.objectContaining({ severity: "warning", code: "aggregate-over-people", step: "counted" }),
    ]);
    const steps = {
      rows: query("id", "select id, name, account_id from crm.contacts"),
      named: query("id", "select account_id as id, count(name) as n from rows group by account_id"),
    };
    const later = await checkFlow(document(steps), { ...people, bind });
    expect(later.proof.findings.map((it) => it.message)).toEqual([
      expect.stringContaining("rows.name is of an earlier step"),
    ]);
    await other.close();
  });

  test("a column without a label is refused everywhere", async () => {
    const noted = query("id", "select id, notes from crm.accounts");
    const steps = { noted, letters: { ...letters("{{notes}}"), each: "select * from noted" } as Step };
    expect(await codes(steps)).toEqual(["unlabelled-column", "unlabelled-column"]);
  });

  test("what a model wrote is decided as such where another model reads it", async () => {
    const again = { ...letters("{{body}}"), each: "select * from letters" } as Step;
    const steps = { contacts, letters: letters("Dear {{name}}"), again };
    expect(await codes(steps)).toEqual([]);
    const treatments = policy.treatments.filter((rule) => rule.label !== "text.untrusted");
    const stricter = definePolicy({ treatments, roles: policy.roles });
    const { proof } = await checkFlow(document(steps), { ...options, policy: stricter });
    expect(proof.findings.map((it) => it.message)).toContainEqual(
      expect.stringMatching(/step "again": column again\.body \(text\.untrusted, derived\) would reach model/),
    );
  });

  test("a number may be passed inside and have no rule outside", async () => {
    const proof = await check({ contacts, letters: letters("{{revenue}}") });
    expect(proof.findings.map((it) => it.message)).toEqual([
      expect.stringContaining('model "openai:gpt" in zone outside'),
    ]);
  });
});

describe("a flow's own rules", () => {
  const narrowed = async (...narrows: TreatmentRule[]) => {
    const { gantry: _, ...plain } = document({ contacts, letters: letters("Dear {{name}} of {{account}}") });
    return (await checkFlow(flow({ ...plain, narrows }), options)).proof;
  };

  test("make a treatment stricter, and the proof says that it was the flow", async () => {
    const proof = await narrowed({ label: "company.name", to: { kind: "model", zone: "outside" }, treatment: "drop" });
    expect(proof.findings).toEqual([]);
    const decided = proof.exposures.filter((it) => it.column === "crm.accounts.name" && it.via === "value");
    expect(decided.map((it) => [it.destination, it.treatment, it.rule])).toEqual([
      ["builtin/rules", "token", "company.* → anywhere: token"],
      ["openai:gpt", "drop", "company.name → model outside: drop (of the flow)"],
    ]);
    const refused = await narrowed({ label: "person.*", to: { kind: "model" }, treatment: "refuse" });
    expect(refused.findings.map((it) => it.code)).toEqual(["refused-by-policy", "refused-by-policy"]);
  });

  test("may not be looser anywhere: the breach names both rules, and the looser one changes nothing", async () => {
    const proof = await narrowed({ label: "person.*", to: { kind: "model" }, treatment: "pass" });
    expect(proof.findings).toEqual([
      expect.objectContaining({
        code: "looser-than-policy",
        message: expect.stringMatching(/"person\.\* → model: pass" is looser.*person\.\w+ → .*the policy says person/),
      }),
    ]);
    expect(proof.exposures.find((it) => it.column === "crm.contacts.name")?.treatment).toBe("token");
  });
});

describe("integrity", () => {
  const cases = query("id", "select id, account_id, text from crm.cases");

  test("text that outsiders wrote may not choose rows", async () => {
    expect(await codes({ cases, angry: query("id", "select id from cases where text like '%angry%'") })).toEqual([
      "untrusted-control",
    ]);
    expect(await codes({ direct: query("id", "select id from crm.cases order by text limit 3") })).toEqual([
      "untrusted-control",
    ]);
  });

  test("a bounded score of it may", async () => {
    const moods = score("sentiment", { rows: "cases", key: "id" });
    expect(
      await codes({ cases, moods, angry: query("id", "select id, sentiment from moods where sentiment < 0") }),
    ).toEqual([]);
  });

  test("a text that a model wrote may not be a recipient", async () => {
    const crossed = act("mail.send", {
      each: "review",
      key: "id",
      input: { to: "body", subject: "subject", body: "body" },
    });
    expect(await codes({ contacts, letters: letters("Dear {{name}}"), review, crossed })).toContain(
      "untrusted-recipient",
    );
  });

  test("nothing acts on rows that nobody decided on", async () => {
    const unseen = query("id", "select id, email, 'Hi' as subject, 'Hello' as body from contacts");
    const hasty = act("mail.send", {
      each: "unseen",
      key: "id",
      input: { to: "email", subject: "subject", body: "body" },
    });
    expect(await codes({ contacts, unseen, hasty })).toEqual(["no-approval"]);
  });
});

describe("slips of the pen", () => {
  test("an unknown column in SQL names the step", async () => {
    await expect(check({ contacts: query("id", "select id, nmae from crm.contacts") })).rejects.toMatchObject({
      code: "bad-sql",
      message: expect.stringContaining('step "contacts"'),
    });
  });

  test("an unknown place in a template comes with the nearest name", async () => {
    const proof = await check({ contacts, letters: letters("Dear {{nam}}") });
    expect(proof.findings).toEqual([
      expect.objectContaining({ code: "unknown-column", remedy: 'did you mean "name"?' }),
    ]);
  });

  test("a step can't read one that stands later", () => {
    expect(() =>
      document({ moods: score("sentiment", { rows: "cases", key: "id" }), cases: query("id", "select 1 as id") }),
    ).toThrow(/"moods" reads step "cases"/);
  });

  test("a misspelt word of the document is an error", () => {
    expect(() => flow({ ...document({ contacts }), stepz: {} } as never)).toThrow(/stepz/);
  });
});
