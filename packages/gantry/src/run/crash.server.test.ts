import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { launchPostgres, runRows } from "../store/index.ts";
import { app, endAll, stop, until, withStore } from "./testing/child.ts";
import { readOutbox } from "./testing/outbox.ts";

let folder: string;
const outbox = (): string => path.join(folder, "mails");
const log = (): string => path.join(folder, "log");

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "gantry-crash-"));
});

afterEach(async () => {
  await endAll();
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
