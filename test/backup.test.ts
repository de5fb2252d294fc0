// All that Gantry keeps, taken along while it runs, put elsewhere, moved to another database; and what was erased stays so.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Answer } from "@gantry/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchPostgres } from "../packages/gantry/src/store/index.ts";
import { draftsOf, mainQuestion } from "./support/answer.ts";
import { gantry, openFolder, openHouse } from "./support/house.ts";
import type { Folder, House } from "./support/house.ts";
import { openMachines } from "./support/machines.ts";
import { startSystemsApart } from "./support/systems-apart.ts";
import type { SystemsApart } from "./support/systems-apart.ts";

let apart: SystemsApart;
let house: House;
let answer: Answer;
const folders: Folder[] = [];
const file = (name: string): string => path.join(house.dataFolder, name);
const fresh = (): Folder => {
  const folder = openFolder(apart.env);
  folders.push(folder);
  return folder;
};

beforeAll(async () => {
  apart = await startSystemsApart();
  house = await openHouse(apart.env);
  const client = await house.client("sales-manager");
  answer = await client.ask(mainQuestion, { wait: 60 });
});
afterAll(async () => {
  for (const folder of folders) await folder.close();
  await house?.close();
  await apart?.close();
});

test("a backup of a running server is whole, and a damaged one is told", async () => {
  expect(await gantry(["backup", file("b.tar")], house.env)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/\d+ rows as of [\s\S]*key is not in it/),
  });
  const checked = await gantry(["backup", "--verify", file("b.tar")], house.env);
  expect(checked).toMatchObject({ code: 0, out: expect.stringContaining("signed with the key at hand") });
  const bytes = readFileSync(file("b.tar"));
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(file("damaged.tar"), bytes);
  const damaged = await gantry(["backup", "--verify", file("damaged.tar")], house.env);
  expect(damaged).toMatchObject({ code: 2, err: expect.stringContaining("damaged.tar can't be used") });
  // Nothing of the data is to be read in it.
  const [draft] = draftsOf(answer);
  expect(bytes.includes(draft?.to ?? "nobody")).toBe(false);
});

test("without the key, or with another, a restore says what is missing and makes nothing", async () => {
  const { data, env } = fresh();
  const without = await gantry(["restore", file("b.tar")], env);
  expect(without).toMatchObject({ code: 2, err: expect.stringContaining("master key is missing") });
  expect(existsSync(path.join(data, "master.key"))).toBe(false);
  writeFileSync(path.join(data, "master.key"), `${Buffer.alloc(32, 5).toString("base64url")}\n`, { mode: 0o600 });
  const other = await gantry(["restore", file("b.tar")], env);
  expect(other).toMatchObject({ code: 2, err: expect.stringContaining("another master key") });
  expect(existsSync(path.join(data, "postgres"))).toBe(false);
});

test("restored elsewhere with its key, what waited waits, and goes on; whoever was erased since is gone", async () => {
  const [first, second] = draftsOf(answer);
  if (!first || !second) return expect.unreachable("two drafts");
  const client = await house.client("sales-director");
  const found = await client.query("select id, email from crm.contacts", { limit: 10_000 });
  const person = found.rows
    .map((row) => (Array.isArray(row) ? row : Object.values(row)))
    .find((it) => it[1] === first.to);
  expect(await gantry(["erase", "--subject", `crm.contacts:${String(person?.[0])}`], house.env)).toMatchObject({
    code: 0,
  });
  const { data, env } = fresh();
  copyFileSync(file("master.key"), path.join(data, "master.key"));
  expect(await gantry(["restore", file("b.tar")], env)).toMatchObject({
    code: 0,
    out: expect.stringContaining("restored:"),
  });
  const shown = await gantry(["approvals"], env);
  expect(shown.code).toBe(0);
  expect(shown.out).toContain(second.approval);
  expect(shown.out).not.toContain(first.to);
  const again = await gantry(["restore", file("b.tar")], env);
  expect(again).toMatchObject({ code: 5, err: expect.stringContaining("already uses the data folder") });
  await gantry(["stop"], env);
  expect(await gantry(["restore", file("b.tar")], env)).toMatchObject({
    code: 5,
    err: expect.stringContaining("not empty"),
  });
});

test("moved to an external database and back: a run goes on where it was, and no server starts on what was left", async () => {
  const folder = path.join(house.dataFolder, "external");
  mkdirSync(folder, { mode: 0o711 });
  const postgres = await launchPostgres({ dataDir: folder });
  try {
    const busy = await gantry(["migrate", "--to", postgres.url], house.env);
    expect(busy).toMatchObject({ code: 5, err: expect.stringContaining("already uses the data folder") });
    expect(await gantry(["stop"], house.env)).toMatchObject({ code: 0 });
    const moved = await gantry(["migrate", "--to", postgres.url], house.env);
    expect(moved).toMatchObject({ code: 0, out: expect.stringContaining("start with DATABASE_URL set to it") });
    expect(moved.out).not.toContain(new URL(postgres.url).password);
    const left = await gantry(["start"], house.env);
    expect(left).toMatchObject({ code: 5, err: expect.stringContaining("has moved to 127.0.0.1") });

    const machines = await openMachines(0, apart, postgres.url);
    const machine = await machines.start({ GANTRY_KEY_FILE: file("master.key") });
    const client = await machine.client("sales-manager");
    const waiting = draftsOf(await client.answer(answer.run)).filter((it) => it.state === "pending");
    expect(waiting.length).toBeGreaterThan(0);
    for (const { approval, contentHash } of waiting) await client.decide(approval, { decision: "reject", contentHash });
    expect((await client.answer(answer.run, { wait: 30 })).status).toBe("done");
    await machines.close();

    expect(await gantry(["migrate", "--from", postgres.url], house.env)).toMatchObject({ code: 0 });
    await house.restart();
    const home = await house.client("sales-manager");
    expect((await home.answer(answer.run)).status).toBe("done");
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
