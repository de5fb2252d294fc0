import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { afterEach, expect, test } from "vitest";
import { findBinaries } from "./binaries.ts";
import { readPostmaster } from "./cluster.ts";
import { launchPostgres } from "./launch.ts";
import type { EmbeddedPostgres } from "./launch.ts";
import { isAlive } from "./process.ts";

const folders: string[] = [];
const running: EmbeddedPostgres[] = [];

/** As `mktemp -d` makes them: nobody but the owner may enter. */
function freshFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gantry-postgres-"));
  folders.push(folder);
  return path.join(folder, "data");
}

async function launch(dataDir: string, port?: number): Promise<EmbeddedPostgres> {
  const postgres = await launchPostgres({ dataDir, ...(port === undefined ? {} : { port }) });
  running.push(postgres);
  return postgres;
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const postmasterOf = (dataDir: string): number =>
  readPostmaster(path.join(dataDir, "postgres", "data"))?.pid ?? expect.unreachable("no postmaster");

afterEach(async () => {
  for (const postgres of running.splice(0)) await postgres.stop();
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
});

test("a first start makes a durable database that a stop and a second start keep", async () => {
  const dataDir = freshFolder();
  const first = await launch(dataDir);
  expect(first.adopted).toBe(false);
  const settings = await query<{ fsync: string; commit: string }>(
    first.url,
    "select current_setting('fsync') fsync, current_setting('synchronous_commit') commit",
  );
  expect(settings).toEqual([{ fsync: "on", commit: "on" }]);
  await query(first.url, "create table kept as select 41 + 1 as answer");
  const pid = postmasterOf(dataDir);
  await first.stop();
  expect(isAlive(pid)).toBe(false);
  const second = await launch(dataDir);
  expect(second.adopted).toBe(false);
  expect(new URL(second.url).port).toBe(new URL(first.url).port);
  expect(await query(second.url, "select answer from kept")).toEqual([{ answer: 42 }]);
});

test("after kill -9 of PostgreSQL the next start recovers what was committed", async () => {
  const dataDir = freshFolder();
  const owner = await ownerProcess(dataDir);
  await query(owner.url, "create table kept as select 42 as answer");
  process.kill(postmasterOf(dataDir), "SIGKILL");
  await owner.kill();
  const next = await launch(dataDir);
  expect(next.adopted).toBe(false);
  expect(await query(next.url, "select answer from kept")).toEqual([{ answer: 42 }]);
});

test("a session that outlives its killed PostgreSQL is waited for", async () => {
  const dataDir = freshFolder();
  const owner = await ownerProcess(dataDir);
  const session = new pg.Client({ connectionString: owner.url });
  session.on("error", () => undefined);
  await session.connect();
  const { rows } = await session.query<{ pid: number }>("select pg_backend_pid() as pid");
  const pid = rows[0]?.pid ?? expect.unreachable("no session");
  // It can't notice that its postmaster is gone, as on a machine that has no time for it.
  process.kill(pid, "SIGSTOP");
  process.kill(postmasterOf(dataDir), "SIGKILL");
  await owner.kill();
  const next = launch(dataDir);
  await delay(5000);
  process.kill(pid, "SIGCONT");
  expect(await query((await next).url, "select 1 as up")).toEqual([{ up: 1 }]);
  await session.end().catch(() => undefined);
});

test("after kill -9 of the app alone the next one adopts the server it left behind", async () => {
  const dataDir = freshFolder();
  const owner = await ownerProcess(dataDir);
  const pid = postmasterOf(dataDir);
  await owner.kill();
  const next = await launch(dataDir);
  expect(next.adopted).toBe(true);
  expect(postmasterOf(dataDir)).toBe(pid);
});

test("a second server on the same data folder is told who has it and what to do", async () => {
  const dataDir = freshFolder();
  const owner = await ownerProcess(dataDir);
  await expect(launchPostgres({ dataDir })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining(`process ${owner.pid}`),
    remedy: expect.stringContaining(`kill ${owner.pid}`),
  });
  await owner.kill();
});

test("a taken port is passed over for a free one", async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
  });
  try {
    const postgres = await launch(freshFolder(), port);
    expect(new URL(postgres.url).port).not.toBe(String(port));
    expect(await query(postgres.url, "select 1 as up")).toEqual([{ up: 1 }]);
  } finally {
    server.close();
  }
});

test("a platform that has no PostgreSQL is told so in one line", () => {
  expect(() => findBinaries("sunos", "sparc")).toThrow(/no PostgreSQL comes with Gantry for sunos-sparc/);
});

/** Another process that holds the folder until it is killed with -9. */
async function ownerProcess(dataDir: string): Promise<{ url: string; pid: number; kill(): Promise<void> }> {
  const module = new URL("./launch.ts", import.meta.url).href;
  const script = `import { launchPostgres } from ${JSON.stringify(module)};
    console.log((await launchPostgres({ dataDir: ${JSON.stringify(dataDir)} })).url);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.once("exit", () => reject(new Error("the owner process ended")));
  });
  const pid = child.pid ?? expect.unreachable("no pid");
  return {
    url,
    pid,
    kill: async () => {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
