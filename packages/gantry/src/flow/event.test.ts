// What comes with an event is checked as what it is: a flow that is safe for a person's question need not be for a webhook.
import { afterAll, expect, test } from "vitest";
import { defineCatalog } from "../catalog/index.ts";
import { definePolicy } from "../policy/index.ts";
import { createQueryEngine } from "../query/index.ts";
import { act, approve, checkFlow, eventKey, eventText, flow, query, text } from "./index.ts";
import type { Origin, Step } from "./index.ts";

const column = (name: string) =>
  ({ name, native: name, type: "varchar", nullable: true, operators: ["=", "in"] }) as const;
const catalog = defineCatalog(
  {
    sources: {
      crm: { connector: "postgres", title: "CRM", connection: {} },
      mail: { connector: "smtp", title: "Mail", zone: "outside", connection: {} },
    },
    tables: { "crm.contacts": { columns: { id: "public", email: "person.email" } } },
    calendar: { timeZone: "UTC", fiscalYearStart: 1 },
  },
  {
    crm: [{ name: "contacts", native: "contacts", key: ["id"], columns: [column("id"), column("email")] }],
    mail: [],
  },
);
const policy = definePolicy({
  treatments: [
    { label: "person.*", to: { kind: "mail" }, treatment: "pass" },
    { label: "public", to: {}, treatment: "pass" },
    { label: "*", level: "control", to: {}, treatment: "pass" },
    { label: "row", to: {}, treatment: "pass" },
    { label: "input.text", to: {}, treatment: "pass" },
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

const letter = (sql: string): Readonly<Record<string, Step>> => ({
  rows: query("id", sql),
  review: approve({ rows: "select * from rows", key: "id", by: "manager", content: ["to"], editable: [] }),
  mails: act("mail.send", { each: "review", key: "id", input: { to: "to", body: "body" } }),
});

const codesOf = async (sql: string, event: Origin | undefined): Promise<readonly string[]> => {
  const document = flow({
    name: "reply",
    title: "Reply",
    asks: [],
    purpose: "test",
    input: { who: text() },
    steps: letter(sql),
    answer: [],
  });
  const { proof } = await checkFlow(document, {
    catalog,
    policy,
    bind: (statement, options) => engine.bind(statement, options),
    deployments: [],
    score: () => undefined,
    action: () => ({
      source: { name: "mail", connector: "smtp", title: "Mail", zone: "outside", connection: {} },
      input: {
        to: { type: "varchar", required: true, role: "recipient", description: "" },
        body: { type: "varchar", required: true, role: "content", description: "" },
      },
    }),
    ...(event === undefined ? {} : { events: { who: event } }),
  });
  return proof.findings.filter((it) => it.severity === "breach").map((it) => it.code);
};

const byId = "select id, email as to, 'hello' as body from crm.contacts where id = $who";
const toWho = "select id, $who as to, 'hello' as body from crm.contacts";
const saysWho = "select id, email as to, $who as body from crm.contacts";

test("a person's own words may choose rows; the same words of an event may not", async () => {
  expect(await codesOf(byId, undefined)).toEqual([]);
  expect(await codesOf(byId, eventText)).toContain("untrusted-control");
});

test("a key of an event chooses rows, and is no recipient", async () => {
  expect(await codesOf(byId, eventKey)).toEqual([]);
  expect(await codesOf(toWho, eventKey)).toContain("untrusted-recipient");
});

test("text of an event is no recipient", async () => {
  expect(await codesOf(toWho, eventText)).toContain("untrusted-recipient");
});

test("text of an event leaves only where the policy lets untrusted text go", async () => {
  expect(await codesOf(saysWho, undefined)).toEqual([]);
  expect(await codesOf(saysWho, eventText)).toEqual(["refused-by-policy"]);
});

test("what comes from an own system's column is that column", async () => {
  const address: Origin = {
    name: "email",
    type: "varchar",
    sources: { "crm.contacts.email": "copied" },
    labels: [],
    endorsed: true,
  };
  expect(await codesOf(toWho, address)).toEqual([]);
  expect(await codesOf(saysWho, { ...address, labels: ["secret"] })).toEqual(["refused-by-policy"]);
});
