// Conversations on a real PostgreSQL: after a restart, of several people and tenants, under retention and erasure.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createKeyring, launchPostgres, openStore, retention } from "../store/index.ts";
import type { EmbeddedPostgres, Store } from "../store/index.ts";
import type { SearchedConversations } from "./conversations.ts";
import { keptConversations } from "./kept-conversations.ts";
import { mostTurns } from "./memory.ts";
import { caller } from "./testing/caller.ts";
import type { Conversations, Planned } from "./types.ts";

let folder: string;
let postgres: EmbeddedPostgres;
let store: Store;
let conversations: Conversations & SearchedConversations;

/** As a process that starts finds them. */
const opened = (): typeof conversations =>
  keptConversations({ store: store.conversations, keyring: createKeyring(folder, {}) });

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gantry-conversations-"));
  postgres = await launchPostgres({ dataDir: folder });
  store = await openStore(postgres.url, { connections: 8 });
});
beforeEach(async () => {
  await store.pool.query("delete from gantry.conversations");
  conversations = opened();
});
afterAll(async () => {
  await store.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (region: string, period = "this quarter"): Planned => ({
  kind: "run",
  flow: "retention",
  input: { region, period },
  interpretation: {
    flow: "retention",
    title: "Customers at risk",
    planner: "builtin/rules",
    text: `customers · region ${region}`,
    input: { region, period },
  },
});

test("what was planned last is there after a restart, an unable one with its problem", async () => {
  await conversations.keep(caller, "c", run("EMEA"), "which customers in EMEA are at risk");
  expect(await opened().last(caller, "c")).toEqual(run("EMEA"));
  const problem = new GantryError("bad-input", "which region?", { remedy: "say one" });
  await conversations.keep(caller, "c", { kind: "unable", problem, choices: [] }, "which customers");
  const last = await opened().last(caller, "c");
  if (last?.kind !== "unable") expect.unreachable("it was unable");
  expect(last.problem).toBeInstanceOf(GantryError);
  expect(last.problem).toMatchObject({ code: "bad-input", message: "which region?", remedy: "say one" });
  const { turns } = await opened().recall(caller, "c");
  expect(turns.map((it) => it.question)).toEqual(["which customers in EMEA are at risk", "which customers"]);
});

test("it belongs to its caller and tenant: the same name is another's own conversation", async () => {
  await conversations.keep(caller, "c", run("EMEA"));
  const colleague = { ...caller, subject: "u2" };
  const elsewhere = { ...caller, attributes: { tenant: "acme" } };
  expect(await conversations.last(colleague, "c")).toBeNull();
  expect(await conversations.last(elsewhere, "c")).toBeNull();
  await conversations.keep(colleague, "c", run("APAC"));
  expect(await conversations.last(caller, "c")).toEqual(run("EMEA"));
});

test("a long one keeps its newest turns, a line for each before them, and the values that were settled", async () => {
  await conversations.keep(caller, "c", run("AMER", "next quarter"));
  const sales: Planned = {
    kind: "run",
    flow: "sales",
    input: { region: "EMEA" },
    interpretation: { flow: "sales", title: "Sales", planner: "builtin/rules", text: "sales · region EMEA", input: {} },
  };
  for (let turn = 0; turn < mostTurns; turn += 1) await conversations.keep(caller, "c", sales);
  const { turns, summary, facts } = await opened().recall(caller, "c");
  expect(turns).toHaveLength(mostTurns);
  expect(summary).toEqual([expect.stringMatching(/^\d{4}-\d{2}-\d{2} retention: customers · region AMER$/)]);
  expect(facts).toEqual({ region: "EMEA", period: "next quarter" });
});

test("the database holds nothing of it in clear", async () => {
  await conversations.keep(caller, "c", run("EMEA"), "is Weingut Lindqvist in EMEA at risk");
  const { rows } = await store.pool.query<{ sealed: Buffer }>("select sealed from gantry.conversations");
  expect(rows[0]?.sealed.toString("latin1")).not.toMatch(/Lindqvist|EMEA|risk/);
});

test("an erasure reaches what quotes the subject, and its copies: the key is gone", async () => {
  await conversations.keep(caller, "c", run("EMEA"), "is Weingut Lindqvist at risk");
  await conversations.keep(caller, "d", run("EMEA"), "who is at risk");
  const { rows: copies } = await store.pool.query<{ sealed: Buffer }>(
    "select sealed from gantry.conversations where id = 'c'",
  );
  const finder = { isIn: (value: unknown) => JSON.stringify(value).includes("Weingut Lindqvist") };
  expect(await conversations.search(finder, false)).toBe(1);
  expect(await conversations.last(caller, "c")).not.toBeNull();
  expect(await conversations.search(finder, true)).toBe(1);
  expect(await conversations.search(finder, false)).toBe(0);
  expect(await conversations.last(caller, "d")).toEqual(run("EMEA"));
  // A backup from before is put back.
  const key = { tenant: "", subject: caller.subject, id: "c" };
  await store.conversations.change(key, () => copies[0]?.sealed ?? Buffer.from(""));
  expect(await opened().last(caller, "c")).toBeNull();
  // Who goes on under the same name begins anew.
  await conversations.keep(caller, "c", run("APAC"));
  expect(await opened().last(caller, "c")).toEqual(run("APAC"));
});

test("retention takes those that nobody went on with", async () => {
  await conversations.keep(caller, "old", run("EMEA"));
  await conversations.keep(caller, "new", run("EMEA"));
  await store.pool.query("update gantry.conversations set updated_at = now() - interval '40 days' where id = 'old'");
  expect(await retention.conversations(store.pool, new Date(Date.now() - 30 * 86_400_000))).toBe(1);
  expect(await conversations.last(caller, "old")).toBeNull();
  expect(await conversations.last(caller, "new")).not.toBeNull();
});
