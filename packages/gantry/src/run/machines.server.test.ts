// Several processes on one database: what one of them begins, any of them may finish, and none of them does twice.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { launchPostgres } from "../store/index.ts";
import type { EmbeddedPostgres } from "../store/index.ts";
import { app, endAll, until, withStore } from "./testing/child.ts";
import { readOutbox } from "./testing/outbox.ts";

let folder: string;
let postgres: EmbeddedPostgres;
const file = (name: string): string => path.join(folder, name);

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "gantry-machines-"));
  postgres = await launchPostgres({ dataDir: file("data") });
});

afterEach(async () => {
  await endAll();
  await postgres.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const peers = () => ({ url: postgres.url, executor: null, outbox: file("mails"), log: file("log") });

/** Keys of the mails that went out, once the effects of the run are all through. */
const mailsOf = (run: string, count: number): Promise<readonly string[]> =>
  withStore(postgres.url, async (store) => {
    await until(async () => {
      const { rows } = await store.pool.query<{ state: string }>("select state from gantry.effects where run = $1", [
        run,
      ]);
      return rows.length === 2 * count && rows.every((it) => it.state === "sent");
    });
    return readOutbox(file("mails")).map((mail) => mail.key);
  });

const twice = (keys: readonly string[]): readonly string[] => keys.filter((key, at) => keys.indexOf(key) !== at);

test("a process that is stopped past its lease with a mail half-way does not send it when it goes on", async () => {
  const stopped = app({ ...peers(), letters: 3, sleep: "intent-committed" });
  const { run } = await stopped.said<{ run: string }>("run");
  await stopped.said("sleeps");
  const other = app(peers());
  await other.said("took-over");
  // All that was decided before the stop goes out of the other process.
  const decided = stopped.all.filter((it) => "accepted" in it).length;
  await until(async () => readOutbox(file("mails")).length >= Math.max(decided, 1));
  stopped.child.kill("SIGCONT");
  await stopped.said("lease-lost");
  expect(twice(await mailsOf(run, 3))).toEqual([]);
});

test("stopped after the mail was sent and before that was written down: found, not sent again, and its row goes on", async () => {
  const stopped = app({ ...peers(), letters: 2, sleep: "effect-made" });
  const { run } = await stopped.said<{ run: string }>("run");
  await stopped.said("sleeps");
  const other = app(peers());
  await other.said("took-over");
  stopped.child.kill("SIGCONT");
  await stopped.said("lease-lost");
  expect(twice(await mailsOf(run, 2))).toEqual([]);
});

test("a process that nobody took over from does its own work again under a new name", async () => {
  const alone = app({ ...peers(), letters: 2, sleep: "intent-committed" });
  const { run } = await alone.said<{ run: string }>("run");
  await alone.said("sleeps");
  await withStore(postgres.url, (store) =>
    until(async () => {
      const { rows } = await store.pool.query<{ over: boolean }>(
        "select bool_and(seen < clock_timestamp() - interval '1.2 seconds') as over from gantry.executors",
      );
      return rows[0]?.over === true;
    }),
  );
  alone.child.kill("SIGCONT");
  await alone.said("lease-lost");
  expect(twice(await mailsOf(run, 2))).toEqual([]);
});

test("a process whose clock jumps by a day while approvals wait expires none, and goes on with its work", async () => {
  const jumping = app({ ...peers(), runs: 3 });
  for (const index of [0, 1, 2]) await until(async () => jumping.all.filter((it) => "run" in it).length > index);
  const states = (): Promise<readonly string[]> =>
    withStore(postgres.url, async (store) => {
      const { rows } = await store.pool.query<{ state: string }>("select state from gantry.approvals");
      return rows.map((it) => it.state);
    });
  await until(async () => (await states()).length === 3);
  jumping.child.kill("SIGUSR2");
  await jumping.said("jumped");
  // Its lease is over by its own clock: it begins a new one, and sweeps on.
  await jumping.said("lease-lost");
  const other = app({ ...peers(), letters: 2 });
  const { run } = await other.said<{ run: string }>("run");
  expect(twice(await mailsOf(run, 2))).toEqual([]);
  expect(await states()).toEqual(expect.arrayContaining(["pending", "pending", "pending"]));
  expect(await states()).not.toContain("expired");
});
