import { GantryError } from "@gantry/contract";
import { expect, test } from "vitest";
import { defineCatalog } from "../../catalog/index.ts";
import type { FlowDocument } from "../../flow/index.ts";
import { definePolicy } from "../../policy/index.ts";
import { checkTriggers, changed, completed, field, key, mailTo, schedule, trigger, webhook } from "./index.ts";
import type { TriggerDocument } from "./index.ts";

const flow: FlowDocument = {
  gantry: 1,
  name: "retention",
  title: "Retention",
  asks: [],
  purpose: "test",
  input: {
    region: { kind: "one-of", values: ["EMEA", "AMER"] },
    account: { kind: "text", maxLength: 20, default: "" },
    least: { kind: "number", default: 0 },
  },
  steps: {},
  answer: [],
};
const column = (name: string, native: string, type: "varchar" | "timestamptz" | "json" = "varchar") => ({
  name,
  native,
  type,
  nullable: true,
  operators: [],
});
const tableOf = (name: string) => ({
  name,
  native: name,
  key: ["id"],
  columns: [
    column("id", "Id"),
    column("changed_at", "SystemModstamp", "timestamptz"),
    column("renewal", "Renewal__c", "timestamptz"),
    column("notes", "Notes", "json"),
  ],
});
const catalog = defineCatalog(
  {
    sources: {
      crm: { connector: "salesforce", title: "CRM", connection: {} },
      sap: { connector: "odata", title: "SAP", connection: {} },
    },
    tables: { "crm.accounts": { columns: {} }, "sap.orders": { columns: {} } },
    calendar: { timeZone: "UTC", fiscalYearStart: 1 },
  },
  { crm: [tableOf("accounts")], sap: [tableOf("orders")] },
);
const policy = definePolicy({
  treatments: [],
  roles: [{ name: "manager", title: "Manager" }],
  services: [{ name: "digest", title: "Digest", roles: ["manager"] }],
});

const problemOf = (work: () => unknown): GantryError => {
  try {
    work();
  } catch (error) {
    if (error instanceof GantryError) return error;
    throw error;
  }
  throw new Error("nothing is wrong with it");
};
const check = (...triggers: readonly TriggerDocument[]): void =>
  checkTriggers(triggers, {
    flows: [flow],
    policy,
    catalog,
    rising: (connector) => (connector === "salesforce" ? ({ native }) => native === "SystemModstamp" : undefined),
  });
const good = {
  name: "digest",
  flow: "retention",
  as: "digest",
  input: { region: "EMEA" },
  on: schedule("0 7 * * 1", "UTC"),
};

test("what names only what is there passes", () => {
  check(
    trigger(good),
    trigger({ ...good, name: "hook", on: webhook("hook"), input: { region: field("$.where"), account: key("$.id") } }),
    trigger({
      ...good,
      name: "rows",
      on: changed("crm.accounts", "changed_at"),
      input: { region: "EMEA", account: field("$.id") },
    }),
    trigger({
      ...good,
      name: "mails",
      on: mailTo("in@example.com"),
      input: { region: "EMEA", account: field("$.subject") },
    }),
  );
});

test("a fault is told with file and line", () => {
  const misnamed = trigger({
    ...good,
    as: "digets",
  });
  expect(problemOf(() => check(misnamed))).toMatchObject({
    code: "bad-config",
    message: expect.stringMatching(/check\.test\.ts:\d+: trigger "digest": there is no service in the policy "digets"/),
    remedy: 'did you mean "digest"?',
  });
  expect(problemOf(() => trigger({ ...good, on: schedule("0 25 * * *", "UTC") })).message).toMatch(
    /check\.test\.ts:\d+: trigger "digest": on: "0 25 \* \* \*" is no cron expression/,
  );
});

test.each<[string, Partial<TriggerDocument>, RegExp]>([
  ["a flow", { flow: "retentoin" }, /no flow "retentoin"/],
  ["an input", { input: { region: "EMEA", acount: "x" } }, /has no input "acount"/],
  ["a needed input that is left out", { input: {} }, /needs the input "region"/],
  ["a constant that does not fit", { input: { region: "Mars" } }, /must be one of EMEA, AMER/],
  ["a text for a number", { input: { region: "EMEA", least: "3" } }, /"least" must be a number/],
  ["a field that no mail has", { on: mailTo("a@b.example"), input: { region: field("$.sender") } }, /has no "sender"/],
  ["a key for what is no text", { input: { region: key("$.day") } }, /is no text/],
  [
    "a column that does not fit",
    { on: changed("crm.accounts", "changed_at"), input: { region: "EMEA", account: field("$.notes") } },
    /of type json, which does not fit/,
  ],
  ["a source without a change feed", { on: changed("sap.orders", "changed_at") }, /"sap" has no change feed.*"odata"/],
  ["a column that does not rise", { on: changed("crm.accounts", "renewal") }, /renewal can't lead/],
  ["a table", { on: changed("crm.acounts", "changed_at") }, /no table "crm.acounts"/],
  ["a flow that would start itself", { on: completed("retention") }, /start itself again, and never end/],
])("%s is refused", (_, part, why) => {
  expect(problemOf(() => check({ ...good, ...part })).message).toMatch(why);
});

test("two of one name are refused", () => {
  expect(problemOf(() => check(good, good)).message).toMatch(/defined twice/);
});

test.each([
  ["a word that no trigger has", { ...good, when: "now" }, /[Uu]nrecognized key/],
  ["a path that searches", { ...good, input: { region: { path: "$..region" } } }, /no path into an event/],
  ["a secret in clear", { ...good, on: { kind: "webhook", secrets: ["whsec_MfKQ9r8G+="] } }, /a reference/],
])("%s is refused as it is written", (_, document, why) => {
  expect(problemOf(() => trigger(document as TriggerDocument)).message).toMatch(why);
});
