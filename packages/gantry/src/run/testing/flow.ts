// A small flow with every kind of step, and the rows that its SQL gives: by the text of the SQL, no engine needed.
import type { Row } from "../../catalog/index.ts";
import type { FlowDocument, Shape, ShapeColumn } from "../../flow/index.ts";

export type Rows = Readonly<Record<string, readonly Row[]>>;
export type Evaluate = (steps: Rows, parameters: Readonly<Record<string, unknown>>) => readonly Row[];

const column = (name: string, type: ShapeColumn["type"] = "varchar"): ShapeColumn => ({
  name,
  type,
  sources: { [`crm.accounts.${name}`]: "copied" },
  labels: [],
  endorsed: true,
});

const shape = (...columns: readonly ShapeColumn[]): Shape => ({ columns, control: [] });

const base = [column("id"), column("name"), column("email")];
const reviewed = [...base, column("subject"), column("body"), column("model"), column("template", "boolean")];

/** Shapes of the steps' outputs, as the checker would give them. */
export const shapes: Readonly<Record<string, Shape>> = {
  customers: shape(...base),
  usage: shape(column("id"), column("trend", "double")),
  payload: shape(...base, column("trend", "double")),
  risk: shape(...base, column("trend", "double"), column("probability", "double")),
  drafts: shape(column("id"), column("subject"), column("body"), column("model"), column("template", "boolean")),
  review: shape(...reviewed, column("arguments", "json"), column("flags", "json")),
  emails: shape(...reviewed, column("arguments", "json"), column("flags", "json")),
  activities: shape(...reviewed, column("arguments", "json"), column("flags", "json")),
  summary: shape(column("id"), column("sentence")),
};

export const customersSql = "select id, name, email from crm.accounts where region = $region";
const usageSql = "select id, trend from usage.weekly join customers";
const payloadSql = "select * from customers left join usage";
const eachSql = "select * from risk where probability >= 0.5";
const reviewSql = "select r.*, d.* from drafts d join risk r using (id)";
const withoutSql = "select id as row, name as account, 'no e-mail address' as why from risk where email is null";
const coverageSql = "select 'usage of ' || count(*) || ' customers is missing' as sentence from payload";
const summarySql = "select '1' as id, count(*) || ' letters went out' as sentence from emails";

/** What each SQL of the flow gives. `customers` makes as many as `$count` says. */
export const queries: Readonly<Record<string, Evaluate>> = {
  [customersSql]: (_, { count }) =>
    Array.from({ length: Number(count) }, (_item, index) => ({
      id: `cust-${index}`,
      name: `Company ${index}`,
      email: `buyer${index}@example.com`,
    })),
  [usageSql]: ({ customers = [] }) => customers.map((it, index) => ({ id: it["id"] ?? null, trend: -index / 10 })),
  [payloadSql]: ({ customers = [], usage = [] }) =>
    customers.map((it) => ({ ...it, trend: usage.find((u) => u["id"] === it["id"])?.["trend"] ?? null })),
  [eachSql]: ({ risk = [] }) => risk.filter((it) => Number(it["probability"]) >= 0.5),
  [reviewSql]: ({ drafts = [], risk = [] }) =>
    drafts.map((draft) => ({ ...risk.find((it) => it["id"] === draft["id"]), ...draft })),
  [withoutSql]: () => [],
  [coverageSql]: ({ payload = [] }) => [{ sentence: `usage of ${payload.length} customers is known` }],
  [summarySql]: ({ emails = [] }) => [{ id: "1", sentence: `${emails.length} letters went out` }],
};

export const queryColumns: Readonly<Record<string, readonly string[]>> = {
  [eachSql]: ["id", "name", "email", "trend", "probability"],
  [withoutSql]: ["row", "account", "why"],
  [coverageSql]: ["sentence"],
};

export const letters: FlowDocument = {
  gantry: 1,
  name: "letters",
  title: "Letters to customers at risk",
  asks: [],
  purpose: "customer retention",
  input: {},
  steps: {
    customers: { kind: "query", sql: customersSql, key: "id", title: "Customers" },
    usage: { kind: "query", sql: usageSql, key: "id" },
    payload: { kind: "query", sql: payloadSql, key: "id" },
    risk: { kind: "score", model: "churn", rows: "payload", key: "id" },
    drafts: {
      kind: "prompt",
      each: eachSql,
      key: "id",
      task: "write",
      instructions: "Write a letter.",
      template: "{{name}}",
      output: { subject: { type: "text", maxLength: 100 }, body: { type: "text", maxLength: 1000 } },
    },
    review: {
      kind: "approve",
      rows: reviewSql,
      key: "id",
      by: "sales-manager",
      content: ["email", "subject", "body"],
      editable: ["subject", "body"],
      expiresAfterHours: 24,
    },
    emails: {
      kind: "act",
      operation: "mail.send",
      each: "review",
      key: "id",
      input: { to: "email", subject: "subject", body: "body" },
    },
    activities: {
      kind: "act",
      operation: "crm.log",
      each: "emails",
      key: "id",
      input: { what: "id", subject: "subject" },
    },
    summary: { kind: "query", sql: summarySql, key: "id" },
  },
  answer: [
    {
      kind: "table",
      step: "risk",
      title: "At risk",
      columns: [
        { name: "name", title: "Customer", format: "text" },
        { name: "probability", title: "Probability", format: "percent" },
      ],
    },
    {
      kind: "chart",
      step: "risk",
      spec: {
        type: "bar",
        title: "Risk",
        x: { column: "name", title: "Customer", format: "text" },
        y: [{ column: "probability", title: "Probability", format: "percent" }],
      },
    },
    { kind: "drafts", step: "drafts", title: "Letters", review: "review", act: "emails", without: withoutSql },
    { kind: "text", step: "summary", column: "sentence" },
  ],
  coverage: coverageSql,
};

/** The same flow as somebody changed it: another subject, and nothing is logged any more. */
export const changedLetters: FlowDocument = {
  ...letters,
  steps: Object.fromEntries(
    Object.entries(letters.steps)
      .filter(([name]) => name !== "activities")
      .map(([name, step]) => [
        name,
        step.kind === "act"
          ? { ...step, input: { to: "email", body: "body" }, constants: { subject: "Good news" } }
          : step,
      ]),
  ),
};
