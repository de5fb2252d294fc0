// Nothing personal leaves, and yet the model gets what it needs: the main question, with a model outside that keeps all it is sent.
import type { Answer, Cell } from "@gantry/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hostileTexts } from "../examples/meridian/src/company/tickets/hostile.ts";
import { draftsOf, mainQuestion, tableOf } from "./support/answer.ts";
import { dumpDatabase } from "./support/database.ts";
import { gantry, openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { dataOf, factsOf, startOutsideModel } from "./support/outside-model.ts";
import type { OutsideModel, Recorded } from "./support/outside-model.ts";
import { readPersonalData } from "./support/personal-data.ts";
import type { PersonalData } from "./support/personal-data.ts";

let model: OutsideModel;
let house: House;
let data: PersonalData;
let manager: Answer;
let analyst: Answer;
/** What each of them made the model see. */
let ofManager: readonly Recorded[] = [];
let ofAnalyst: readonly Recorded[] = [];

const textOf = (cell: Cell | undefined): string =>
  typeof cell === "string" || typeof cell === "number" ? String(cell) : "";

const token = /\b[A-Z]{2,12}_[0-9A-Z]{4,13}(?:_[0-9A-Z]{1,4})?\b/g;

beforeAll(async () => {
  model = await startOutsideModel();
  house = await openHouse(model.env);
  data = await readPersonalData(house);
  manager = await (await house.client("sales-manager")).ask(mainQuestion, { wait: 30 });
  ofManager = [...model.recorded];
  analyst = await (await house.client("analyst")).ask(mainQuestion, { wait: 30 });
  ofAnalyst = model.recorded.slice(ofManager.length);
});

afterAll(async () => {
  await house?.close();
  await model?.close();
});

const letters = (recorded: readonly Recorded[] = ofManager): readonly Recorded[] =>
  recorded.filter((it) => it.task === "write");

/** The request that was made for a row of the table: the one with its renewal day and its use. */
const requestFor = (row: ReturnType<typeof tableOf>["rows"][number]): Recorded => {
  const found = letters().filter(({ user }) => {
    const facts = factsOf(user);
    const { usage_trend: trend } = row;
    return (
      facts.renewal === row["renewal_date"] &&
      (trend === null ? Number.isNaN(facts.sessions) : facts.sessions === trend)
    );
  });
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} requests fit one row of the table`);
  return only;
};

const draftedRows = () => {
  const drafted = new Map(draftsOf(manager).map((draft) => [draft.row, draft]));
  return tableOf(manager).rows.flatMap((row) => {
    const draft = drafted.get(textOf(row["$key"]));
    return draft === undefined ? [] : [{ row, draft, request: requestFor(row) }];
  });
};

describe("what the model outside is sent", () => {
  test("is one request for the plan and one a letter, all with its key", () => {
    expect(ofManager.map((it) => it.task)).toEqual(["plan", ...draftsOf(manager).map(() => "write")]);
    expect(draftsOf(manager).length).toBeGreaterThanOrEqual(5);
    expect(new Set(model.recorded.map((it) => it.authorization))).toEqual(new Set([`Bearer ${model.key}`]));
  });

  test("holds no name, e-mail or phone number of anybody, and no company, of the whole data", () => {
    for (const { raw, user, task } of model.recorded) {
      expect(data.in(task === "write" ? dataOf(user) : user)).toEqual([]);
      // The instructions are ours; over them and the data together nothing that only a person has.
      expect(data.in(raw).filter((it) => !it.startsWith("name "))).toEqual([]);
      expect(raw).not.toMatch(/[\w.]@[\w-]+\.\w/);
    }
  });

  test("would be found out if it did: the search finds what the tickets hold as they were written", () => {
    const accounts = new Set(draftedRows().map(({ row }) => textOf(row["$key"])));
    const texts = data.tickets.filter((it) => accounts.has(it.AccountId));
    const found = texts.flatMap((it) => data.in(`${it.Subject}. ${it.Description}`));
    for (const kind of ["name", "full name", "company", "e-mail", "phone"])
      expect(found.filter((it) => it.startsWith(kind)).length, kind).toBeGreaterThan(3);
  });

  test("carries what each account wrote, masked: nearly all words of its newest tickets", () => {
    let tickets = 0;
    for (const { row, request } of draftedRows()) {
      const prompt = request.user.toLowerCase();
      const own = data.tickets
        .filter((it) => it.AccountId === row["$key"])
        .sort((a, b) => b.CreatedDate.localeCompare(a.CreatedDate))
        .filter((it) => it.CreatedDate < "2026-11-17" && it.CreatedDate >= "2026-05-20")
        .slice(0, 3);
      for (const { Subject, Description } of own) {
        const words = `${Subject} ${Description}`.match(/(?<![\p{L}@.-])\p{Ll}[\p{L}'’-]{3,}(?![\p{L}@]|\.\w)/gu) ?? [];
        const kept = words.filter((word) => prompt.includes(word.toLowerCase()));
        expect(kept.length / words.length, Subject).toBeGreaterThan(0.9);
        tickets += 1;
      }
    }
    expect(tickets).toBeGreaterThan(10);
  });

  test("carries that account's use and billing: counts as they are, amounts as bands only", () => {
    for (const { row, request } of draftedRows()) {
      const prompt = dataOf(request.user);
      const facts = factsOf(request.user);
      expect(facts.overdue).toBe(textOf(row["overdue_invoices"]));
      const value = Number(row["annual_value"]);
      if (row["annual_value"] === null) continue;
      const band = /^Contract value a year: (\d+)([kM]?)–(\d+)([kM]?) [A-Z]{3};/m.exec(prompt);
      const scale: Readonly<Record<string, number>> = { "": 1, k: 1e3, M: 1e6 };
      const [, from = "", fromScale = "", to = "", toScale = ""] = band ?? [];
      expect(Number(from) * (scale[fromScale] ?? NaN)).toBeLessThanOrEqual(value);
      expect(Number(to) * (scale[toScale] ?? NaN)).toBeGreaterThanOrEqual(value);
      expect(prompt.replaceAll(/[\s.,'’]/g, "")).not.toContain(String(Math.round(value)));
    }
  });
});

describe("the letters", () => {
  test("use those facts, in the contact's language, and name the model that wrote them", () => {
    const languages = new Set<string>();
    for (const { draft, request } of draftedRows()) {
      const facts = factsOf(request.user);
      languages.add(draft.language);
      expect(draft).toMatchObject({ model: "compatible:outside-1", template: false, state: "pending" });
      // Nothing is wrong with a letter; but that a ticket of its row spoke to the model, as some do, is told.
      const isPlanted = hostileTexts.some((words) => request.user.includes(words.slice(0, 40)));
      expect(draft.flags.filter((flag) => !(isPlanted && flag.includes("gives orders")))).toEqual([]);
      expect(facts.language).toBe(draft.language);
      expect(draft.body).toContain(facts.renewal);
      expect(draft.body).toContain(`${Math.abs(Math.round(facts.sessions * 100))} %`);
      expect(draft.body).toMatch(new RegExp(`(?<!\\d)${facts.tickets}(?!\\d)`));
      expect(draft.body).toContain({ en: "Kind regards", de: "Freundliche Grüße", fr: "Cordialement" }[draft.language]);
    }
    expect(languages.size).toBeGreaterThan(1);
  });

  test("name the right customer, contact and owner where the sales manager reads them", () => {
    for (const { row, draft } of draftedRows()) {
      const company = data.companies.find((it) => it.Id === row["$key"]);
      const contact = data.contacts.find((it) => it.AccountId === row["$key"] && it.Email === draft.to);
      expect(company?.Name).toBe(row["account"]);
      expect(draft.subject).toContain(company?.Name);
      expect(draft.body).toContain(contact?.Name);
      expect(draft.body.endsWith(`\n${textOf(row["owner"])}`)).toBe(true);
      expect(data.users.some((it) => it.Name === row["owner"])).toBe(true);
      expect(`${draft.subject}${draft.body}`).not.toMatch(token);
    }
  });
});

describe("the analyst's answer to the same question", () => {
  test("lists as many customers and letters, with tokens where names were", () => {
    expect(tableOf(analyst).rows).toHaveLength(tableOf(manager).rows.length);
    expect(draftsOf(analyst)).toHaveLength(draftsOf(manager).length);
    for (const row of tableOf(analyst).rows) expect(row["account"]).toMatch(/^COMPANY_/);
    for (const { to, subject, body } of draftsOf(analyst)) {
      expect(to).toMatch(/^EMAIL_/);
      expect(subject).toMatch(/COMPANY_/);
      expect(body).toMatch(/PERSON_/);
    }
    expect(ofAnalyst.length).toBe(ofManager.length);
  });

  test("names nobody anywhere: table, chart, letters, steps, those without a letter, receipt, events", async () => {
    const client = await house.client("analyst");
    const events = await Array.fromAsync(client.events(analyst.run));
    const state = await client.runState(analyst.run);
    expect(events.length).toBeGreaterThan(3);
    for (const part of [...analyst.blocks, analyst.receipt, analyst.tokens, analyst.coverage, state, ...events])
      expect(data.in(JSON.stringify(part))).toEqual([]);
    expect(JSON.stringify(analyst)).not.toMatch(/[\w.]@[\w-]+\.\w/);
  });

  test("can be resolved by who may: each token says where its value lives, never the value", () => {
    const [row] = tableOf(analyst).rows;
    expect(analyst.tokens[textOf(row?.["account"])]).toMatchObject({
      label: "company.name",
      source: "crm",
      table: "accounts",
      column: "name",
    });
  });
});

describe("what is kept", () => {
  test("the receipt says what left to which model, and how: the question too", () => {
    expect(manager.interpretation.planner).toBe("compatible:outside-1");
    expect(manager.receipt.summary).toMatch(
      /^1 model, \d+ rows, \d+ columns; .*names.* as tokens, amounts as bands; nothing personal left to a model$/,
    );
    const [question, drafts] = manager.receipt.egresses;
    expect(question).toMatchObject({ step: "question", zone: "outside", rows: 1, status: "done" });
    expect(drafts).toMatchObject({ step: "drafts", zone: "outside", rows: draftsOf(manager).length, status: "done" });
    expect(drafts?.prompt).toMatch(/^retention-letter@[0-9a-f]{12}$/);
    expect(drafts?.columns).toContainEqual({
      column: "crm.cases.description",
      label: "text.untrusted",
      level: "derived",
      treatment: "token",
    });
    const shown = tableOf(manager).columns.map(({ name, labels }) => [name, labels]);
    expect(Object.fromEntries(shown)).toMatchObject({
      account: ["company.name"],
      probability: ["score"],
      annual_value: ["financial"],
    });
  });

  test("the ledger that the compliance officer reads holds no value of the data, and she no answer", async () => {
    const client = await house.client("compliance");
    const entries = await client.ledger({ limit: 1000 });
    expect(new Set(entries.map((it) => it.kind))).toEqual(new Set(["chain", "request", "attempted", "done", "scored"]));
    expect(data.in(JSON.stringify(entries), { isDump: true })).toEqual([]);
    expect((await client.ledger({ run: manager.run })).map((it) => it.body["step"])).toContain("question");
    await expect(client.answer(manager.run)).rejects.toMatchObject({
      code: expect.stringMatching(/forbidden|not-found/),
    });
    await expect(client.verifyLedger()).resolves.toMatchObject({ ok: true });
  });

  test("nothing of it stands in clear in the database or in what the server says", async () => {
    const tables = await dumpDatabase(house);
    expect(tables.map((it) => it.table)).toEqual(
      expect.arrayContaining(["gantry.step_results", "gantry.vault", "gantry.ledger"]),
    );
    expect(tables.find((it) => it.table === "gantry.vault")?.text.length).toBeGreaterThan(1000);
    // Random bytes and ids hold short words by chance.
    for (const { table, text } of tables) expect(data.in(text, { isDump: true }), table).toEqual([]);
    expect(data.in(house.output())).toEqual([]);
  });
});

describe("a question that names somebody", () => {
  test("leaves with tokens, is on record, and is told in the asker's own words what can't be done", async () => {
    const [draft] = draftsOf(manager);
    const contact = data.contacts.find((it) => it.AccountId === draft?.row && it.Email === draft?.to);
    const company = data.companies.find((it) => it.Id === contact?.AccountId);
    const before = model.recorded.length;
    const client = await house.client("sales-manager");
    const asking = client.ask(`Please call ${contact?.Name} (${contact?.Email}) at ${company?.Name} about lunch`);
    await expect(asking).rejects.toMatchObject({ code: "not-understood" });
    const [plan, ...more] = model.recorded.slice(before);
    expect(more).toEqual([]);
    expect(plan?.user).toMatch(/Please call PERSON_\w{4} \(EMAIL_\w{4}\) at (?:COMPANY|PERSON)_\w{4}/);
    expect(data.in(plan?.user ?? "")).toEqual([]);
    const entries = await (await house.client("compliance")).ledger({ limit: 4 });
    const own = entries.filter((it) => it.body["step"] === "question");
    expect(own.map((it) => it.kind).sort()).toEqual(["attempted", "done"]);
    expect(data.in(JSON.stringify(own), { isDump: true })).toEqual([]);
    expect(data.in(house.output())).toEqual([]);
  });
});

describe("gantry model test", () => {
  const env = () => ({ ...house.env, ...model.env });

  test("says that the model answers", async () => {
    const { code, out } = await gantry(["model", "test"], env());
    expect(out).toMatch(/✓ compatible:outside-1 \(outside\) {2}answered in \d+ ms/);
    expect(code).toBe(0);
  });

  test("with a wrong key, says so and what mends it", async () => {
    const { code, out, err } = await gantry(["model", "test"], { ...env(), GANTRY_MODEL_KEY: "sk-wrong-key" });
    expect(out).toMatch(
      /✗ compatible:outside-1 \(outside\) {2}.*rejects the key \(401\)\n {2}check the provider's key/,
    );
    expect(out + err).not.toContain("sk-wrong-key");
    expect(code).not.toBe(0);
  });

  test("with an address where nobody answers, says so and what mends it", async () => {
    const { code, out } = await gantry(["model", "test"], { ...env(), GANTRY_MODEL_URL: "http://127.0.0.1:1/v1" });
    expect(out).toMatch(
      /✗ compatible:outside-1 \(outside\) {2}.*can't be reached\n {2}check its base URL and the network/,
    );
    expect(code).not.toBe(0);
  });
});
