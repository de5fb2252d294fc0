// A person asks to be forgotten: found, erased, proved; and the ledger proves itself with the server gone.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Answer, ErasureView } from "@gantry/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { draftsOf, mainQuestion, tableOf } from "./support/answer.ts";
import { gantry, openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { until } from "./support/until.ts";

let house: House;
let answer: Answer;
/** The contact that a letter goes to, by her key in the CRM. */
let person: { readonly id: string; readonly name: string; readonly email: string; readonly account: string };
const file = (name: string): string => path.join(house.dataFolder, name);
const run = (...words: readonly string[]): ReturnType<typeof gantry> => gantry(words, house.env);

beforeAll(async () => {
  house = await openHouse();
  const client = await house.client("sales-director");
  answer = await client.ask(mainQuestion, { wait: 60 });
  const [draft] = draftsOf(answer);
  const found = await client.query(
    `select c.id, c.name, c.email, a.name as account from crm.contacts c join crm.accounts a on a.id = c.account_id
     where a.id in (select id from crm.accounts where region = 'EMEA')`,
    { limit: 10_000 },
  );
  const names = found.columns.map((it) => it.name);
  const row = found.rows
    .map((cells) => (Array.isArray(cells) ? Object.fromEntries(names.map((name, at) => [name, cells[at]])) : cells))
    .find((it) => it["email"] === draft?.to);
  if (!row) throw new Error("the letter goes to nobody in the CRM");
  person = {
    id: String(row["id"]),
    name: String(row["name"]),
    email: String(row["email"]),
    account: String(row["account"]),
  };
});

afterAll(() => house?.close());

test("a dry run says what would be erased, and changes nothing", async () => {
  const { code, out } = await run("erase", "--subject", `crm.contacts:${person.id}`, "--dry-run");
  expect(code).toBe(0);
  expect(out).toContain(answer.run);
  expect(out).toMatch(/would be erased: \d+ rows and \d+ quotes in 1 runs, [1-9]\d* waiting approvals/);
  const client = await house.client("sales-director");
  expect(draftsOf(await client.answer(answer.run)).map((it) => it.to)).toContain(person.email);
});

test("the ledger is exported of the runs that tell of one person: it proves itself, and no other run is in it", async () => {
  const client = await house.client("sales-director");
  const other = await client.ask("How many enterprise customers are there in Germany?", { wait: 60 });
  const subject = `crm.contacts:${person.id}`;
  expect(await run("audit", "export", "--subject", subject, "--to", file("audit-hers"))).toMatchObject({ code: 0 });
  const exported = readFileSync(file("audit-hers/ledger.jsonl"), "utf8");
  expect(exported).toContain(answer.run);
  expect(exported).not.toContain(other.run);
  for (const value of [person.name, person.email]) expect(exported).not.toContain(value);
  const [ledger, key] = [file("audit-hers/ledger.jsonl"), file("audit-hers/gantry.pub")];
  expect(await run("audit", "verify", ledger, "--key", key)).toMatchObject({ code: 0 });
  expect(await run("audit", "export", "--subject", subject, "--run", answer.run)).toMatchObject({
    code: 2,
    err: expect.stringContaining("[--run ID | --subject TABLE:KEY]"),
  });
  const refused = await run("audit", "export", "--subject", subject, "--as", "analyst");
  expect(refused.code).not.toBe(0);
});

test("who may not erase is refused", async () => {
  const { code, err } = await run("erase", "--subject", `crm.contacts:${person.id}`, "--as", "analyst");
  expect(code).not.toBe(0);
  expect(err).toContain('"erase"');
});

test("what is erased shows in no answer and waits for nobody; the others do", async () => {
  const client = await house.client("sales-director");
  const before = draftsOf(await client.answer(answer.run));
  const { code, out } = await run(
    "erase",
    "--subject",
    `crm.contacts:${person.id}`,
    "--to",
    file("receipt.json"),
    "--json",
  );
  expect(code).toBe(0);
  const erased = JSON.parse(out) as ErasureView;
  expect(erased.counts.rows).toBeGreaterThan(3);
  const now = await client.answer(answer.run);
  const shown = JSON.stringify(now);
  for (const value of [person.name, person.email, person.id]) expect(shown).not.toContain(value);
  const others = draftsOf(now).map((it) => it.to);
  expect(others).toEqual(before.map((it) => it.to).filter((to) => to !== person.email));
  expect(others.length).toBeGreaterThan(1);
  const waiting = await client.approvals({ run: answer.run });
  expect(JSON.stringify(waiting.filter((it) => it.state === "pending"))).not.toContain(person.email);
  expect(tableOf(now).rows.length).toBeGreaterThan(1);
  // A second time there is nothing left to find.
  const again = JSON.parse((await run("erase", "--subject", `crm.contacts:${person.id}`, "--json")).out) as ErasureView;
  expect(again.counts).toMatchObject({ runs: 0, rows: 0, quotes: 0 });
  expect(await (await house.client("compliance")).verifyLedger()).toMatchObject({ ok: true });
});

test("a saved question that quotes whom it is about goes with her, and its answers with it; others stay and are asked on", async () => {
  const client = await house.client("sales-director");
  const { rows } = await client.query(
    `select id, name from crm.accounts where region = 'APAC' and status = 'active' order by name limit 1`,
  );
  const [found] = rows as { readonly id: string; readonly name: string }[];
  const company = found ?? { id: "", name: "" };
  const schedule = { cron: "0 7 * * MON" };
  const inWords = await client.saveQuestion({
    name: "Their tickets",
    question: `number of tickets of ${company.name}`,
    schedule,
  });
  const inTitle = await client.saveQuestion({ name: `Like ${company.name}`, question: "customers in APAC" });
  const other = await client.saveQuestion({ name: "By region", question: "customers by region", schedule });
  for (const { id } of [inWords, other]) await client.runQuestion(id);
  const compared = (id: string) =>
    until("the comparison", async () => {
      const { outcomes } = await client.savedQuestion(id);
      return outcomes.length > 0 && outcomes.every((it) => it.state !== "running") ? outcomes : undefined;
    });
  const [asked] = await compared(inWords.id);
  await compared(other.id);
  expect(JSON.stringify(await client.questions())).toContain(company.name);

  const erase = async (...more: readonly string[]): Promise<ErasureView> => {
    const { code, out } = await run("erase", "--subject", `crm.accounts:${company.id}`, ...more, "--json");
    expect(code).toBe(0);
    return JSON.parse(out) as ErasureView;
  };
  const dry = await erase("--dry-run");
  expect(dry.counts.elsewhere).toBeGreaterThanOrEqual(2);
  expect((await client.questions()).map(({ id }) => id)).toEqual(expect.arrayContaining([inWords.id, inTitle.id]));

  const { counts } = await erase();
  expect(counts.elsewhere).toBe(dry.counts.elsewhere);
  for (const { id } of [inWords, inTitle])
    await expect(client.savedQuestion(id)).rejects.toMatchObject({ code: "not-found" });
  const left = await client.questions();
  expect(left.map(({ id }) => id)).toContain(other.id);
  expect(left.find(({ id }) => id === other.id)?.next).not.toBeNull();
  const whole = await Promise.all([
    client.questions(),
    client.runs(),
    client.answer(asked?.run ?? "").catch((error: unknown) => error instanceof Error && error.message),
  ]);
  expect(JSON.stringify(whole)).not.toContain(company.name);
  expect(house.output()).not.toContain(company.name);
  // What is left is asked again, and compared with what it said before.
  await client.runQuestion(other.id);
  const again = await until("the second comparison", async () => {
    const { outcomes } = await client.savedQuestion(other.id);
    return outcomes.length === 2 && outcomes.every((it) => it.state === "compared") ? outcomes : undefined;
  });
  expect(again[0]?.text).toMatch(/^nothing new since/);
  expect((await erase("--dry-run")).counts.elsewhere).toBe(0);
});

test("with the server gone the receipt and the exported ledger prove themselves; a changed byte or a cut tail is found", async () => {
  expect(await run("audit", "export", "--to", file("audit"))).toMatchObject({ code: 0 });
  expect(await run("audit", "export", "--run", answer.run, "--to", file("audit-run"))).toMatchObject({ code: 0 });
  await house.kill();
  const verify = (...words: readonly string[]) => run("audit", "verify", ...words, "--key", file("audit/gantry.pub"));
  const subject = `crm.contacts:${person.id}`;
  expect(await verify(file("receipt.json"), "--subject", subject)).toMatchObject({
    code: 0,
    out: expect.stringContaining(`${subject} was erased`),
  });
  expect(await verify(file("audit-run/ledger.jsonl"))).toMatchObject({
    code: 0,
    out: expect.stringContaining("only the link"),
  });

  const lines = readFileSync(file("audit/ledger.jsonl"), "utf8").split("\n");
  writeFileSync(file("audit/ledger.jsonl"), `${lines.slice(0, -3).join("\n")}\n`);
  expect(await verify(file("audit/ledger.jsonl"))).toMatchObject({
    code: 1,
    err: expect.stringContaining("a checkpoint saw it"),
  });
  await house.restart();
});
