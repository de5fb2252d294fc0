// A small company and a flow over it that writes letters, for tests of the checker.
import { defineCatalog } from "../../catalog/index.ts";
import type { Catalog } from "../../catalog/index.ts";
import type { Proof } from "@gantry/contract";
import { definePolicy } from "../../policy/index.ts";
import type { Policy } from "../../policy/index.ts";
import { createQueryEngine } from "../../query/index.ts";
import type { QueryEngine } from "../../query/index.ts";
import { act, approve, checkFlow, flow, oneOf, prompt, query, text } from "../index.ts";
import type { CheckOptions, FlowDocument, Step } from "../index.ts";
import { tableOf } from "./table-of.ts";

export const catalog: Catalog = defineCatalog(
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
export const policy: Policy = definePolicy({
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
export const engine: QueryEngine = createQueryEngine({
  catalog,
  connectors: () => {
    throw new Error("a proof touches no source");
  },
});

const price = { input: 0, output: 0 };
const deployment = { modality: "text", region: "eu", tasks: ["*"], price, maxInputTokens: 8000 } as const;
const field = (role: "recipient" | "content", required = true) =>
  ({ type: "varchar", required, role, description: "" }) as const;
export const options: CheckOptions = {
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

export const contacts: Step = query(
  "id",
  "select c.id, c.name, c.email, a.name as account, a.revenue from crm.contacts c join crm.accounts a on a.id = c.account_id where a.region = $region",
);
export const letters = (template: string): Step =>
  prompt({
    each: "select * from contacts",
    key: "id",
    task: "write",
    instructions: "Write.",
    template,
    output: { body: { type: "text", maxLength: 100 } },
  });
export const review: Step = approve({
  rows: "select l.id, l.body, c.email, 'Hello' as subject from letters l join contacts c using (id)",
  key: "id",
  by: "manager",
  content: ["email", "subject", "body"],
  editable: ["body"],
});
export const send: Step = act("mail.send", {
  each: "review",
  key: "id",
  input: { to: "email", subject: "subject", body: "body" },
});

export const document = (steps: Readonly<Record<string, Step>>): FlowDocument =>
  flow({
    name: "letters",
    title: "Letters",
    asks: [],
    purpose: "test",
    input: { region: oneOf("EMEA"), words: text() },
    steps,
    answer: [],
  });
export const check = async (steps: Readonly<Record<string, Step>>): Promise<Proof> =>
  (await checkFlow(document(steps), options)).proof;
export const codes = async (steps: Readonly<Record<string, Step>>): Promise<readonly string[]> =>
  (await check(steps)).findings.map((it) => it.code);
