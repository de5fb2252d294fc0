import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "vitest";
import { launchPostgres, openStore, runRows } from "../store/index.ts";
import type { Store } from "../store/index.ts";
import type { AppOptions } from "./testing/app.ts";
import { readOutbox } from "./testing/outbox.ts";

let folder: string;
let children: ChildProcess[];
const outbox = (): string => path.join(folder, "mails");
const log = (): string => path.join(folder, "log");

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "gantry-crash-"));
  children = [];
});

afterEach(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) await stop(child, "SIGTERM");
  fs.rmSync(folder, { recursive: true, force: true });
});

for (const fault of ["decision-committed", "intent-committed", "effect-made"] as const) {
  test(`kill -9 at "${fault}": after a new start every approved mail goes out once`, async () => {
    const dataDir = path.join(folder, "data");
    const options = { dataDir, executor: "app", outbox: outbox(), log: log() };
    const first = app({ ...options, letters: 3, fault });
    const { run } = await first.said<{ run: string }>("run");
    await once(first.child, "exit");
    expect(first.child.signalCode).toBe("SIGKILL");
    const accepted = Math.max(first.all.filter((it) => "accepted" in it).length, 1);
    const second = app(options);
    const { url } = await second.said<{ url: string }>("ready");
    await withStore(url, async (store) => {
      await until(async () => {
        const { rows } = await store.pool.query<{ state: string }>(
          "select state from gantry.effects where run = $1 and step = 'emails'",
          [run],
        );
        return rows.length >= accepted && rows.every((it) => it.state === "sent");
      });
    });
    const keys = readOutbox(outbox()).map((mail) => mail.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThanOrEqual(accepted);
  });
}

test("kill -9 of PostgreSQL alone, in the middle of runs: it comes back, and all of them go on", async () => {
  const dataDir = path.join(folder, "data");
  const one = app({ dataDir, executor: "app", outbox: outbox(), log: log(), runs: 20 });
  const { url } = await one.said<{ url: string }>("ready");
  await one.said("run");
  const postmaster = Number(
    fs.readFileSync(path.join(dataDir, "postgres", "data", "postmaster.pid"), "utf8").split("\n")[0],
  );
  process.kill(postmaster, "SIGKILL");
  await until(async () => {
    try {
      return await withStore(url, async (store) => {
        // Those that were acknowledged are there, and none is stuck.
        const started = one.all.filter((it) => "run" in it).map((it) => it["run"]);
        const runs = await runRows.list(store.pool, { limit: 100 });
        expect(started.filter((id) => !runs.some((it) => it.id === id))).toEqual([]);
        return runs.length === 20 && runs.every((it) => it.status === "waiting");
      });
    } catch (error) {
      if (error instanceof Error && error.name === "AssertionError") throw error;
      return false; // it is not back yet
    }
  });
});

test("of two processes on one database the living one takes over from the dead one", async () => {
  const postgres = await launchPostgres({ dataDir: path.join(folder, "data") });
  try {
    const options = { url: postgres.url, executor: null, outbox: outbox(), log: log() };
    const hanging = app({ ...options, hang: true, runs: 3 });
    await hanging.said("hangs");
    const living = app(options);
    await living.said("ready");
    hanging.child.kill("SIGKILL");
    await once(hanging.child, "exit");
    await withStore(postgres.url, (store) =>
      until(async () => {
        const runs = await runRows.list(store.pool, { limit: 10 });
        return runs.length === 3 && runs.every((it) => it.status === "waiting");
      }),
    );
    await stop(living.child, "SIGTERM");
    expect(living.child.exitCode).toBe(0);
  } finally {
    await postgres.stop();
  }
});

interface App {
  readonly child: ChildProcess;
  /** All that it has said so far. */
  readonly all: readonly Record<string, unknown>[];
  /** The first thing it says that has this name. */
  said<T = unknown>(name: string): Promise<T>;
}

function app(options: AppOptions): App {
  const script = new URL("./testing/app.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const all: Record<string, unknown>[] = [];
  const listeners = new Set<() => void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    all.push(JSON.parse(line) as Record<string, unknown>);
    for (const listen of listeners) listen();
  });
  const said = <T>(name: string): Promise<T> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = all.find((it) => name in it);
        if (found) resolve(found as T);
      };
      listeners.add(look);
      child.once("exit", () => {
        look();
        reject(new Error(`the app ended before it said "${name}"`));
      });
      look();
    });
  return { child, all, said };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

async function withStore<T>(url: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(url, { connections: 2 });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Looks again until it holds; the test's own time limit ends it. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}
