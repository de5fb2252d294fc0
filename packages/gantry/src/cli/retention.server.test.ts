import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkpointFile, createLedger, newKeys, verifyExport, exportLedger } from "../guard/index.ts";
import type { Ledger } from "../guard/index.ts";
import { launchPostgres, openStore, retention } from "../store/index.ts";
import type { EmbeddedPostgres, Store } from "../store/index.ts";
import { startRetention, sweep } from "./retention.ts";

let folder: string;
let postgres: EmbeddedPostgres;
let store: Store;
let ledger: Ledger;
const keys = newKeys();
const marks = (): string => path.join(folder, "checkpoints.jsonl");
const days = (count: number): Date => new Date(Date.now() - count * 86_400_000);
const count = async (table: string): Promise<number> =>
  Number((await store.pool.query<{ count: string }>(`select count(*) from ${table}`)).rows[0]?.count);

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "gantry-retention-"));
  postgres = await launchPostgres({ dataDir: folder });
  store = await openStore(postgres.url);
  // As much of the queue's table as the rule looks at.
  await store.pool.query(
    "create schema dbos; create table dbos.workflow_status (workflow_uuid text primary key, status text, updated_at bigint)",
  );
  let now = days(100);
  ledger = createLedger({ store: store.ledger, keys, checkpoints: checkpointFile(marks()), now: () => now });
  for (const run of ["old", "old", "new"]) {
    now = run === "old" ? days(100) : new Date();
    await ledger.append({ kind: "attempted", run, caller: "mara", body: { step: "drafts" } });
  }
  for (const [id, ended] of [
    ["old", days(100)],
    ["new", days(1)],
    ["live", null],
  ] as const) {
    await store.pool.query(
      `insert into gantry.runs (id, flow, title, policy, status, requested_by, created_at, ended_at, sealed)
       values ($1, 'f', 'F', 'p', $2, 'mara', $3, $4, '')`,
      [id, ended === null ? "waiting" : "done", days(100), ended],
    );
    await store.pool.query("insert into gantry.vault (run, row, token, label, sealed) values ($1, 'r', 't', 'l', '')", [
      id,
    ]);
    await store.pool.query("insert into dbos.workflow_status values ($1, 'SUCCESS', $2)", [
      `${id}/s`,
      days(50).getTime(),
    ]);
  }
});

afterAll(async () => {
  await ledger.close();
  await store.close();
  await postgres.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

test("what is older than its rule goes; what lives, or is younger, stays; the ledger still proves itself", async () => {
  const rules = { runs: 90, ledgerDetails: 90, conversations: 30, jobs: 30 };
  expect(await sweep({ rules, store, ledger })).toEqual({
    runs: 1,
    ledgerDetails: 2,
    conversations: 0,
    questions: 0,
    jobs: 2,
  });
  expect([await count("gantry.runs"), await count("gantry.vault")]).toEqual([2, 2]);
  const { rows } = await store.pool.query<{ id: string }>("select workflow_uuid as id from dbos.workflow_status");
  expect(rows.map((row) => row.id)).toEqual(["live/s"]);
  expect(await store.ledger.ofRun("old")).toEqual([]);
  expect(await store.ledger.ofRun("new")).toHaveLength(1);
  await ledger.checkpoint();
  const chains = await Promise.all(
    (await store.ledger.heads()).map(({ chain, seq }) => store.ledger.ofChain(chain, -1, seq + 1)),
  );
  const text = exportLedger(chains, null, new Date(), keys.signing);
  expect(text).not.toContain('"run":"old"');
  expect(verifyExport(text, [fs.readFileSync(marks(), "utf8")], keys.verifying)).toMatchObject({
    ok: true,
    findings: [],
    withoutContent: 2,
  });
  expect(await sweep({ rules, store, ledger })).toMatchObject({ runs: 0, ledgerDetails: 0 });
});

test("one process sweeps at a time, and a rule that is none is refused by name", async () => {
  await retention.alone(store.pool, async () => {
    expect(await sweep({ rules: {}, store, ledger })).toBeNull();
  });
  expect(() => startRetention({ rules: { runs: 0 }, store, ledger }, () => undefined)).toThrow(/keeps runs/);
});
