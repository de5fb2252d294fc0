// Runs that wait for a person's approval, started through the engine of a real server over real PostgreSQL: what memory they
// take, and what the server asks of its database while nothing happens, against a server on which nothing waits.
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@gantry/client";
import { GantryError } from "@gantry/contract";
import pg from "pg";
import { openHouse, readData } from "../../test/support/house.ts";
import type { House } from "../../test/support/house.ts";
import { until } from "../../test/support/until.ts";
import type { Measurement } from "../measurement.ts";
import { median } from "../statistics.ts";
import { inspectable, inspectorOf, memoryOf } from "../waiting/inspect.ts";
import type { Memory } from "../waiting/inspect.ts";

/**
 * MB more than with none; statements as a multiple of those with none (polling is not quite even); rows of tables read
 * more, a second: a sweep that looked at ten thousand waiting rows every five seconds would read two thousand.
 */
const goals = { moreMegabytes: 50, statements: 1.1, moreRowsRead: 100 };

/** PostgreSQL counts what a session did when it has been idle for ten seconds, at the latest; what was read for a run is
 * let go of when nobody has used it for half a minute. Milliseconds. */
const [countedAfter, restedAfter] = [10_500, 40_000];

const env = { ...inspectable, GANTRY_PROJECT: path.resolve(import.meta.dirname, "../../test/projects/letters") };

interface Idle {
  /** A second. */
  readonly statements: number;
  readonly rowsRead: number;
}

interface Look extends Memory, Idle {
  readonly waiting: number;
}

export const measure: Measurement = async ({ quick, args }) => {
  const given = Number(args.find((it) => /^\d+$/.test(it)));
  const count = given > 0 ? given : quick ? 150 : 10_000;
  const [seconds, warmUp, rest] = quick ? [4, 10, countedAfter] : [20, 40, restedAfter];
  const looks: Record<string, Look> = {};
  let startsPerSecond = 0;
  let said = 0;
  const house = await openHouse(env);
  try {
    // A server that has done its warm-up on an empty database.
    await settle(house, warmUp, rest);
    looks["none"] = await look(house, seconds);
    const begun = performance.now();
    await fill(house, count);
    startsPerSecond = count / ((performance.now() - begun) / 1000);
    // The same process after all that work …
    if (!quick) {
      await settle(house, warmUp, rest);
      looks["after starting them"] = await look(house, seconds);
    }
    // … and a fresh one that finds them waiting.
    await stop(house);
    said = house.output().length;
    await house.restart();
    await settle(house, warmUp, rest);
    looks["after a restart"] = await look(house, seconds, said);
  } finally {
    await house.close();
  }
  const none = looks["none"];
  const full = Object.values(looks).slice(1);
  if (!none || full.length === 0) throw new Error("nothing was measured");
  console.table(
    Object.fromEntries(
      Object.entries(looks).map(([name, it]) => [name, Object.fromEntries(rounded(Object.entries(it)))]),
    ),
  );
  console.log(
    "resident, heap: MB of the server process after its garbage is collected; statements, rowsRead: of its database, a second",
  );
  const most = (of: (it: Look) => number): number => Math.max(...full.map(of));
  const figures = {
    runs: count,
    startedPerSecond: Math.round(startsPerSecond),
    goals,
    moreMegabytes: round(most((it) => it.resident - none.resident)),
    moreHeapMegabytes: round(most((it) => it.heap - none.heap)),
    statements: round(most((it) => it.statements / none.statements)),
    moreRowsRead: round(most((it) => it.rowsRead - none.rowsRead)),
    looks: Object.fromEntries(
      Object.entries(looks).map(([name, it]) => [name, Object.fromEntries(rounded(Object.entries(it)))]),
    ),
  };
  const pass =
    full.every((it) => it.waiting >= count) &&
    figures.moreMegabytes < goals.moreMegabytes &&
    figures.statements <= goals.statements &&
    figures.moreRowsRead <= goals.moreRowsRead;
  return { pass, figures };
};

const round = (value: number): number => Math.round(value * 100) / 100;
const rounded = (entries: readonly (readonly [string, number])[]): readonly (readonly [string, number])[] =>
  entries.map(([name, value]) => [name, round(value)]);

/** Starts as many runs as wait, all at once as far as the server takes them, and sees them through to waiting. */
async function fill(house: House, count: number): Promise<void> {
  const before = await waitingIn(house);
  const clients = await Promise.all(Array.from({ length: 40 }, (_, index) => house.client(`manager${index}`)));
  let left = count;
  const starter = async (client: Client): Promise<void> => {
    while (left-- > 0) await patiently(() => client.runFlow("letter", {}, { wait: 60 }));
  };
  const progress = setInterval(() => process.stderr.write(`\r${count - Math.max(left, 0)}/${count} runs `), 1000);
  try {
    await Promise.all(clients.map(starter));
  } finally {
    clearInterval(progress);
    process.stderr.write("\r");
  }
  await until("all runs to wait", async () => (await waitingIn(house)) >= before + count, 600);
}

/** Where a person's rate is used up, after a moment. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof GantryError) || error.code !== "rate-limited") throw error;
      await delay(1000);
    }
  }
}

/**
 * The same work on either server, so that their code is as warm: runs that are started, looked at and decided, and the
 * lists that people open.
 */
async function settle(house: House, warmUp: number, rest: number): Promise<void> {
  const client = await house.client("manager0");
  for (let turn = 0; turn < warmUp; turn++) {
    const answer = await client.runFlow("letter", {}, { wait: 60 });
    const [waits] = await client.approvals({ run: answer.run });
    if (waits) await client.decide(waits.id, { decision: "reject", contentHash: waits.contentHash });
  }
  await client.approvals();
  await client.runs();
  await delay(rest);
}

/** @param from where what this process said begins */
async function look(house: House, seconds: number, from = 0): Promise<Look> {
  const waiting = await waitingIn(house);
  const memory = await memoryOf(inspectorOf(house.output().slice(from)));
  const idle: Idle[] = [];
  for (let turn = 0; turn < (seconds < 10 ? 1 : 3); turn++) idle.push(await idleIn(house, seconds));
  return {
    waiting,
    ...memory,
    statements: median(idle.map((it) => it.statements)),
    rowsRead: median(idle.map((it) => it.rowsRead)),
  };
}

/** What the database was asked while nobody asked the server; every statement of the server is a transaction then. */
const idleIn = (house: House, seconds: number): Promise<Idle> =>
  withDatabase(house, async (client) => {
    const counted = async (): Promise<readonly [number, number]> => {
      const { rows } = await client.query<{ statements: string; read: string }>(
        `select xact_commit + xact_rollback as statements,
           (select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) from pg_stat_user_tables) as read
         from pg_stat_database where datname = current_database()`,
      );
      return [Number(rows[0]?.statements), Number(rows[0]?.read)];
    };
    const [statements, read] = await counted();
    await delay(seconds * 1000);
    const [after, readAfter] = await counted();
    return { statements: (after - statements) / seconds, rowsRead: (readAfter - read) / seconds };
  });

const waitingIn = (house: House): Promise<number> =>
  withDatabase(house, async (client) => {
    const { rows } = await client.query<{ count: string }>("select count(*) from gantry.runs where status = 'waiting'");
    return Number(rows[0]?.count);
  });

async function withDatabase<T>(house: House, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const [password, port] = [readData(house, "postgres/password").trim(), readData(house, "postgres/port").trim()];
  const client = new pg.Client({ connectionString: `postgresql://gantry:${password}@127.0.0.1:${port}/gantry` });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** In good order, as for a deploy. */
async function stop(house: House): Promise<void> {
  const { pid } = JSON.parse(readData(house, "server.json")) as { pid: number };
  process.kill(pid, "SIGTERM");
  await until(
    "the server to end",
    async () => {
      try {
        process.kill(pid, 0);
        return false;
      } catch {
        return true;
      }
    },
    60,
  );
}
