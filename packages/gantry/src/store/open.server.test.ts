import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { LedgerEntryView } from "@gantry/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bucketRows, launchPostgres, openStore, resultRows } from "./index.ts";
import type { EmbeddedPostgres, Store } from "./index.ts";

let folder: string;
let postgres: EmbeddedPostgres;
let store: Store;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "gantry-store-"));
  postgres = await launchPostgres({ dataDir: folder });
  // Three servers that start at once on a fresh database.
  const [first, ...others] = await Promise.all([1, 2, 3].map(() => openStore(postgres.url, { connections: 4 })));
  for (const other of others) await other?.close();
  store = first ?? expect.unreachable("a store");
});

afterAll(async () => {
  await store.close();
  await postgres.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

test("migrations that were applied are not applied again; a foreign one is refused by name", async () => {
  await (await openStore(postgres.url)).close();
  await store.pool.query("insert into gantry.migrations (name, checksum) values ('9999-later.sql', 'x')");
  await expect(openStore(postgres.url)).rejects.toMatchObject({
    code: "bad-config",
    message: expect.stringContaining("9999-later.sql"),
  });
  await store.pool.query("delete from gantry.migrations where name = '9999-later.sql'");
  await store.pool.query("update gantry.migrations set checksum = 'x' where name = '0001-runs.sql'");
  await expect(openStore(postgres.url)).rejects.toMatchObject({ message: expect.stringContaining("0001-runs.sql") });
});

test("vault entries are found by token, in one row or all, and never overwritten", async () => {
  const entry = {
    run: "r1",
    row: "a",
    token: "PERSON_1",
    label: "person.name",
    sealed: Buffer.from("sealed"),
  };
  await store.vault.put([entry, { ...entry, row: "b" }]);
  await store.vault.put([{ ...entry, sealed: Buffer.from("other") }]);
  expect(await store.vault.find("r1", ["PERSON_1"])).toHaveLength(2);
  expect(await store.vault.find("r1", ["PERSON_1"], "a")).toEqual([entry]);
  expect(await store.vault.find("r2", ["PERSON_1"])).toEqual([]);
});

const link = (seq: number, run: string | null): LedgerEntryView => ({
  chain: "c1",
  seq,
  at: new Date(Date.UTC(2026, 10, 16, 8, 0, seq, 123)).toISOString(),
  kind: "egress.attempted",
  run,
  caller: "mara",
  body: { z: 1, a: { nested: [1, "two", null] } },
  hash: `h${seq}`,
  previous: `h${seq - 1}`,
});

test("ledger entries come back as they were appended, and a fork of a chain is refused whole", async () => {
  await store.ledger.append([link(1, "r1"), link(2, null), link(3, "r1")]);
  expect(await store.ledger.ofRun("r1")).toEqual([link(1, "r1"), link(3, "r1")]);
  expect(await store.ledger.ofChain("c1", 1, 10)).toEqual([link(2, null), link(3, "r1")]);
  expect((await store.ledger.latest(1)).map((it) => it.seq)).toEqual([3]);
  await expect(store.ledger.append([link(4, "r1"), link(3, "r1")])).rejects.toThrow(/duplicate key/);
  expect(await store.ledger.heads()).toEqual([{ chain: "c1", seq: 3, hash: "h3" }]);
});

test("what is written outside of a transaction is there at once", async () => {
  await store.pool.query(
    `insert into gantry.runs (id, flow, title, policy, status, requested_by, created_at, sealed)
     values ('w', 'f', 'F', 'p', 'running', 'mara', now(), '')`,
  );
  await resultRows.insert(store.pool, "w", "s", [{ row: "a", position: 0, sealed: Buffer.from("sealed") }]);
  expect((await resultRows.list(store.pool, "w", "s")).map((it) => it.row)).toEqual(["a"]);
});

test("a conversation belongs to whom it was begun by; changes of it go one after the other", async () => {
  const key = { tenant: "", subject: "mara", id: "c" };
  const add = (letter: string): Promise<void> =>
    store.conversations.change(key, (before) => Buffer.concat([before ?? Buffer.from(""), Buffer.from(letter)]));
  await Promise.all(["1", "2", "3", "4"].map(add));
  expect((await store.conversations.find(key))?.sealed).toHaveLength(4);
  await store.conversations.change({ ...key, subject: "ann" }, () => Buffer.from("hers"));
  expect((await store.conversations.find({ ...key, subject: "ann" }))?.sealed).toEqual(Buffer.from("hers"));
  expect(await store.conversations.find({ ...key, tenant: "other" })).toBeUndefined();
  await store.conversations.remove(key);
  expect(await store.conversations.find(key)).toBeUndefined();
});

test("a bucket gives as many tokens as it holds, whoever draws at once, and fills again", async () => {
  const draws = await Promise.all(Array.from({ length: 12 }, () => bucketRows.take(store.pool, "mara", 10, 0.000001)));
  expect(draws.filter((it) => it.allowed)).toHaveLength(10);
  expect((await bucketRows.take(store.pool, "ann", 10, 1)).tokens).toBe(9);
  // A second is enough for a thousand.
  await store.pool.query("update gantry.buckets set at = at - interval '1 second' where caller = 'mara'");
  expect(await bucketRows.take(store.pool, "mara", 10, 1000)).toEqual({ allowed: true, tokens: 9 });
});
