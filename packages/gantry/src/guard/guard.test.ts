import { describe, expect, test } from "vitest";
import type { ActionDef, Context, Value } from "../connect/kit/index.ts";
import type { TextRequest } from "../model/index.ts";
import { receiptSummary } from "./receipt.ts";
import {
  callerOf,
  draftShape,
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

  test("can't close the fence or speak as the system; instructions hold no data", async () => {
    const models = outside();
    const { guard } = guardOf(models);
    await guard.model(modelEgress());
    const [request] = models.requests;
    const mark = /⟦data (\w+)⟧/.exec(request?.prompt ?? "")?.[1] ?? "none";
    expect(request?.prompt.match(/⟦/g)).toHaveLength(2);
    expect(request?.prompt.endsWith(`⟦end ${mark}⟧`)).toBe(true);
    expect(request?.prompt).not.toMatch(/system:/i);
    expect(request?.instructions).toContain(mark);
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
});

describe("a reply", () => {
  const flagsOf = async (...bodies: readonly ((request: TextRequest) => string)[]) => {
    const models = outside((request, turn) => ({ body: (bodies[turn - 1] ?? bodies.at(-1))?.(request) ?? "" }));
    const { guard } = guardOf(models);
    const result = await guard.model(modelEgress());
    return { flags: result.flags, requests: models.requests, output: String(result.output["body"]) };
  };

  test("is kept with vault tokens, never with values or the call's short forms", async () => {
    const models = outside();
    const { guard, vaultStore } = guardOf(models);
    const { output, flags, model, template: isTemplate } = await guard.model(modelEgress());
    expect(output["body"]).toMatch(/^Dear PERSON_\w{13}, usage at COMPANY_\w{13} fell by 43 %\. Regards$/);
    expect({ flags, model, isTemplate }).toEqual({ flags: [], model: "openai:gpt-5", isTemplate: false });
    expect(vaultStore.entries.map((entry) => entry.label).sort()).toEqual(["company.name", "person.name"]);
    expect(vaultStore.entries.find((entry) => entry.label === "company.name")?.reference).toEqual({
      label: "company.name",
      source: "crm",
      table: "accounts",
      id: "001A",
      column: "name",
    });
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
    expect(again.requests[1]?.instructions).toMatch(message);
    const mended = await flagsOf(body, () => "Usage fell by 43 %.");
    expect(mended).toMatchObject({ flags: [], output: "Usage fell by 43 %." });
  });

  test("that does not fit its schema twice is an error", async () => {
    const models = outside(() => ({ text: "wrong" }));
    const { guard } = guardOf(models);
    await expect(guard.model(modelEgress())).rejects.toMatchObject({ code: "answer-rejected" });
    expect(models.requests).toHaveLength(2);
  });

  test("of a writer inside, who saw the values, is kept with tokens all the same", async () => {
    const models = recordingModels("inside", "builtin/rules", ({ facts }) => ({
      body: `Dear ${String(facts["contact"])}, ${String(facts["account"])}'s open invoices: 73,400. Yours, Joan Smith`,
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

describe("what a viewer sees", () => {
  const drafted = async () => {
    const house = guardOf(outside());
    const { output } = await house.guard.model(modelEgress());
    return {
      ...house,
      rows: [
        { id: "001A", account: row["account"] ?? null, email: row["email"] ?? null, body: output["body"] ?? null },
      ],
    };
  };

  test("the manager sees names, in cells and in drafts", async () => {
    const { guard, rows } = await drafted();
    const viewed = await guard.view("r1", callerOf("sales-manager"), draftShape, rows);
    expect(viewed.rows[0]).toEqual({
      ...rows[0],
      body: "Dear Ada Lovelace, usage at Aldermoor Analytics GmbH fell by 43 %. Regards",
    });
    expect(viewed.columns.map((column) => column.treatment)).toEqual(["pass", "pass", "pass", "pass"]);
    expect(viewed.tokens).toEqual({});
  });

  test("the analyst sees the same token in cell and draft, with where its value lives", async () => {
    const { guard, rows } = await drafted();
    const viewed = await guard.view("r1", callerOf("analyst"), draftShape, rows);
    const account = String(viewed.rows[0]?.["account"]);
    expect(account).toMatch(/^COMPANY_\w{13}$/);
    expect(viewed.rows[0]?.["body"]).toMatch(
      new RegExp(`^Dear PERSON_\\w{13}, usage at ${account} fell by 43 %\\. Regards$`),
    );
    expect(JSON.stringify(viewed)).not.toMatch(/Lovelace|aldermoor/i);
    expect(viewed.tokens[account]).toEqual({
      label: "company.name",
      source: "crm",
      table: "accounts",
      id: "001A",
      column: "name",
    });
    const again = await guard.view("r1", callerOf("analyst"), draftShape, rows);
    expect(again).toEqual(viewed);
  });

  test("a page of another system gets record ids and tokens, whoever looks", async () => {
    const { guard, rows } = await drafted();
    const viewed = await guard.view("r1", callerOf("sales-manager", "crm-page"), draftShape, rows);
    expect(viewed.rows[0]?.["id"]).toBe("001A");
    expect(JSON.stringify(viewed.rows)).not.toMatch(/Lovelace|aldermoor/i);
  });

  test("a draft that a person edited shows no names to the analyst either", async () => {
    const { guard, rows } = await drafted();
    const edited = [{ ...rows[0], body: "Dear Ada Lovelace, call me. Regards,\nJoan Smith" }];
    const { rows: seen } = await guard.view("r1", callerOf("analyst"), draftShape, edited);
    expect(seen[0]?.["body"]).toMatch(/^Dear PERSON_\w{13}, call me\. Regards,\nPERSON_\w{13}$/);
  });

  test("a token of another run, or one that somebody made up, stays as it stands", async () => {
    const { guard, rows } = await drafted();
    const viewed = await guard.view("r2", callerOf("sales-manager"), draftShape, rows);
    expect(viewed.rows[0]?.["body"]).toBe(rows[0]?.body);
  });
});

describe("an edited draft", () => {
  const edit = async (after: string) => {
    const { guard } = guardOf(outside());
    const { output } = await guard.model(modelEgress());
    const before = { email: row["email"] ?? null, body: output["body"] ?? null };
    const edited = {
      run: "r1",
      step: "review",
      row: "001A",
      shape: draftShape,
      before,
      caller: callerOf("sales-manager"),
    };
    return { before, guard, rechecked: guard.recheck({ ...edited, after: { ...before, body: after } }) };
  };

  test("is kept with the draft's own tokens, new names with tokens of their own, and shown as it was written", async () => {
    const text = "Dear Ada Lovelace, Dr Thornquist will call Aldermoor about the 43 %.";
    const { before, guard, rechecked } = await edit(text);
    const { content, flags } = await rechecked;
    expect(flags).toEqual([]);
    expect(content["body"]).toMatch(
      /^Dear PERSON_\w{13}, Dr PERSON_\w{13} will call COMPANY_\w{13}_\w{4} about the 43 %\.$/,
    );
    const tokenOf = (cell: unknown): string | undefined => /PERSON_\w{13}/.exec(String(cell))?.[0];
    expect(tokenOf(content["body"])).toBe(tokenOf(before.body));
    const { rows } = await guard.view("r1", callerOf("sales-manager"), draftShape, [content]);
    expect(rows[0]?.["body"]).toBe(text);
  });

  test("is flagged where it says what the draft did not", async () => {
    const { rechecked } = await edit("We offer 15 % off, see https://deals.example/now");
    expect((await rechecked).flags).toEqual([
      'body: the edit states the number "15 %", which the draft did not',
      "body: the edit adds the address deals.example",
    ]);
  });

  test("with a token that stands for nothing is rejected", async () => {
    const { rechecked } = await edit("Dear PERSON_0123456789ABC");
    await expect(rechecked).rejects.toMatchObject({ code: "answer-rejected" });
  });
});

describe("an action", () => {
  const context: Context = {
    signal: new AbortController().signal,
    now: () => new Date(0),
    secret: () => "",
    budget: { spend: () => {}, spent: 0 },
  };
  const mailbox = () => {
    const sent: Readonly<Record<string, Value>>[] = [];
    const action: ActionDef = {
      title: "Send a mail",
      idempotency: "message id",
      input: {
        to: { type: "varchar", required: true, role: "recipient", description: "" },
        subject: { type: "varchar", required: true, role: "content", description: "" },
        body: { type: "varchar", required: true, role: "content", description: "" },
      },
      run: async (input) => {
        sent.push(input);
        return { reference: `m${sent.length}` };
      },
      reconcile: async () => "unknown",
    };
    return { sent, action };
  };
  const setUp = async (changes: Parameters<typeof guardOf>[1] = {}) => {
    const { sent, action } = mailbox();
    const house = guardOf(outside(), { action: () => action, ...changes });
    const { output } = await house.guard.model(modelEgress());
    const mail = {
      run: "r1",
      step: "emails",
      row: "001A",
      operation: "mail.send",
      destination: { kind: "mail", zone: "outside", name: "mail" } as const,
      shape: draftShape,
      columns: { to: "email" },
      constants: ["subject"],
      input: { to: "ada@aldermoor.example", subject: "Your contract", body: String(output["body"]) },
      key: "k1",
      context,
    };
    return { ...house, sent, mail };
  };

  test("carries the restored text to the recipient of the row, once, with its record before and after", async () => {
    const { guard, sent, mail, ledgerStore } = await setUp();
    expect(await guard.act(mail)).toEqual({ reference: "m1" });
    expect(sent).toEqual([
      {
        to: "ada@aldermoor.example",
        subject: "Your contract",
        body: "Dear Ada Lovelace, usage at Aldermoor Analytics GmbH fell by 43 %. Regards",
      },
    ]);
    expect(ledgerStore.entries.map((entry) => entry.kind)).toEqual(["chain", "attempted", "done", "attempted", "done"]);
    expect(JSON.stringify(ledgerStore.entries)).not.toMatch(/Lovelace|aldermoor|001A/i);
  });

  test("never goes where untrusted text says", async () => {
    const { guard, sent, mail } = await setUp();
    await expect(guard.act({ ...mail, columns: { to: "body" } })).rejects.toThrow(
      /"to".*its recipient, and comes from text that outsiders or a model wrote/,
    );
    expect(sent).toEqual([]);
  });

  test("takes no field that is neither a column nor declared constant, nor one that the action doesn't know", async () => {
    const { guard, mail } = await setUp();
    await expect(guard.act({ ...mail, constants: [] })).rejects.toThrow(/"subject".*comes from no known column/);
    await expect(
      guard.act({ ...mail, input: { ...mail.input, bcc: "x" }, constants: ["subject", "bcc"] }),
    ).rejects.toThrow(/"bcc".*unknown/);
  });

  test("does not go out with a token that its channel may not carry, or that belongs to another row", async () => {
    const strict = policyOf({ label: "person.name", to: { kind: "mail" }, treatment: "token" });
    const { guard, sent, mail } = await setUp({ currentPolicy: () => strict });
    await expect(guard.act(mail)).rejects.toThrow(/a token in place of a value/);
    const other = await setUp();
    await expect(other.guard.act({ ...other.mail, row: "001Z" })).rejects.toThrow(/a token in place of a value/);
    expect([...sent, ...other.sent]).toEqual([]);
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
