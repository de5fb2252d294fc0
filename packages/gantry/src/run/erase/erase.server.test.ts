import { once } from "node:events";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createGuests } from "../../guest/index.ts";
import { createKeyring, createSealer, keptRows, launchPostgres, openStore } from "../../store/index.ts";
import type { Store } from "../../store/index.ts";
import { app, endAll } from "../testing/child.ts";
import { backupOf, restore } from "../testing/backup.ts";
import { manager, startLetters } from "../testing/house.ts";
import { openRuns } from "../testing/open.ts";
import type { TestRuns } from "../testing/open.ts";
import type { RunDependencies, Runs } from "../types.ts";
import { openKept } from "./open-kept.ts";

let house: TestRuns;
let folder: string;
let store: Store;
let runs: Runs;
let keyring: RunDependencies["keyring"];

beforeAll(async () => {
  house = await openRuns({
    over: (_usual, own) => {
      keyring = createKeyring(own, {});
      return { keyring, certify: async (record) => record };
    },
  });
  ({ runs, store, folder } = house);
});

afterAll(async () => {
  await endAll();
  await house.close();
});

/** All that can be read of a run with the keys that there are. */
async function readable(of: Store, run: string, keys: RunDependencies["keyring"]): Promise<string> {
  const box = createSealer(keys).box(run);
  const texts: string[] = [];
  for (const kept of await keptRows.list(of.pool, run, false)) {
    try {
      texts.push(JSON.stringify((await openKept(box, kept))?.items ?? null));
    } catch {
      // Gone with the run's own key: nothing to read.
    }
  }
  return texts.join("\n");
}

/** What a guest that works on a row of somebody else notes of her. */
async function keepAsGuest(run: string, text: string): Promise<void> {
  const guests = createGuests({ store, keyring, address: Promise.resolve("http://house") });
  const row = { run, step: "letters", row: "other", subjects: [] };
  const guest = await guests.open((await guests.admit(row, new AbortController().signal)).token);
  const value = { type: "json", text: JSON.stringify({ text }) };
  await guests.keepWrites(guest, {
    thread: "t",
    namespace: "",
    id: "c-1",
    writes: [{ task: "analyse", path: "", place: 0, channel: "analysis", value }],
  });
}

const subject = "crm.accounts:cust-1";
const values = ["Company 1", "buyer1@example.com", "cust-1"];

test("nothing of an erased subject can be read in runs or a restored backup; all others stay; what waits for it is withdrawn", async () => {
  const run = await runs.start(startLetters(3, { question: "Who is at risk? I think of Company 1." }));
  const plain = await runs.start(startLetters(3));
  for (const each of [run, plain]) expect(await runs.settled(each)).toBe("waiting");
  const before = await runs.approvals(manager, { run, state: "pending" });
  expect(before).toHaveLength(3);
  await keepAsGuest(run, "Company 1 and Company 0 are about to leave");
  for (const value of values) expect(await readable(store, run, keyring)).toContain(value);
  const backup = await backupOf(store);

  const dry = await runs.searchSubject({ subject, by: "mara", values: [] });
  expect(dry).toMatchObject({ dryRun: true, counts: { runs: 2, approvals: 2, effects: 0 } });
  expect(dry.counts.quotes).toBeGreaterThan(0);
  expect(await runs.approvals(manager, { run, state: "pending" })).toHaveLength(3);

  const done = await runs.eraseSubject({ subject, by: "mara", values: [] });
  expect(done).toMatchObject({ dryRun: false, counts: dry.counts, receipt: { subject, requestedBy: "mara" } });

  const waiting = await runs.approvals(manager, { run, state: "pending" });
  expect(waiting.map((it) => it.content["email"])).toEqual(["buyer0@example.com", "buyer2@example.com"]);
  for (const each of [run, plain]) {
    const left = await readable(store, each, keyring);
    for (const value of values) expect(left).not.toContain(value);
    for (const other of ["Company 0", "buyer2@example.com"]) expect(left).toContain(other);
  }
  expect((await runs.get(run, manager)).question).toBe("Who is at risk? I think of [erased].");
  const answer = JSON.stringify(await runs.answer(run, manager));
  expect(answer).toContain("Company 2");
  expect(answer).not.toContain("Company 1");

  // The backup, put back elsewhere with the keys that there are now.
  const elsewhere = await launchPostgres({ dataDir: path.join(folder, "elsewhere") });
  const restored = await openStore(elsewhere.url);
  await restore(restored, backup);
  const keys = createKeyring(folder, {});
  for (const each of [run, plain]) {
    const left = await readable(restored, each, keys);
    for (const value of values) expect(left).not.toContain(value);
  }
  // The run that only held rows of the subject is whole but for them.
  expect(await readable(restored, plain, keys)).toContain("buyer2@example.com");
  await restored.close();
  await elsewhere.stop();

  // The run goes on with those that are left.
  for (const { id, contentHash } of waiting) await runs.decide(id, { decision: "accept", contentHash }, manager);
  expect(await runs.settled(run)).toBe("done");
  const written = house.mails().map((it) => it.to);
  expect(written.sort()).toEqual(["buyer0@example.com", "buyer2@example.com"]);

  expect(await runs.eraseSubject({ subject, by: "mara", values: [] })).toMatchObject({
    counts: { runs: 0, rows: 0, quotes: 0 },
  });
  // Whoever comes again is kept again.
  const later = await runs.start(startLetters(2));
  expect(await runs.settled(later)).toBe("waiting");
  expect(await runs.approvals(manager, { run: later })).toHaveLength(2);
});

test("a subject that the catalog does not know is refused with what it knows", async () => {
  await expect(runs.searchSubject({ subject: "crm.nobody:1", by: "mara", values: [] })).rejects.toMatchObject({
    code: "bad-input",
    remedy: expect.stringContaining("crm.accounts"),
  });
});

for (const fault of ["erasure-sealed", "erasure-destroyed"] as const) {
  test(`kill -9 at "${fault}": the next start finishes the erasure`, async () => {
    const dataDir = path.join(folder, fault);
    const options = { dataDir, executor: "app", outbox: path.join(dataDir, "mails"), log: path.join(dataDir, "log") };
    const first = app({ ...options, erase: subject, fault });
    await once(first.child, "exit");
    expect(first.child.signalCode).toBe("SIGKILL");
    const { url } = await app(options).said<{ url: string }>("ready");
    const other = await openStore(url, { connections: 2 });
    const { rows } = await other.pool.query<{ done: boolean }>(
      "select done_at is not null as done from gantry.erasures",
    );
    expect(rows).toEqual([{ done: true }]);
    const [run = ""] = await keptRows.runs(other.pool);
    const left = await readable(other, run, createKeyring(dataDir, {}));
    for (const value of values) expect(left).not.toContain(value);
    expect(left).toContain("buyer2@example.com");
    await other.close();
    await endAll();
  });
}
