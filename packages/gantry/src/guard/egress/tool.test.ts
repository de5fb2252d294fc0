// What a model may ask of somebody else's tool: by all that it was shown, with nobody's name in it, and a ledger that says so.
import { GantryError } from "@gantry/contract";
import type { Zone } from "@gantry/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Label } from "../../catalog/index.ts";
import type { Tool } from "../../connect/kit/index.ts";
import type { TreatmentRule } from "../../policy/index.ts";
import { egressesOf } from "../receipt.ts";
import { guardOf, modelEgress, policyOf, recordingModels, shape } from "../testing/sample.ts";
import type { ToolEgress } from "../types.ts";

const toolOf = (zone: Zone, changes: Partial<Tool> = {}) => {
  const asked: Readonly<Record<string, unknown>>[] = [];
  const tool: Tool = {
    server: "weather",
    name: "forecast",
    zone,
    labels: ["text.untrusted"],
    description: "",
    input: {},
    price: 0,
    unfit: () => [],
    call: async (values) => {
      asked.push(values);
      return { texts: ["Sunny."], notes: [], failed: false };
    },
    ...changes,
  };
  return { tool, asked };
};

interface Asking {
  readonly zone?: Zone;
  readonly rules?: readonly TreatmentRule[];
  readonly changes?: Partial<ToolEgress>;
  readonly tool?: Partial<Tool>;
}

const ask = async (
  values: ToolEgress["arguments"],
  { zone = "outside", rules = [], changes = {}, tool: own }: Asking = {},
) => {
  const { tool, asked } = toolOf(zone, own);
  const models = recordingModels(zone, "openai:gpt-5", () => ({}));
  const { guard, ledger, ledgerStore } = guardOf(models, { policy: policyOf(...rules) });
  const { run, step, row: id, values: cells, known, signal } = modelEgress();
  const egress: ToolEgress = {
    run,
    step,
    row: id,
    shape,
    values: cells,
    known,
    signal,
    caller: "u1",
    tool,
    arguments: values,
    template: "{{account}} {{contact}} {{open_amount}}",
    tokens: {},
    labels: {},
    ...changes,
  };
  const result = await guard.tool(egress).catch((error: unknown) => {
    if (error instanceof GantryError) return error;
    throw error;
  });
  await ledger.drain();
  // Behind the one that begins its chain.
  return { result, sent: asked[0], entries: ledgerStore.entries.slice(1) };
};

test("what names nobody leaves as it was written, and the ledger has it before and after", async () => {
  const { result, sent, entries } = await ask({ city: "Ghent", days: 3 });
  expect(sent).toEqual({ city: "Ghent", days: 3 });
  expect(result).toEqual({ texts: ["Sunny."], notes: [], failed: false });
  expect(entries.map(({ kind }) => kind)).toEqual(["attempted", "done"]);
  expect(entries[0]?.body).toMatchObject({
    egressKind: "tool",
    destination: "weather/forecast",
    zone: "outside",
    hashes: { arguments: expect.any(String) },
  });
  const [egress] = egressesOf(entries);
  expect(egress).toMatchObject({ kind: "tool", calls: 1, rows: 1, status: "done" });
  expect(egress?.columns).toContainEqual({
    column: "crm.contacts.name",
    label: "person.name",
    level: "copied",
    treatment: "token",
  });
  expect(JSON.stringify(entries)).not.toContain("Ghent");
});

test("a token of the model's stays one, and another than the model was shown", async () => {
  const changes = { tokens: { COMPANY_7K3Q: "Aldermoor Analytics GmbH" }, labels: { COMPANY_7K3Q: "company.name" } };
  const { sent, entries } = await ask({ city: "COMPANY_7K3Q" }, { changes });
  expect(sent?.["city"]).toMatch(/^COMPANY_\w+$/);
  expect(sent?.["city"]).not.toBe("COMPANY_7K3Q");
  expect(entries[0]?.body["tokens"]).toEqual({ "company.name": 1 });
});

test("it is restored where the policy passes its label to that tool", async () => {
  const changes = { tokens: { COMPANY_7K3Q: "Aldermoor Analytics GmbH" }, labels: { COMPANY_7K3Q: "company.name" } };
  const passing = { label: "company.*", to: { kind: "tool", name: "weather/forecast" }, treatment: "pass" } as const;
  const { sent } = await ask({ city: "COMPANY_7K3Q near Ghent" }, { rules: [passing], changes });
  expect(sent).toEqual({ city: "Aldermoor Analytics GmbH near Ghent" });
});

test.each([
  ["the row's own company and person", "Aldermoor Analytics GmbH, Ada Lovelace", ["Aldermoor", "Lovelace"]],
  ["a column that the model was not shown", "ada@aldermoor.example", ["aldermoor"]],
  ["what its form gives away", "call +44 20 7946 0991 or eve@evil.example", ["7946", "evil"]],
  ["an amount that leaves as a range", "invoices of 73,400 EUR", ["73,400"]],
  ["a key", "sk-proj-0123456789abcdefghijklmnopqrstuv", ["0123456789abcdef"]],
])("written in clear, %s leaves as a token", async (_, text, secrets) => {
  const { sent } = await ask({ city: { deep: [text, 1] } });
  for (const secret of secrets) expect(JSON.stringify(sent)).not.toContain(secret);
  expect(JSON.stringify(sent)).toMatch(/[A-Z]{2,12}_[0-9A-Z]{4}/);
});

test("a name of a member, or a number, hides nobody either", async () => {
  const { sent } = await ask({ city: { "Ada Lovelace": 73400 } });
  expect(JSON.stringify(sent)).not.toMatch(/Ada|73400/);
});

test("a part number that looks like a token is no token, and stays", async () => {
  expect((await ask({ city: "PUMP_2024 in Ghent" })).sent).toEqual({ city: "PUMP_2024 in Ghent" });
});

test("inside everything may be asked as it is", async () => {
  const changes = { tokens: { COMPANY_7K3Q: "Aldermoor Analytics GmbH" }, labels: { COMPANY_7K3Q: "company.name" } };
  const { sent } = await ask({ city: "COMPANY_7K3Q, Ada Lovelace, 73400" }, { zone: "inside", changes });
  expect(sent).toEqual({ city: "Aldermoor Analytics GmbH, Ada Lovelace, 73400" });
});

const refusing = (label: Label, treatment: "refuse" | "drop"): TreatmentRule => ({
  label,
  to: { kind: "tool", zone: "outside" },
  treatment,
});

test.each([
  [
    "a column that it was shown is refused there",
    refusing("person.name", "refuse"),
    /crm\.contacts\.name \(person\.name\) would reach tool "weather\/forecast"/,
  ],
  ["one is dropped there: it can't be unlearnt", refusing("person.name", "drop"), /column "contact"/],
  ["its own words are", refusing("input.arguments", "refuse"), /arguments \(input\.arguments\)/],
])("where %s, nothing leaves", async (_, rule, why) => {
  const { result, sent, entries } = await ask({ city: "Ghent" }, { rules: [rule] });
  expect(result).toMatchObject({ code: "policy-breach", message: expect.stringMatching(why) });
  expect(sent).toBeUndefined();
  expect(entries).toEqual([]);
});

test("a column that the model was not shown keeps nothing back", async () => {
  expect((await ask({ city: "Ghent" }, { rules: [refusing("person.email", "refuse")] })).sent).toEqual({
    city: "Ghent",
  });
});

test("what no longer fits the tool once it is treated is not sent", async () => {
  const { result, sent } = await ask(
    { days: 73400 },
    { tool: { unfit: (it) => (typeof it["days"] === "string" ? ["days"] : []) } },
  );
  expect(result).toMatchObject({ code: "bad-input", message: "the arguments don't fit weather/forecast: days" });
  expect(sent).toBeUndefined();
});

test("a call that fails is in the ledger as that, and one that costs says what", async () => {
  const call = () => Promise.reject(new GantryError("source-unreachable", "away", { retryable: true }));
  const { result, entries } = await ask({ city: "Ghent" }, { tool: { call } });
  expect(result).toMatchObject({ code: "source-unreachable" });
  expect(entries.map(({ kind, body }) => [kind, body["code"]])).toEqual([
    ["attempted", undefined],
    ["failed", "source-unreachable"],
  ]);
  const paid = await ask({ city: "Ghent" }, { tool: { price: 0.02 } });
  expect(egressesOf(paid.entries)[0]?.usage).toEqual({ input: 0, output: 0, cost: 0.02 });
});

test("however it is written and nested, a name of the row never leaves", async () => {
  const name = fc.constantFrom("Ada Lovelace", "Aldermoor Analytics GmbH", "ada@aldermoor.example");
  const around = fc.constantFrom("", "weather for ", "in Ghent, ", "(");
  const wrap = fc.constantFrom<(text: string) => ToolEgress["arguments"][string]>(
    (it) => it,
    (it) => [it, 3],
    (it) => ({ a: { b: it } }),
    (it) => ({ [it]: true }),
  );
  await fc.assert(
    fc.asyncProperty(name, around, wrap, async (value, before, wrapped) => {
      const { sent } = await ask({ city: wrapped(`${before}${value}`) });
      expect(JSON.stringify(sent)).not.toContain(value);
    }),
    { numRuns: 40 },
  );
});
