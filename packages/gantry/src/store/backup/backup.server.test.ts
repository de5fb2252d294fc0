import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { prepareQueue } from "../../run/index.ts";
import {
  keyringOf,
  launchPostgres,
  migrateDatabase,
  moveDatabase,
  requireKeyOf,
  requireOwn,
  restoreBackup,
  verifyBackup,
  writeBackup,
} from "../index.ts";
import type { EmbeddedPostgres } from "../index.ts";

const keyring = keyringOf(new Uint8Array(32).fill(3));
let folder: string;
let postgres: EmbeddedPostgres;
let house: string;
const file = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "gantry-backup-"));
  postgres = await launchPostgres({ dataDir: file("data") });
  house = await database("house");
  await fill(house);
  fs.mkdirSync(file("home/blobs/r1"), { recursive: true });
  fs.writeFileSync(file("home/blobs/r1/rows.parquet"), "sealed rows");
  fs.writeFileSync(file("home/blobs/empty"), "");
});

afterAll(async () => {
  await postgres.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** A fresh database with all tables in it. */
async function database(name: string): Promise<string> {
  await query(postgres.url, `create database ${name}`);
  const url = new URL(postgres.url);
  url.pathname = `/${name}`;
  await migrateDatabase(url.href);
  await prepareQueue(url.href);
  return url.href;
}

async function query(url: string, sql: string, values: unknown[] = []): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Rows with all that a text format could trip over. */
async function fill(url: string): Promise<void> {
  await requireOwn(
    { query: async (sql: string, values?: unknown[]) => ({ rows: await query(url, sql, values) }) } as never,
    keyring,
  );
  for (const [index, text] of ["plain", "tab\tline\nend\\N \\. \u2028 ünï", "", "\\n"].entries()) {
    await query(
      url,
      `insert into gantry.runs (id, flow, title, policy, status, requested_by, created_at, ended_at, sealed)
       values ($1, 'f', $2, 'p', 'running', 'mara', now(), null, $3)`,
      [`r${index}`, text, Buffer.from([0, 10, 13, 92, 255, index])],
    );
    await query(url, "insert into gantry.step_results (run, step, sealed) values ($1, 's', $2)", [
      `r${index}`,
      Buffer.alloc(100_000, index),
    ]);
  }
  await query(
    url,
    `insert into gantry.ledger (chain, seq, at, kind, body, hash, previous)
     values ('c', 1, 'infinity', 'k', '{"n": 12345678901234567890.10, "a": [null, "\\n"]}', 'h', 'p')`,
  );
}

const rowsOf = (url: string): Promise<readonly unknown[]> =>
  query(
    url,
    `select id, title, sealed, created_at::text, (select body::text from gantry.ledger) as body,
       (select sealed from gantry.step_results where run = r.id) as result from gantry.runs r order by id`,
  );

const backup = async (name: string) =>
  writeBackup({
    url: house,
    dataFolder: file("home"),
    file: file(name),
    signing: keyring.signing,
    verifying: keyring.verifying,
  });

test("what a backup gives back is what was there, every byte of it, files too", async () => {
  const manifest = await backup("one.tar");
  expect(manifest.tables.find((it) => it.name === "gantry.runs")).toMatchObject({ rows: 4 });
  const checked = await verifyBackup(file("one.tar"));
  requireKeyOf(checked.manifest, keyring);
  const target = await database("restored");
  await restoreBackup(checked, { url: target, dataFolder: file("new-home") });
  expect(await rowsOf(target)).toEqual(await rowsOf(house));
  expect(fs.readFileSync(file("new-home/blobs/r1/rows.parquet"), "utf8")).toBe("sealed rows");
  expect(fs.readFileSync(file("new-home/blobs/empty"), "utf8")).toBe("");
});

test("a backup takes no other's place, and a second restore finds the database filled", async () => {
  await expect(backup("one.tar")).rejects.toThrow(/EEXIST/);
  expect(fs.existsSync(file("one.tar.part"))).toBe(false);
  const checked = await verifyBackup(file("one.tar"));
  const url = new URL(house);
  url.pathname = "/restored";
  await expect(restoreBackup(checked, { url: url.href, dataFolder: file("new-home") })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("gantry.runs"),
  });
});

test("another key is told before anything is restored", async () => {
  const { manifest } = await verifyBackup(file("one.tar"));
  expect(() => requireKeyOf(manifest, keyringOf(new Uint8Array(32).fill(4)))).toThrow(/another master key/);
});

test("whatever byte is changed, and wherever it is cut off, the backup says so", async () => {
  const whole = fs.readFileSync(file("one.tar"));
  const { manifest } = await verifyBackup(file("one.tar"));
  // Behind the last entry are zeros alone, up to the end.
  const last = whole.findLastIndex((byte) => byte !== 0);
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: last }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ change;
      fs.writeFileSync(file("changed.tar"), changed);
      // What stands between two entries says nothing of either.
      const found = await verifyBackup(file("changed.tar")).catch((error: unknown) => error);
      if (found instanceof Error) expect(found).toMatchObject({ code: "bad-input" });
      else expect(found).toMatchObject({ manifest });
    }),
    { numRuns: 60 },
  );
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: last - 1 }), async (length) => {
      fs.writeFileSync(file("cut.tar"), whole.subarray(0, length));
      await expect(verifyBackup(file("cut.tar"))).rejects.toMatchObject({ code: "bad-input" });
    }),
    { numRuns: 20 },
  );
});

test("a move takes everything along, marks where it went, and comes back", async () => {
  const before = await rowsOf(house);
  const other = await database("other");
  await moveDatabase({ from: house, to: other, place: "db.example/gantry" });
  expect(await rowsOf(other)).toEqual(before);
  const pool = new pg.Pool({ connectionString: house });
  await expect(requireOwn(pool, keyring)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("db.example/gantry"),
  });
  await pool.end();
  await query(other, "insert into gantry.policies (version, document) values ('v', '{}')");
  await moveDatabase({ from: other, to: house, place: "home" });
  expect(await rowsOf(house)).toEqual(before);
  expect(await query(house, "select version from gantry.policies")).toEqual([{ version: "v" }]);
});

test("a database that a server uses is not moved; nor is one moved into another that holds something", async () => {
  const [used, target] = [await database("used"), await database("target")];
  await fill(used);
  await query(used, "insert into gantry.executors (id, process, seen) values ('p_1', 'host/7', now())");
  await expect(moveDatabase({ from: used, to: target, place: "x" })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("host/7"),
  });
  expect(await query(used, "select 1 from gantry.house where name = 'moved'")).toEqual([]);
  await query(used, "delete from gantry.executors");
  await fill(target);
  await expect(moveDatabase({ from: used, to: target, place: "x" })).rejects.toMatchObject({ code: "conflict" });
});
