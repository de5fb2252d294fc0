// The gantry command in a terminal: each command says what it did, starts the server where it needs one, and exits as it should.
import { existsSync } from "node:fs";
import path from "node:path";
import { Answer, ApprovalView } from "@gantry/contract";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { draftsOf, mainQuestion, tableOf } from "./support/answer.ts";
import { askCrm } from "./support/crm.ts";
import { gantry, openFolder } from "./support/house.ts";
import type { Folder } from "./support/house.ts";
import { until } from "./support/until.ts";

let folder: Folder;
let answer: Answer;

beforeAll(() => {
  folder = openFolder();
});
afterAll(() => folder?.close());

const run = (...words: readonly string[]): ReturnType<typeof gantry> => gantry(words, folder.env);
const pending = async (): Promise<readonly ApprovalView[]> =>
  z.array(ApprovalView).parse(JSON.parse((await run("approvals", "--json")).out));

test("gantry alone, or with help, says what there is; a command that there is not is an error", async () => {
  const { code, out } = await run();
  expect(code).toBe(0);
  for (const command of ["start", "ask", "approvals", "check", "explain", "audit", "token", "systems", "stop"]) {
    expect(out).toContain(`gantry ${command}`);
  }
  expect((await run("help")).out).toBe(out);
  expect(await run("frobnicate")).toMatchObject({ code: 2, err: expect.stringContaining('"frobnicate"') });
});

test("where no server runs, there is nothing to stop", async () => {
  expect(await run("stop")).toMatchObject({ code: 0, out: expect.stringContaining("no server runs") });
});

test("ask starts a server where none runs, and prints the answer as JSON and nothing else", async () => {
  const { code, out, err } = await run("ask", mainQuestion, "--json");
  expect(code).toBe(0);
  expect(err).toMatch(/^starting the server … ready at http:\/\/localhost:\d+\n$/);
  answer = Answer.parse(JSON.parse(out));
  expect(answer.blocks.map((it) => it.kind)).toEqual(expect.arrayContaining(["table", "drafts", "actions"]));
  expect(answer.status).toBe("waiting");
});

test("for people it is a table with reasons, the letters, the next steps and what left, within 100 columns", async () => {
  const { code, out, err } = await run("ask", mainQuestion);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  for (const row of tableOf(answer).rows) expect(out).toContain(row["account"]);
  for (const { to, subject } of draftsOf(answer)) {
    expect(out).toContain(subject);
    expect(out).toContain(`to ${to}`);
  }
  expect(out).toContain("builtin/rules, a template");
  expect(out).toMatch(/\n {2}│ \S/);
  expect(out).toContain("What left: ");
  expect(out).toContain("gantry approvals");
  expect(out.split("\n").filter((line) => line.length > 100 && !line.includes("http://"))).toEqual([]);
  expect(out).not.toContain("\u001B");
});

test("approvals lists what waits, shows one in full, and accepts, rejects and edits it", async () => {
  const [first, second, third] = (await pending()).filter((it) => it.step === "review" && it.run === answer.run);
  if (!first || !second || !third) return expect.unreachable("three letters");
  const list = await run("approvals");
  for (const it of [first, second, third]) expect(list.out).toContain(it.id);
  expect(list.out).toContain("Letters to approve");
  const whole = await run("approvals", "show", first.id);
  expect(whole.out).toContain(`email: ${first.content["email"]}`);
  expect(whole.out.replaceAll(/\s+/g, " ")).toContain(String(first.content["body"]).slice(-60).replaceAll(/\s+/g, " "));

  expect(await run("approvals", "accept", first.id)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^accepted: /),
  });
  expect(await run("approvals", "reject", second.id, "--reason", "on holiday")).toMatchObject({ code: 0 });
  const edited = await run("approvals", "edit", third.id, "--subject", "A word before winter");
  expect(edited).toMatchObject({ code: 0, out: expect.stringContaining("A word before winter") });
  await until(
    "the mails",
    async () =>
      (await askCrm(folder, "SELECT Id FROM Task WHERE Status = 'Completed' AND External_Key__c != null")).length >= 2,
  );
  const diff = await run("approvals", "show", third.id);
  expect(diff.out).toContain("edited: subject");
  expect(diff.out).toContain("{+A word before winter+}");
  const several = await run("approvals", "reject", second.id, first.id);
  expect(several).toMatchObject({
    code: 5,
    err: expect.stringContaining(`${first.id}: this has been accepted already`),
  });
  expect(await run("approvals", "undo", first.id)).toMatchObject({ code: 5, err: expect.stringContaining("has gone") });
  const all = await run("approvals", "--all");
  expect(all.out).toMatch(new RegExp(`${first.id}.*accepted, sent`));
  expect(all.out).toMatch(new RegExp(`${second.id}.*rejected`));
  expect(all.out).toMatch(new RegExp(`${third.id}.*edited, sent`));

  expect(await run("approvals", "accept", first.id)).toMatchObject({
    code: 5,
    err: expect.stringContaining("accepted already"),
  });
  expect(await run("approvals", "accept", "a_none")).toMatchObject({ code: 4 });
  expect(await run("approvals", "edit", third.id)).toMatchObject({ code: 2 });
  expect(await run("approvals", "burn", third.id)).toMatchObject({ code: 2, err: expect.stringContaining('"burn"') });
  expect(await run("approvals", "accept", third.id, "--subject", "x")).toMatchObject({ code: 2 });
});

test("systems prints where each system is and how to get in, and it is true", async () => {
  const { code, out } = await run("systems");
  expect(code).toBe(0);
  for (const name of ["CRM", "Billing", "Product usage", "ERP", "Mail"]) expect(out).toContain(name);
  const password = /meridian_billing_reader\n\s+password: (\S+)/.exec(out)?.[1] ?? "";
  const address = new URL(/postgresql:\S+/.exec(out)?.[0] ?? "");
  address.username = "meridian_billing_reader";
  address.password = password;
  const client = new pg.Client({ connectionString: address.href });
  await client.connect();
  expect((await client.query("select count(*)::int as n from customers")).rows[0]).toMatchObject({
    n: expect.any(Number),
  });
  await client.end();
});

test("token prints a token alone, which the API takes", async () => {
  const { out } = await run("token", "--as", "analyst");
  expect(out).toMatch(/^eyJ[\w.-]+\n$/);
  const reply = await fetch(`${folder.url()}/api/me`, { headers: { authorization: `Bearer ${out.trim()}` } });
  expect(await reply.json()).toMatchObject({ subject: "meridian:analyst", roles: ["analyst"] });
});

test("explain shows what each source would be asked, with the filters in its own language", async () => {
  const { code, out } = await run("explain", "retention", "--region", "EMEA", "--segment", "enterprise");
  expect(code).toBe(0);
  expect(out).toMatch(/SELECT\s[^]*FROM Account WHERE \(Region__c = 'EMEA'\) AND \(Segment__c =\s+'enterprise'\)/);
  expect(out).toContain("billing.invoices");
  expect(out).toContain("'weekly.parquet'");
  expect(await run("explain")).toMatchObject({ code: 2, err: expect.stringContaining("which flow") });
  expect(await run("explain", "nothing")).toMatchObject({ code: 4, err: expect.stringContaining("retention") });
});

test("a flag that a command does not have is named, and nothing happens", async () => {
  for (const words of [
    ["ask", "--speed", "x"],
    ["token", "--for", "me"],
    ["start", "--port", "1"],
    ["stop", "--now"],
    ["systems", "-x"],
  ]) {
    const { code, err, out } = await run(...words);
    expect({ words, code, out }).toEqual({ words, code: 2, out: "" });
    expect(err).toContain(words[1]);
  }
  expect(await run("ask")).toMatchObject({ code: 2, err: expect.stringContaining("ask what?") });
  expect(await run("ask", mainQuestion, "--wait", "soon")).toMatchObject({
    code: 2,
    err: expect.stringContaining("--wait"),
  });
});

test("a second server on the same data is refused, naming the first", async () => {
  expect(await run("start")).toMatchObject({ code: 5, err: expect.stringContaining(folder.url()) });
});

test("replay with a model asks that one alone; one that there is not is named with those that there are", async () => {
  const same = await run("replay", answer.run, "--model", "builtin/rules");
  expect(same).toMatchObject({ code: 0, out: expect.stringContaining("✓ nothing differs") });
  const unknown = await run("replay", answer.run, "--model", "nobody");
  expect(unknown.code).not.toBe(0);
  expect(unknown.err).toMatch(/no model "nobody"[\s\S]*models: builtin\/rules/);
});

describe("audit verify", () => {
  test("proves that the ledger is whole", async () => {
    expect(await run("audit", "verify")).toMatchObject({
      code: 0,
      out: expect.stringMatching(/whole: \d+ entries in \d+ chain/),
    });
  });

  test("finds one changed letter, and names chain and entry", async () => {
    const database = new pg.Client({ connectionString: folder.database() });
    await database.connect();
    const { rows } = await database.query<{ chain: string; seq: string }>(
      `update gantry.ledger set body = jsonb_set(body, '{destination}', '"mall"')
       where (chain, seq) in (select chain, seq from gantry.ledger where body ->> 'destination' = 'mail' limit 1)
       returning chain, seq`,
    );
    const [changed] = rows;
    const { code, err } = await run("audit", "verify");
    expect(code).toBe(1);
    expect(err).toContain(`chain ${changed?.chain}, entry ${changed?.seq}`);
    await database.query(
      `update gantry.ledger set body = jsonb_set(body, '{destination}', '"mail"') where chain = $1 and seq = $2`,
      [changed?.chain, changed?.seq],
    );
    expect((await run("audit", "verify")).code).toBe(0);
    // Nor can an entry go missing at the end of its chain.
    await database.query(
      "delete from gantry.ledger where (chain, seq) in (select chain, max(seq) from gantry.ledger group by chain)",
    );
    await database.end();
    expect((await run("audit", "verify")).code).toBe(1);
  });
});

test("stop ends the server and everything it started", async () => {
  const postmaster = path.join(folder.data, "postgres/data/postmaster.pid");
  expect(existsSync(postmaster)).toBe(true);
  const { address } = (await folder.system("crm")) ?? { address: "" };
  expect(await run("stop")).toEqual({ code: 0, out: "stopped\n", err: "" });
  // PostgreSQL takes this away when it has shut down in order.
  expect(existsSync(postmaster)).toBe(false);
  await expect(fetch(address)).rejects.toThrow("fetch failed");
  expect(await run("stop")).toMatchObject({ code: 0, out: expect.stringContaining("no server runs") });
});

test("the next day's start lays the data out anew and keeps the runs: yesterday's answer and its drafts are still there", async () => {
  const tomorrow = { ...folder.env, GANTRY_TODAY: "2026-11-17" };
  const today = Answer.parse(JSON.parse((await gantry(["ask", mainQuestion, "--json"], tomorrow)).out));
  expect(today.run).not.toBe(answer.run);
  const [customer] = await askCrm(
    folder,
    "SELECT LastModifiedDate FROM Account ORDER BY LastModifiedDate DESC LIMIT 1",
  );
  expect(customer).toBeDefined();
  const old = Answer.parse(
    await (
      await fetch(`${folder.url()}/api/runs/${answer.run}`, {
        headers: { authorization: `Bearer ${(await run("token")).out.trim()}` },
      })
    ).json(),
  );
  expect(tableOf(old).rows).toEqual(tableOf(answer).rows);
  expect(draftsOf(old).map((it) => it.subject)).toHaveLength(draftsOf(answer).length);
  expect(draftsOf(old).map((it) => it.effect)).toContain("sent");
  expect((await pending()).map((it) => it.run)).toContain(answer.run);
});
