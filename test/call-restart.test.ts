// A run that waits for what it called goes on in whichever process comes next.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { manager } from "../packages/gantry/src/run/testing/house.ts";
import { launchPostgres, runRows } from "../packages/gantry/src/store/index.ts";
import type { EmbeddedPostgres } from "../packages/gantry/src/store/index.ts";
import { letter, writing } from "./support/steps/letter.ts";
import { columnOf, ended, openSteps, published } from "./support/steps/open.ts";
import { until } from "./support/until.ts";

let folder: string;
let postgres: EmbeddedPostgres;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gantry-call-"));
  postgres = await launchPostgres({ dataDir: folder });
  published.set(letter.name, letter);
});
afterAll(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("decided where nobody works, taken up by the next process, with the mail sent once", async () => {
  const first = await openSteps({ url: postgres.url });
  const run = await first.start(writing());
  expect(await first.runs.settled(run)).toBe("waiting");
  await first.close();
  const second = await openSteps({ url: postgres.url });
  try {
    const [child] = await runRows.children(second.store.pool, run, "sent");
    const [draft] = await second.runs.approvals(manager, { run: child?.id ?? "" });
    await second.runs.decide(draft?.id ?? "", { decision: "accept", contentHash: draft?.contentHash ?? "" }, manager);
    expect(await ended(second, run)).toBe("done");
    expect(second.mails()).toHaveLength(1);
    expect(await columnOf(second, run, "Sent", "email")).toEqual(["buyer1@example.com"]);
  } finally {
    await second.close();
  }
});

test("a run that was ended by a process which then died ends what it called all the same", async () => {
  const house = await openSteps({ url: postgres.url });
  try {
    const run = await house.start(writing());
    expect(await house.runs.settled(run)).toBe("waiting");
    // As far as such a process came.
    await house.store.pool.query("update gantry.runs set status = 'cancelled', ended_at = now() where id = $1", [run]);
    const status = await until("the run that was called to end", async () => {
      const [child] = await runRows.children(house.store.pool, run, "sent");
      return child?.status === "waiting" ? undefined : child?.status;
    });
    expect(status).toBe("cancelled");
  } finally {
    await house.close();
  }
});
