// What a model that reads by itself could read is proved before it does.
import { afterAll, expect, test } from "vitest";
import type { FindTool, Tool } from "../connect/kit/index.ts";
import { defaultTreatments, definePolicy } from "../policy/index.ts";
import type { TreatmentRule } from "../policy/index.ts";
import { act, checkFlow, column, query, reason } from "./index.ts";
import type { FlowDocument, Step } from "./index.ts";
import { check, codes, contacts, document, engine, options, policy } from "./testing/letters.ts";

afterAll(() => engine.close());

const look = (tables: readonly string[], more: Partial<Extract<Step, { kind: "reason" }>> = {}): Step =>
  reason({
    each: "select id, account from contacts",
    key: "id",
    instructions: "Say how it stands.",
    template: "{{account}}",
    output: { summary: { type: "text", maxLength: 100 } },
    tools: { query: tables },
    ...more,
  });

test("every column of its tables that may reach a model counts as exposed, the others don't", async () => {
  const proof = await check({ contacts, look: look(["crm.accounts", "crm.contacts"]) });
  expect(proof.findings).toEqual([]);
  const outside = proof.exposures.filter((it) => it.destination === "openai:gpt" && it.via === "value");
  expect(outside.map((it) => `${it.column} ${it.level} ${it.treatment}`).sort()).toEqual([
    "crm.accounts.id copied pass",
    "crm.accounts.name copied token",
    "crm.accounts.region copied pass",
    "crm.contacts.account_id copied pass",
    "crm.contacts.id copied pass",
    "crm.contacts.name copied token",
  ]);
  const inside = proof.exposures.filter((it) => it.destination === "builtin/rules" && it.via === "value");
  expect(inside.map((it) => it.column)).toContain("crm.accounts.revenue");
  // A query may choose rows by a column whose values it can't have.
  expect(proof.exposures).toContainEqual(
    expect.objectContaining({ column: "crm.contacts.email", via: "control", step: "look", treatment: "pass" }),
  );
});

test("a column that may only be counted is exposed as that", async () => {
  const { treatments, roles } = policy;
  const counting = definePolicy({
    treatments: [
      ...treatments,
      { label: "person.email", level: "aggregated", to: { kind: "model" }, treatment: "pass" },
    ],
    roles,
  });
  const flow = document({ contacts, look: look(["crm.contacts"]) });
  const { proof } = await checkFlow(flow, { ...options, policy: counting });
  expect(proof.exposures).toContainEqual(
    expect.objectContaining({ column: "crm.contacts.email", level: "aggregated", treatment: "pass", via: "value" }),
  );
});

test("what it writes is made of all that it could have read, and as little to be trusted as a stranger's text", async () => {
  const { shapes } = await checkFlow(document({ contacts, look: look(["crm.cases"]) }), options);
  const summary = shapes["look"]?.columns.find((it) => it.name === "summary");
  expect(Object.keys(summary?.sources ?? {})).toEqual(
    expect.arrayContaining(["crm.accounts.name", "crm.cases.text", "crm.cases.account_id"]),
  );
  expect(summary).toMatchObject({ labels: ["text.generated", "text.untrusted"], endorsed: false });
  expect(
    await codes({
      contacts,
      look: look(["crm.cases"]),
      next: query("id", "select id from look where summary like 'x%'"),
    }),
  ).toEqual(["untrusted-control"]);
});

test("rows of an earlier step can be among its tables", async () => {
  const proof = await check({ contacts, look: look(["contacts"]) });
  expect(proof.findings).toEqual([]);
  expect(proof.exposures.some((it) => it.column === "crm.contacts.name" && it.step === "look")).toBe(true);
});

test("text from outside may not stand before it while it has tools", async () => {
  const cases = query("id", "select id, text from crm.cases");
  const steps = { cases, look: look(["crm.accounts"], { each: "select * from cases", template: "{{text}}" }) };
  const proof = await check(steps);
  expect(proof.findings.map((it) => [it.code, it.remedy])).toEqual([
    ["untrusted-tools", expect.stringContaining("read it by a query")],
  ]);
});

test.each([
  ["a table that does not exist, with a near one", ["crm.acounts"], "unknown-table"],
  ["a step that stands later", ["later"], "unknown-table"],
])("%s is a breach", async (_, tables, code) => {
  expect(await codes({ contacts, look: look(tables) })).toEqual([code]);
});

test("an output that bears the name of a part of its turns is a breach", async () => {
  const output = { sql: { type: "text", maxLength: 10 } } as const;
  expect(await codes({ contacts, look: look(["crm.accounts"], { output }) })).toEqual(["reserved-output"]);
});

const only = (steps: FlowDocument["steps"], step: string, columns: readonly string[]): FlowDocument => ({
  ...document(steps),
  name: "shown",
  answer: [{ kind: "table", step, title: "Shown", columns: columns.map((it) => column(it, it)) }],
});
const offering = (shown: FlowDocument) =>
  checkFlow(document({ contacts, look: look(["crm.contacts"], { tools: { query: [], flow: ["shown"] } }) }), {
    ...options,
    flow: (name) => (name === "shown" ? shown : undefined),
  });

test("what a flow that it may run shows is exposed like a table of its own, and no more", async () => {
  const accounts = query("id", "select id, revenue, name from crm.accounts where region = $region");
  const { proof, shapes } = await offering(only({ accounts }, "accounts", ["id", "revenue"]));
  expect(proof.findings).toEqual([]);
  const inside = proof.exposures.filter((it) => it.destination === "builtin/rules" && it.via === "value");
  expect(inside.map((it) => it.column)).toContain("crm.accounts.revenue");
  const outside = proof.exposures.filter((it) => it.destination === "openai:gpt" && it.via === "value");
  expect(outside.map((it) => it.column)).toContain("crm.accounts.id");
  expect(outside.map((it) => it.column)).not.toContain("crm.accounts.revenue");
  expect(shapes["look"]?.offered?.["shown"]?.columns).toEqual(["id", "revenue"]);
  expect(Object.keys(shapes["look"]?.columns.at(-1)?.sources ?? {})).toContain("crm.accounts.revenue");
});

test("text from outside that such a flow shows can't be trusted, and may be shown all the same", async () => {
  const cases = query("id", "select id, text from crm.cases");
  const { shapes, proof } = await offering(only({ cases }, "cases", ["id", "text"]));
  expect(proof.ok).toBe(true);
  expect(shapes["look"]?.offered?.["shown"]?.shapes["cases"]?.columns.map((it) => it.endorsed)).toEqual([true, false]);
});

test("a flow that does more than read is no tool, nor is one that there is not", async () => {
  const steps = {
    contacts,
    mails: act("mail.send", { each: "contacts", key: "id", input: { to: "email", subject: "id", body: "id" } }),
  };
  const { proof } = await offering(only(steps, "contacts", ["id"]));
  expect(proof.findings.map((it) => [it.code, it.message])).toEqual([
    ["unfit-flow", expect.stringContaining('its step "mails" is of kind act')],
  ]);
  const none = await check({ contacts, look: look([], { tools: { query: [], flow: ["nowhere"] } }) });
  expect(none.findings.map((it) => it.code)).toEqual(["unknown-flow"]);
});

test("documents that it may search must be a collection", async () => {
  const tools = { query: [], find: ["documents.manual"] };
  expect(await codes({ contacts, look: look([], { tools }) })).toEqual(["unknown-collection"]);
});

const forecast: Tool = {
  server: "weather",
  name: "forecast",
  zone: "outside",
  labels: ["text.untrusted"],
  description: "",
  input: {},
  price: 0,
  unfit: () => [],
  call: () => Promise.reject(new Error("a proof calls nothing")),
};
const lookingOut = (found: ReturnType<FindTool> = forecast, more: readonly TreatmentRule[] = []) =>
  checkFlow(
    document({
      contacts,
      look: look([], {
        tools: { query: ["crm.accounts", "crm.cases"], mcp: [{ server: "weather", tool: "forecast" }] },
      }),
    }),
    {
      ...options,
      policy: definePolicy({
        treatments: [{ label: "financial", to: { kind: "tool" }, treatment: "refuse" }, ...more, ...defaultTreatments],
        roles: policy.roles,
      }),
      tool: () => found,
    },
  );

test("a tool of another server is a destination of all that the model could have read and the policy lets go there", async () => {
  const { proof } = await lookingOut();
  expect(proof.findings).toEqual([]);
  const asked = proof.exposures.filter((it) => it.destination === "weather/forecast" && it.via === "value");
  expect(asked.map((it) => `${it.column} ${it.level} ${it.treatment} ${it.zone}`).sort()).toEqual([
    "crm.accounts.id copied pass outside",
    "crm.accounts.name copied token outside",
    "crm.accounts.region copied pass outside",
    "crm.cases.account_id copied pass outside",
    "crm.cases.id copied pass outside",
    "look.arguments derived token outside",
  ]);
});

test("what it gives is shown to models as text from outside, or as what the configuration says it is", async () => {
  const shown = async (found: Tool) =>
    (await lookingOut(found)).proof.exposures
      .filter((it) => it.column === "look.weather/forecast" && it.destination === "openai:gpt")
      .map(({ label, treatment }) => [label, treatment]);
  expect(await shown(forecast)).toEqual([["text.untrusted", "token"]]);
  expect(await shown({ ...forecast, labels: ["public"] })).toEqual([["public", "pass"]]);
});

test("a column of the template that the policy keeps from the tool is a breach that names it", async () => {
  const rule = (treatment: "refuse" | "drop"): TreatmentRule => ({
    label: "company.name",
    to: { kind: "tool", zone: "outside" },
    treatment,
  });
  expect((await lookingOut(forecast, [rule("refuse")])).proof.findings).toMatchObject([
    {
      code: "refused-by-policy",
      message: expect.stringMatching(/crm\.accounts\.name .* would reach tool "weather\/forecast"/),
    },
  ]);
  expect((await lookingOut(forecast, [rule("drop")])).proof.findings).toMatchObject([{ code: "dropped-for-tool" }]);
});

test("a tool that may not be called is a breach that says why; so is one where there are none", async () => {
  const refusal = { code: "tool-may-write", refused: "it does not say that it only reads", remedy: "say so" } as const;
  expect((await lookingOut(refusal)).proof.findings).toMatchObject([{ code: "tool-may-write", remedy: "say so" }]);
  const none = await check({
    contacts,
    look: look([], { tools: { query: [], mcp: [{ server: "weather", tool: "forecast" }] } }),
  });
  expect(none.findings.map((it) => it.code)).toEqual(["unknown-tool"]);
});
