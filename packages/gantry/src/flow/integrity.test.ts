// Text that outsiders or a model wrote never gets, by value, into what decides: rows, recipients, targets. Each way that the
// kinds of step and SQL offer is tried, and refused before it runs.
import { afterAll, describe, expect, test } from "vitest";
import { defineCatalog } from "../catalog/index.ts";
import { definePolicy } from "../policy/index.ts";
import { createQueryEngine } from "../query/index.ts";
import { act, approve, checkFlow, flow, prompt, query, score } from "./index.ts";
import type { Step } from "./index.ts";
import { tableOf } from "./testing/table-of.ts";

const catalog = defineCatalog(
  {
    sources: {
      crm: { connector: "salesforce", title: "CRM", connection: {} },
      mail: { connector: "smtp", title: "Mail", zone: "outside", connection: {} },
    },
    tables: {
      "crm.contacts": { columns: { id: "public", account_id: "public", email: "person.email" } },
      "crm.cases": { columns: { id: "public", account_id: "public", at: "public", text: "text.untrusted" } },
    },
    calendar: { timeZone: "UTC", fiscalYearStart: 1 },
  },
  {
    crm: [
      tableOf("contacts", { id: "varchar", account_id: "varchar", email: "varchar" }),
      tableOf("cases", { id: "varchar", account_id: "varchar", at: "date", text: "varchar" }),
    ],
    mail: [],
  },
);
const policy = definePolicy({
  treatments: [
    { label: "*", to: {}, treatment: "pass" },
    { label: "*", level: "control", to: {}, treatment: "pass" },
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

/** A text that a model writes of each row. */
const written = (each: string, output: string): Step =>
  prompt({
    each,
    key: "id",
    task: "write",
    instructions: "Write.",
    template: "{{text}}",
    output: { [output]: { type: "text", maxLength: 100 } },
  });
const field = (role: "recipient" | "target" | "content", required = false) =>
  ({ type: "varchar", required, role, description: "" }) as const;
const check = (steps: Readonly<Record<string, Step>>) =>
  checkFlow(flow({ name: "letters", title: "Letters", asks: [], purpose: "test", input: {}, steps, answer: [] }), {
    catalog,
    policy,
    bind: (sql, binding) => engine.bind(sql, binding),
    deployments: [],
    score: (name) => {
      const output = (bounded: boolean) => ({
        inputs: [{ name: "text", type: "varchar" as const }],
        outputs: [
          { name: "mood", type: "double" as const, from: ["text"], bounded, description: "" },
          { name: "why", type: "varchar" as const, from: ["text"], bounded: false, description: "" },
        ],
      });
      return name === "sentiment" ? output(true) : undefined;
    },
    action: () => ({
      source: { name: "mail", connector: "smtp", title: "Mail", zone: "outside", connection: {} },
      input: {
        to: field("recipient", true),
        cc: field("recipient"),
        inReplyTo: field("target"),
        body: field("content", true),
      },
      further: {
        named: "fields.<Field>",
        of: (name: string) =>
          name.startsWith("fields.") ? field(name.endsWith("Id") ? "target" : "content") : undefined,
      },
    }),
  });
const codes = async (steps: Readonly<Record<string, Step>>): Promise<readonly string[]> =>
  (await check(steps)).proof.findings.map((it) => it.code);

describe("which rows there are is never decided by what outsiders wrote", () => {
  test.each([
    ["a condition", "select id from crm.cases where text like '%urgent%'"],
    ["a negated one", "select id from crm.cases where not contains(text, 'calm')"],
    ["the order that a limit cuts", "select id from crm.cases order by length(text) limit 1"],
    [
      "a window's order",
      "select id from crm.cases qualify row_number() over (partition by account_id order by text) = 1",
    ],
    ["a join", "select c.id from crm.contacts c join crm.cases t on t.text = c.email"],
    ["a semi-join", "select id from crm.contacts where email in (select text from crm.cases)"],
    ["existence", "select id from crm.contacts c where exists (select 1 from crm.cases t where t.text = c.email)"],
    ["a scalar query", "select id from crm.contacts where email = (select max(text) from crm.cases)"],
    ["groups", "select text as id from crm.cases group by text"],
    ["a condition on groups", "select account_id as id from crm.cases group by account_id having max(text) > 'm'"],
    ["distinct rows", "select distinct text as id from crm.cases"],
    ["a difference", "select email as id from crm.contacts except select text from crm.cases"],
    ["an intersection", "select email as id from crm.contacts intersect select text from crm.cases"],
    ["a pick of one row a group", "select distinct on (account_id) id from crm.cases order by account_id, text"],
  ])("%s", async (_, sql) => {
    expect(await codes({ rows: query("id", sql) })).toContain("untrusted-control");
  });

  test("nor behind a step in between", async () => {
    const cases = query("id", "select id, upper(text) as shout from crm.cases");
    expect(await codes({ cases, some: query("id", "select id from cases where shout like 'A%'") })).toEqual([
      "untrusted-control",
    ]);
  });

  test("nor by an unbounded output of a score; by a bounded one it may", async () => {
    const cases = query("id", "select id, text from crm.cases");
    const moods = score("sentiment", { rows: "cases", key: "id" });
    const by = (condition: string) => query("id", `select id from moods where ${condition}`);
    expect(await codes({ cases, moods, some: by("why = 'angry'") })).toEqual(["untrusted-control"]);
    expect(await codes({ cases, moods, some: by("mood < 0") })).toEqual([]);
  });

  test("nor by what a model wrote, or by what the checks quote of it", async () => {
    const cases = query("id", "select id, text from crm.cases");
    const drafts = written("select * from cases", "body");
    for (const condition of ["body = 'yes'", "flags ->> 0 = 'yes'", "arguments ->> 0 = 'yes'"]) {
      const some = query("id", `select id from drafts where ${condition}`);
      expect(await codes({ cases, drafts, some }), condition).toEqual(["untrusted-control"]);
    }
    const plain = query("id", "select id from drafts where not template");
    expect(await codes({ cases, drafts, plain })).toEqual([]);
  });
});

describe("where something goes is never what outsiders wrote", () => {
  const everything = `select t.id, t.text, c.email, length(t.text) as size, 'Hello' as body
                      from crm.cases t join crm.contacts c using (account_id)`;
  const sending = (sql: string, to: string, more: Readonly<Record<string, string>> = {}) => ({
    everything: query("id", everything),
    review: approve({ rows: sql, key: "id", by: "manager", content: [to, "body"], editable: [] }),
    mails: act("mail.send", { each: "review", key: "id", input: { to, body: "body", ...more } }),
  });

  test.each([
    ["as it is", "select id, text as place, body from everything"],
    ["cut", "select id, regexp_extract(text, '[a-z]+@[a-z.]+') as place, body from everything"],
    ["where nothing else is known", "select id, coalesce(email, text) as place, body from everything"],
    [
      "choosing between two",
      "select id, case when text > 'm' then email else 'us@x.example' end as place, body from everything",
    ],
    ["joined to a trusted one", "select id, email || text as place, body from everything"],
    ["as a list's member", "select id, ([email, text])[1] as place, body from everything"],
    ["of a member of an object", "select id, {'a': text}.a as place, body from everything"],
    ["of the greatest row", "select any_value(id) as id, arg_max(email, text) as place, 'x' as body from everything"],
    ["of a group", "select max(id) as id, min(email) filter (where text > 'm') as place, 'x' as body from everything"],
    ["in a window", "select id, first_value(email) over (order by text) as place, body from everything"],
    ["by a scalar query", "select id, (select max(text) from everything) as place, body from everything"],
    ["as a number", "select id, cast(size as varchar) as place, body from everything"],
  ])("%s", async (_, sql) => {
    expect(await codes(sending(sql, "place"))).toContain("untrusted-recipient");
  });

  test("a second recipient and a target neither", async () => {
    const sql = "select id, email, text, body from everything";
    expect(await codes(sending(sql, "email"))).toEqual([]);
    for (const more of [{ cc: "text" }, { inReplyTo: "text" }] as Readonly<Record<string, string>>[]) {
      expect(await codes(sending(sql, "email", more))).toEqual(["untrusted-recipient"]);
    }
  });

  test("nor which fields of a record are set: the flow names each, and no value one that steers", async () => {
    const sql = "select id, email, text, body from everything";
    expect(await codes(sending(sql, "email", { "fields.Description": "text" }))).toEqual([]);
    expect(await codes(sending(sql, "email", { "fields.OwnerId": "text" }))).toEqual(["untrusted-recipient"]);
    expect(await codes(sending(sql, "email", { fields: "text" }))).toContain("unknown-field");
  });

  test("nor what the checks quote of a model's text", async () => {
    const drafts = written("select * from everything", "letter");
    for (const place of ["flags", "arguments", "letter"]) {
      const { everything: rows, ...rest } = sending(
        `select d.id, cast(d.${place} as varchar) as place, e.body from drafts d join everything e using (id)`,
        "place",
      );
      expect(await codes({ everything: rows, drafts, ...rest }), place).toContain("untrusted-recipient");
    }
  });

  test("and there is no place for it in the model's task, the operation, the role that decides, or a step's SQL", () => {
    // All of these are words of the document, none is a column: what the document does not know, its parser refuses.
    const step = sending("select id, email, body from everything", "email");
    const all = { name: "x", title: "x", asks: [], purpose: "x", input: {}, answer: [] };
    for (const broken of [
      { ...step.mails, operation: { column: "text" } },
      { ...step.mails, operationFrom: "text" },
      { ...step.review, by: { column: "text" } },
      { ...step.everything, sqlFrom: "text" },
    ]) {
      expect(() => flow({ ...all, steps: { ...step, broken } } as never)).toThrow(/no flow document/);
    }
  });
});
