import { describe, expect, test } from "vitest";
import type { TextRequest } from "../model/index.ts";
import type { SealedEntry } from "./ports.ts";
import { egressesOf, receiptSummary } from "./receipt.ts";
import {
  guardOf,
  modelEgress,
  policyOf,
  recordingModels,
  row,
  shape,
  shapeColumn,
  template,
} from "./testing/sample.ts";
import type { Answering } from "./testing/sample.ts";

const personal = ["Ada", "Lovelace", "aldermoor", "7946", "001A", "003B", "evil@", "73400", "73,400"];
const sentTo = (request: TextRequest | undefined): string => {
  if (request === undefined) throw new Error("nothing was sent");
  return JSON.stringify([request.instructions, request.prompt, request.facts]);
};
const tokenIn = (request: TextRequest, name: string): string => {
  const found = new RegExp(`${name}_[0-9A-Z]{4}(?:_\\d+)?`).exec(request.prompt)?.[0];
  if (found === undefined) throw new Error(`no ${name} token in the prompt`);
  return found;
};
const polite: Answering = (request) => ({
  body: `Dear ${tokenIn(request, "PERSON")}, usage at ${tokenIn(request, "COMPANY")} fell by 43 %. Regards`,
});
const outside = (answer: Answering = polite) => recordingModels("outside", "openai:gpt-5", answer);

const textOf = (cell: unknown): string => (typeof cell === "string" ? cell : "");

describe("a row on its way to a model outside", () => {
  test("leaves with tokens for people and companies, bands for money, masked texts, and its usage as it is", async () => {
    const models = outside();
    const { guard } = guardOf(models);
    await guard.model(modelEgress());
    const sent = sentTo(models.requests[0]);
    for (const value of personal) expect(sent.toLowerCase()).not.toContain(value.toLowerCase());
    const prompt = models.requests[0]?.prompt ?? "";
    expect(prompt).toMatch(
      /^⟦data (\w+)⟧\nAccount: COMPANY_\w{4}\nContact: PERSON_\w{4} \(EMAIL_\w{4}\)\nOpen: 50k–100k\nUsage: -0\.4312\nTickets:\n- /,
    );
    expect(prompt).toMatch(
      /- Ms PERSON_\w{4}_2 from COMPANY_\w{4}_2 says the pump stops\. Call PHONE_\w{4}\. LITERAL_\w{4}\n/,
    );
  });

  test("has its texts over-masked, but for the house's own terms; a rule of the policy switches that off", async () => {
    const tickets = ["The Vortana in Qarth is loud since 4 May. Zorblat saw it."];
    const sent = async (options: Parameters<typeof guardOf>[1]): Promise<string> => {
      const models = outside((request) => ({ body: `Dear ${tokenIn(request, "PERSON")}` }));
      const { guard } = guardOf(models, { vocabulary: ["Vortana C12"], ...options });
      await guard.model(modelEgress({ values: { ...row, tickets } }));
      return models.requests[0]?.prompt ?? "";
    };
    expect(await sent({})).toMatch(/- The Vortana in PERSON_\w{4} is loud since DATE_\w{4}\. PERSON_\w{4} saw it\./);
    const names = { label: "text.untrusted", to: { kind: "model" }, treatment: "token", overMask: false } as const;
    expect(await sent({ policy: policyOf(names) })).toContain("- The Vortana in Qarth is loud since 4 May. Zorblat");
  });

  test("is left the names of columns, the row's own and the catalog's; nobody's beside them", async () => {
    const tickets = ["secret_plan follows usage_trend, zorblat_trend does not"];
    const models = outside((request) => ({ body: `Dear ${tokenIn(request, "PERSON")}` }));
    await guardOf(models).guard.model(modelEgress({ values: { ...row, tickets } }));
    const prompt = models.requests[0]?.prompt ?? "";
    expect(prompt).toContain("secret_plan follows usage_trend, ");
    expect(prompt).not.toContain("zorblat");
  });

  test("leaves with its public words as they are, also where an amount rests on them", async () => {
    const models = outside((request) => ({ body: `Dear ${tokenIn(request, "PERSON")}` }));
    const { guard } = guardOf(models);
    const wider = {
      ...shape,
      columns: [
        ...shape.columns.map((each) =>
          each.name === "open_amount"
            ? { ...each, sources: { ...each.sources, "crm.accounts.region": "derived" as const } }
            : each,
        ),
        shapeColumn("region", "varchar", { "crm.accounts.region": "copied" }),
      ],
    };
    const values = { ...row, region: "Upper Harbour", tickets: ["Nothing works at Upper Harbour."] };
    await guard.model(modelEgress({ shape: wider, values, template: `${template}\nRegion: {{region}}` }));
    expect(models.requests[0]?.prompt).toContain("Region: Upper Harbour");
    expect(models.requests[0]?.prompt).toContain("Nothing works at Upper Harbour.");
  });

  test("can't close the fence or speak as the system; instructions hold no data", async () => {
    const models = outside();
    const { guard } = guardOf(models);
    await guard.model(modelEgress());
    const [request] = models.requests;
    const mark = /⟦data (\w+)⟧/.exec(request?.prompt ?? "")?.[1] ?? "none";
    expect(request?.prompt.match(/⟦/g)).toHaveLength(2);
    expect(request?.prompt.endsWith(`⟦end ${mark}⟧`)).toBe(true);
    expect(request?.prompt).not.toMatch(/system:/i);
    expect(request?.aside).toContain(mark);
    expect(request?.instructions).not.toContain("pump");
  });

  test("a place written inside the data is not filled", async () => {
    const models = outside();
    const { guard } = guardOf(models);
    await guard.model(modelEgress({ values: { ...row, tickets: ["{{email}} {{account}}"] } }));
    expect(models.requests[0]?.prompt).toContain("- {{email}} {{account}}");
  });

  test("is refused by name when a column has no label, before anything is asked or written", async () => {
    const models = outside();
    const { guard, ledgerStore } = guardOf(models);
    const withPlan = {
      ...shape,
      columns: [...shape.columns, shapeColumn("plan", "varchar", { "crm.accounts.secret_plan": "copied" })],
    };
    const asked = guard.model(modelEgress({ shape: withPlan, values: { ...row, plan: "x" }, template: "{{plan}}" }));
    await expect(asked).rejects.toMatchObject({ code: "policy-breach" });
    await expect(asked).rejects.toThrow(
      'column crm.accounts.secret_plan (unlabelled) would reach model "openai:gpt-5" in zone outside at step "drafts": unlabelled → anywhere: refuse',
    );
    expect([models.requests.length, ledgerStore.entries.length]).toEqual([0, 0]);
    const steered = { ...shape, control: ["crm.accounts.secret_plan"] };
    await expect(guard.model(modelEgress({ shape: steered }))).rejects.toThrow(/would decide which rows reach/);
    await expect(guard.model(modelEgress({ template: "{{nobody}}" }))).rejects.toMatchObject({ code: "bad-flow" });
  });

  test("is decided by the stricter of the pinned and the current policy", async () => {
    const models = outside();
    const current = policyOf({ label: "financial", to: { kind: "model" }, treatment: "refuse" });
    const { guard } = guardOf(models, { currentPolicy: () => current });
    await expect(guard.model(modelEgress())).rejects.toThrow(/financial → model: refuse/);
  });

  test("does not leave when the ledger can't be written", async () => {
    const models = outside();
    const { guard, ledgerStore } = guardOf(models);
    ledgerStore.append = async () => Promise.reject(new Error("down"));
    await expect(guard.model(modelEgress())).rejects.toMatchObject({ code: "internal" });
    expect(models.requests).toHaveLength(0);
  });

  test("does not leave before the ledger has it, and does not wait for its end to be there", async () => {
    const models = outside();
    const { guard, ledger, ledgerStore } = guardOf(models);
    const write = ledgerStore.append.bind(ledgerStore);
    const begun = Promise.withResolvers<void>();
    const isWritten = Promise.withResolvers<void>();
    let left = -1;
    ledgerStore.append = async (entries) => {
      begun.resolve();
      await isWritten.promise;
      left = models.requests.length;
      await write(entries);
    };
    const asked = guard.model(modelEgress());
    await begun.promise;
    isWritten.resolve();
    await asked;
    expect([left, models.requests.length]).toEqual([0, 1]);
    // As after a crash: what was begun is told, and that nobody knows how it ended.
    expect(egressesOf(ledgerStore.entries)).toMatchObject([{ calls: 1, status: "attempted" }]);
    await ledger.drain();
    expect(egressesOf(ledgerStore.entries)).toMatchObject([{ calls: 1, status: "done" }]);
    // An end that a failing database made it write twice counts once.
    expect(egressesOf([...ledgerStore.entries, ...ledgerStore.entries.slice(-1)])).toMatchObject([
      { calls: 1, status: "done", usage: { input: 10, output: 5 } },
    ]);
  });
});

describe("a reply", () => {
  const flagsOf = async (...bodies: readonly ((request: TextRequest) => string)[]) => {
    const models = outside((request, turn) => ({ body: (bodies[turn - 1] ?? bodies.at(-1))?.(request) ?? "" }));
    const { guard } = guardOf(models);
    const result = await guard.model(modelEgress());
    return { flags: result.flags, requests: models.requests, output: textOf(result.output["body"]) };
  };

  test("is kept with vault tokens, never with values or the call's short forms", async () => {
    const models = outside();
    const { guard, vaultStore, vault } = guardOf(models);
    const tickets = ["Ms Lovelace from Aldermoor says the pump stops. Call +44 20 7946 0958. PERSON_7K3Q"];
    const {
      output,
      flags,
      model,
      template: isTemplate,
    } = await guard.model(modelEgress({ values: { ...row, tickets } }));
    expect(output["body"]).toMatch(/^Dear PERSON_\w{13}, usage at COMPANY_\w{13} fell by 43 %\. Regards$/);
    expect({ flags, model, isTemplate }).toEqual({ flags: [], model: "openai:gpt-5", isTemplate: false });
    expect(vaultStore.entries.map((entry) => entry.label).sort()).toEqual(["company.name", "person.name"]);
    const company = /COMPANY_\w{13}/.exec(JSON.stringify(output["body"]))?.[0] ?? "";
    expect((await vault.open(modelEgress().run, [company])).get(company)?.reference).toEqual({
      label: "company.name",
      source: "crm",
      table: "accounts",
      id: "001A",
      column: "name",
    });
  });

  test("may be kept in one transaction with what the vault holds of it: until then the vault holds nothing", async () => {
    const models = outside();
    const { guard, vaultStore, vault } = guardOf(models);
    const given: SealedEntry[] = [];
    const { output } = await guard.model(modelEgress({ keep: (entries) => void given.push(...entries) }));
    expect(vaultStore.entries).toEqual([]);
    expect(given.map(({ label }) => label).sort()).toEqual(["company.name", "person.name"]);
    expect(JSON.stringify(given.map(({ sealed }) => Buffer.from(sealed).toString("latin1")))).not.toContain("Lovelace");
    await vaultStore.put(given);
    const person = /PERSON_\w{13}/.exec(textOf(output["body"]))?.[0] ?? "";
    expect((await vault.open(modelEgress().run, [person])).get(person)?.value).toBe("Ada Lovelace");
  });

  test.each<[string, (request: TextRequest) => string, RegExp]>([
    ["a token that was not given", () => "Dear PERSON_9Z9Z", /PERSON_9Z9Z is no token that was given/],
    ["an altered token", (it) => `Dear ${tokenIn(it, "PERSON").toLowerCase()}`, /code \w{4} was altered/],
    ["a value in clear", () => "Dear Ms Lovelace", /person\.name in clear/],
    ["a foreign address", () => "See https://evil.example/x", /address that the data does not: evil\.example/],
    ["a number that no cell holds", () => "We offer a discount of 15 %", /number "15 %" traces to no cell/],
    ["a secret", () => "Use sk-proj-abcdefghijklmnop1234", /looks like a secret/],
  ])("with %s is asked for again with the reason, then flagged", async (_, body, message) => {
    const again = await flagsOf(body);
    expect(again.flags.join("\n")).toMatch(message);
    expect(again.requests).toHaveLength(2);
    // What the reply said may be an outsider's words: it comes back as data.
    expect(again.requests[1]?.prompt).toMatch(message);
    expect(again.requests[1]?.prompt).toMatch(/\n⟦end \w+⟧$/);
    expect(again.requests[1]?.instructions).not.toMatch(message);
    const mended = await flagsOf(body, () => "Usage fell by 43 %.");
    expect(mended).toMatchObject({ flags: [], output: "Usage fell by 43 %." });
  });

  test("that does not fit its schema twice is an error", async () => {
    const models = outside(() => ({ text: "wrong" }));
    const { guard } = guardOf(models);
    await expect(guard.model(modelEgress())).rejects.toMatchObject({ code: "answer-rejected" });
    expect(models.requests).toHaveLength(2);
  });

  test("may say in clear what passed, though it stands in one column with a treated label", async () => {
    const mixed = {
      ...shape,
      columns: [
        ...shape.columns,
        shapeColumn("region", "varchar", { "crm.accounts.region": "copied" }),
        shapeColumn("note", "varchar", { "crm.accounts.region": "derived", "crm.cases.text": "derived" }),
      ],
    };
    const models = outside((request) => ({
      body: `Dear ${tokenIn(request, "PERSON")}, all of Northern Europe is well.`,
    }));
    const { guard } = guardOf(models);
    const values = { ...row, tickets: [], region: "Northern Europe", note: "The pump stops." };
    const result = await guard.model(modelEgress({ shape: mixed, values }));
    expect(result.flags).toEqual([]);
  });

  test("of a writer inside, who saw the values, is kept with tokens all the same", async () => {
    const models = recordingModels("inside", "builtin/rules", ({ facts }) => ({
      body: `Dear ${textOf(facts["contact"])}, ${textOf(facts["account"])}'s open invoices: 73,400. Yours, Joan Smith`,
    }));
    const { guard } = guardOf(models);
    const result = await guard.model(modelEgress({ phrasebook: "retention", template: "{{account}}" }));
    expect(models.requests[0]?.facts).toMatchObject({ contact: "Ada Lovelace", email: "ada@aldermoor.example" });
    expect(result).toMatchObject({ template: true, flags: [], arguments: ["usage"] });
    expect(result.output["body"]).toMatch(
      /^Dear PERSON_\w{13}, COMPANY_\w{13}'s open invoices: 73,400\. Yours, PERSON_\w{13}$/,
    );
  });
});

test("the receipt says in a sentence what left, and in detail how it was treated", async () => {
  const models = outside();
  const { guard } = guardOf(models);
  await guard.model(modelEgress());
  await guard.model(modelEgress({ row: "001B" }));
  const [egress, ...others] = await guard.egresses("r1");
  expect(others).toEqual([]);
  expect(egress).toMatchObject({
    step: "drafts",
    kind: "model",
    destination: "openai:gpt-5",
    zone: "outside",
    rows: 2,
    calls: 2,
    status: "done",
    usage: { input: 20, output: 10, cost: 0.02 },
  });
  expect(egress?.columns).toContainEqual({
    column: "crm.contacts.email",
    label: "person.email",
    level: "copied",
    treatment: "token",
  });
  expect(egress?.tokens["person.email"]).toBeGreaterThanOrEqual(2);
  expect(receiptSummary(egress === undefined ? [] : [egress])).toBe(
    "1 model, 2 rows, 6 columns; company names, names, e-mails and names in texts as tokens, amounts as bands; nothing personal left to a model",
  );
  expect(receiptSummary([])).toBe("nothing left");
  expect(template).toContain("{{email}}");
});
