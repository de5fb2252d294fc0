// Statements that are sent together: in their order, all or none, and a connection that failed once goes on.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openPool } from "./database.ts";
import { launchPostgres } from "./postgres/index.ts";
import type { EmbeddedPostgres } from "./postgres/index.ts";
import { inOneMessage, inTransaction } from "./transaction.ts";
import type { Transaction } from "./transaction.ts";

let folder: string;
let postgres: EmbeddedPostgres;
let pool: pg.Pool;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gantry-transaction-"));
  postgres = await launchPostgres({ dataDir: folder });
  // One connection: what one test leaves behind, the next meets.
  pool = openPool(postgres.url, 1);
  await pool.query("create table words (word text primary key)");
});
afterAll(async () => {
  await pool.end();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => pool.query("delete from words"));

const add = (word: string | null) => ({ text: "insert into words (word) values ($1)", values: [word] });
const holds = { text: "select 1 / $1::int as holds", values: [1] };
const holdsNoMore = { ...holds, values: [0] };
const words = async (): Promise<readonly string[]> => {
  const { rows } = await pool.query<{ word: string }>("select word from words order by word");
  return rows.map((row) => row.word);
};

test("what nobody waits for is there for whoever asks next, and when all is committed", async () => {
  const count = await inTransaction(pool, async (tx) => {
    tx.later(add("a"));
    tx.later(add("b"));
    const { rows } = await tx.query<{ count: number }>("select count(*)::int as count from words");
    tx.later(add("c"));
    return rows[0]?.count;
  });
  expect(count).toBe(2);
  expect(await words()).toEqual(["a", "b", "c"]);
});

test("what is asked first is answered to the work, each by its own result", async () => {
  await inTransaction(
    pool,
    async (_tx, [one, two]) => expect([one?.rows, two?.rows]).toEqual([[{ n: 1 }], [{ n: 2 }]]),
    [{ text: "select 1 as n" }, { text: "select 2 as n" }],
  );
});

test.each([
  ["a statement that fails undoes all of them, whatever was said of the others", [add("a"), add("a"), add("b")]],
  ["one whose statement the server does not understand too", [add("a"), { text: "insert into nothing", values: [] }]],
])("%s", async (_, statements) => {
  const told: string[] = [];
  const failing = (tx: Transaction) => {
    for (const statement of statements) tx.later({ ...statement, done: ({ command }) => told.push(command) });
    return Promise.resolve();
  };
  await expect(inTransaction(pool, failing)).rejects.toThrow();
  await expect(inOneMessage(pool, holds, failing)).rejects.toThrow();
  expect(told).toEqual([]);
  expect(await words()).toEqual([]);
  // The same statements on the same connection.
  await inTransaction(pool, async (tx) => tx.later(add("a")));
  expect(await words()).toEqual(["a"]);
});

test("work that throws leaves nothing behind", async () => {
  const work = async (tx: Transaction): Promise<never> => {
    await tx.query("insert into words (word) values ($1)", ["a"]);
    tx.later(add("b"));
    throw new Error("changed my mind");
  };
  await expect(inTransaction(pool, work)).rejects.toThrow("changed my mind");
  expect(await words()).toEqual([]);
});

test("one message counts where what was known still holds, and is void where it does not", async () => {
  const done: string[] = [];
  const work = async (tx: Transaction): Promise<string> => {
    tx.later({ ...add("a"), done: () => done.push("told") });
    return "written";
  };
  expect(await inOneMessage(pool, holdsNoMore, work)).toBeUndefined();
  expect([await words(), done]).toEqual([[], []]);
  expect(await inOneMessage(pool, holds, work)).toBe("written");
  expect([await words(), done]).toEqual([["a"], ["told"]]);
});

test("work that has to ask something comes to nothing in one message, and can be done the long way", async () => {
  const work = async (tx: Transaction): Promise<number> => {
    tx.later(add("a"));
    const { rowCount } = await tx.query("select word from words");
    return rowCount ?? 0;
  };
  expect(await inOneMessage(pool, holds, work)).toBeUndefined();
  expect(await words()).toEqual([]);
  expect(await inTransaction(pool, work)).toBe(1);
});
