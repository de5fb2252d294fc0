// Rights that are lost while a run is under way: nothing more leaves for whoever asked, nor by the word of whoever approved.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { launchPostgres, openStore } from "../store/index.ts";
import type { EmbeddedPostgres, Store } from "../store/index.ts";
import { createRuns } from "./runs.ts";
import { dependenciesOf, manager, startLetters } from "./testing/house.ts";
import { logAction, mailAction, readOutbox } from "./testing/outbox.ts";
import type { Runs } from "./types.ts";

let folder: string;
let postgres: EmbeddedPostgres;
let store: Store;
let runs: Runs;
/** Rights that nobody has any more. */
const lost = new Set<string>();
let onMail: () => void = () => undefined;
let onModel: () => void = () => undefined;
const outbox = (): string => path.join(folder, "mails");

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "gantry-standing-"));
  postgres = await launchPostgres({ dataDir: path.join(folder, "data") });
  store = await openStore(postgres.url);
  const dependencies = dependenciesOf(store, {
    mail: mailAction(outbox(), () => onMail()),
    log: logAction(path.join(folder, "log")),
    onModel: () => onModel(),
  });
  const { policy } = dependencies;
  runs = createRuns({
    ...dependencies,
    policy: { ...policy, may: (caller, permission) => !lost.has(permission) && policy.may(caller, permission) },
  });
  await runs.launch();
});
afterAll(async () => {
  await runs.shutdown();
  await store.close();
  await postgres.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  fs.rmSync(outbox(), { force: true });
  lost.clear();
  onMail = () => undefined;
  onModel = () => undefined;
});

test.each([
  ["approved", "approve:letters"],
  ["asked", "run:letters"],
])("a mail that has to be tried again is not, once the one who %s has lost the right", async (_, right) => {
  const run = await runs.start(startLetters(1));
  expect(await runs.settled(run)).toBe("waiting");
  onMail = () => {
    lost.add(right);
    throw new GantryError("source-unreachable", 'source "mail" refuses connections', { retryable: true });
  };
  const [approval] = await runs.approvals(manager, { run });
  await runs.decide(approval?.id ?? "", { decision: "accept", contentHash: approval?.contentHash ?? "" }, manager);
  expect(await runs.settled(run)).toBe("failed");
  lost.clear();
  expect(readOutbox(outbox())).toEqual([]);
  const [failed] = await runs.approvals(manager, { run });
  expect(failed).toMatchObject({ state: "accepted", effect: "failed" });
  const { rows } = await store.pool.query<{ code: string }>("select code from gantry.effects where run = $1", [run]);
  expect(rows.map((row) => row.code)).toContain("forbidden");
});

test("while the letters are being written, too: the run ends, and he who asked sees nothing of it", async () => {
  onModel = () => void lost.add("run:letters");
  const run = await runs.start(startLetters(3));
  expect(await runs.settled(run)).toBe("failed");
  await expect(runs.get(run, manager)).rejects.toMatchObject({ code: "not-found" });
  lost.clear();
  expect((await runs.answer(run, manager)).problem).toMatchObject({ code: "forbidden" });
});
