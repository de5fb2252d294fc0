// All that Gantry keeps, taken along while it runs and put elsewhere; and what was erased stays so.
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Answer } from "@gantry/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { draftsOf, mainQuestion } from "./support/answer.ts";
import { gantry, openFolder, openHouse } from "./support/house.ts";
import type { Folder, House } from "./support/house.ts";
import { startSystemsApart } from "./support/systems-apart.ts";
import type { SystemsApart } from "./support/systems-apart.ts";
import { until } from "./support/until.ts";

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
  apart = await startSystemsApart({ accounts: 400 });
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
  const foreign = await gantry(["restore", file("b.tar")], env);
  expect(foreign).toMatchObject({ code: 2, err: expect.stringContaining("another master key") });
  expect(existsSync(path.join(data, "postgres"))).toBe(false);
});

/** A fresh folder with the house's key as it is now, and the backup in it. */
async function restored(): Promise<Folder> {
  const folder = fresh();
  copyFileSync(file("master.key"), path.join(folder.data, "master.key"));
  const done = await gantry(["restore", file("b.tar")], folder.env);
  expect(done).toMatchObject({ code: 0, out: expect.stringContaining("restored:") });
  return folder;
}

test("restored elsewhere with its key, what waited waits, and goes on", async () => {
  const { env } = await restored();
  const draft = draftsOf(answer)[1] ?? expect.unreachable("a draft");
  const accepted = await gantry(["approvals", "accept", draft.approval, "--as", "sales-manager"], env);
  expect(accepted).toMatchObject({ code: 0, out: expect.stringContaining("accepted") });
  await until("the letter", async () =>
    (await apart.systems.inbox.list()).some((it) => it.to.includes(draft.to ?? "")),
  );
  const again = await gantry(["restore", file("b.tar")], env);
  expect(again).toMatchObject({ code: 5, err: expect.stringContaining("already uses the data folder") });
  await gantry(["stop"], env);
  const filled = await gantry(["restore", file("b.tar")], env);
  expect(filled).toMatchObject({ code: 5, err: expect.stringContaining("not empty") });
});

test("who was erased since the backup is not in what is restored from it", async () => {
  const [first] = draftsOf(answer);
  const client = await house.client("sales-director");
  const contacts = await client.query("select id, email from crm.contacts", { limit: 10_000 });
  const person = contacts.rows
    .map((row) => (Array.isArray(row) ? row : Object.values(row)))
    .find((it) => it[1] === first?.to);
  const erased = await gantry(["erase", "--subject", `crm.contacts:${String(person?.[0])}`], house.env);
  expect(erased).toMatchObject({ code: 0 });
  const { env } = await restored();
  for (const command of ["approvals", "runs"]) {
    const shown = await gantry([command, "--as", "sales-manager", "--json"], env);
    expect(shown).toMatchObject({ code: 0 });
    expect(shown.out).not.toContain(first?.to);
  }
  await gantry(["stop"], env);
});
