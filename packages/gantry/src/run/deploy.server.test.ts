// A deploy while runs wait: processes of two versions of a flow on one database, and then the new one alone.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { launchPostgres, runRows, stepRows } from "../store/index.ts";
import type { EmbeddedPostgres } from "../store/index.ts";
import type { AppOptions } from "./testing/app.ts";
import { app, endAll, stop, until, withStore } from "./testing/child.ts";
import { readOutbox } from "./testing/outbox.ts";

let folder: string;
let postgres: EmbeddedPostgres;

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "gantry-deploy-"));
  postgres = await launchPostgres({ dataDir: path.join(folder, "data") });
});

afterEach(async () => {
  await endAll();
  await postgres?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

test("what waits for a person when a flow is changed ends as it began; what starts later follows the change", async () => {
  const outbox = path.join(folder, "mails");
  const options: AppOptions = { url: postgres.url, executor: null, outbox, log: path.join(folder, "log") };
  const before = app({ ...options, runs: 1 });
  const { run: old } = await before.said<{ run: string }>("run");
  await withStore(postgres.url, async (store) => {
    await until(async () => (await runRows.status(store.pool, old)) === "waiting");
    // Both versions are up, and share the work.
    const after = app({ ...options, changed: true, runs: 1 });
    const { run: fresh } = await after.said<{ run: string }>("run");
    await until(async () => (await runRows.status(store.pool, fresh)) === "waiting");
    await stop(before.child, "SIGTERM");
    const decider = app({ ...options, changed: true, accept: [old, fresh] });
    await until(async () => {
      const states = await Promise.all([old, fresh].map((id) => runRows.status(store.pool, id)));
      return states.every((it) => it === "done");
    });
    expect(decider.all.filter((it) => "accepted" in it)).toHaveLength(2);
    const stepsOf = async (run: string) => (await stepRows.list(store.pool, run)).map((it) => it.step);
    expect(await stepsOf(old)).toContain("activities");
    expect(await stepsOf(fresh)).not.toContain("activities");
    const subjectOf = (run: string) => readOutbox(outbox).find((it) => it.key.startsWith(run))?.subject;
    expect(subjectOf(old)).toContain("A word on your renewal");
    expect(subjectOf(fresh)).toBe("Good news");
  });
});
