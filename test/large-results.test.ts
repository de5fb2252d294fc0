// Results too large for the table: sealed all the same, read all the same, erased and cleared away all the same, in a
// folder or in S3.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { column, query, table } from "../packages/gantry/src/flow/index.ts";
import { manager } from "../packages/gantry/src/run/testing/house.ts";
import { blobFolder, keyringOf, retention, s3Blobs, sweepBlobs } from "../packages/gantry/src/store/index.ts";
import type { BlobStore } from "../packages/gantry/src/store/index.ts";
import { startS3 } from "../packages/gantry/src/store/testing/s3.ts";
import { columnOf, ended, flowOf, openSteps } from "./support/steps/open.ts";
import type { Steps } from "./support/steps/open.ts";

const customers = 400;
const folder = mkdtempSync(path.join(tmpdir(), "gantry-large-"));
const keyring = keyringOf(new Uint8Array(32).fill(7));
const inFolder = blobFolder(folder);
let steps: Steps;
/** Where the house keeps them now. */
let place: BlobStore = inFolder;

beforeAll(async () => {
  const blobs: BlobStore = {
    put: (name, bytes) => place.put(name, bytes),
    get: (name) => place.get(name),
    delete: (name) => place.delete(name),
    list: () => place.list(),
  };
  steps = await openSteps({ customers, more: { blobs, keyring, largeFrom: 400 } });
});
afterAll(async () => {
  await steps?.close();
  rmSync(folder, { recursive: true, force: true });
});

const flow = flowOf(
  {
    customers: query("id", "select id, name, email from crm.accounts where region = $region"),
    usage: query("id", "select id, sessions from usage.weekly"),
    joined: query("id", "select c.id, c.name, u.sessions from customers c join usage u using (id)"),
    count: query("n", "select count(*) as n from joined"),
  },
  {
    answer: [
      table("count", "Count", [column("n", "Customers", "number")]),
      table("joined", "Joined", [column("id", "Id"), column("name", "Name"), column("sessions", "Sessions", "number")]),
    ],
  },
);
const runFlow = async (): Promise<string> => {
  const run = await steps.start(flow);
  expect(await ended(steps, run)).toBe("done");
  return run;
};
const filesOf = (run: string): readonly Buffer[] => {
  const files = readdirSync(folder, { withFileTypes: true }).some((it) => it.name === run);
  return files ? readdirSync(path.join(folder, run)).map((file) => readFileSync(path.join(folder, run, file))) : [];
};

test("stand in the folder, sealed, and the table only names them", async () => {
  const run = await runFlow();
  expect(await columnOf(steps, run, "Count", "n")).toEqual([String(customers)]);
  const files = filesOf(run);
  expect(files).toHaveLength(3);
  for (const file of files) {
    expect(file.includes("Company 17") || file.includes("buyer17") || file.includes("PAR1")).toBe(false);
  }
  const { rows } = await steps.store.pool.query<{ step: string; bytes: number; blob: boolean }>(
    "select step, length(sealed) as bytes, blob is not null as blob from gantry.step_results where run = $1 order by step",
    [run],
  );
  // What scans landed is kept for replays beside the steps' own results.
  const results = rows.filter((it) => !it.step.startsWith("$scan-"));
  expect(results.map((it) => [it.step, it.blob])).toEqual([
    ["count", false],
    ["customers", true],
    ["joined", true],
    ["usage", true],
  ]);
  expect(rows.filter((it) => it.blob).every((it) => it.bytes === 0)).toBe(true);
});

test("are read by any process that has the keys", async () => {
  const run = await runFlow();
  const other = await openRelationsAnew(run);
  expect(other).toHaveLength(customers);
  expect(other[17]).toMatchObject({ name: "Company 17", sessions: "170" });
});

test("lose the rows of whoever is erased, in the blob too", async () => {
  const run = await runFlow();
  await steps.runs.eraseSubject({ subject: "crm.accounts:c17", by: "mara", values: [] });
  expect(await columnOf(steps, run, "Joined", "id")).not.toContain("c17");
  expect(await columnOf(steps, run, "Joined", "id")).toHaveLength(customers - 1);
  const left = await openRelationsAnew(run);
  expect(left.map((row) => row["name"])).not.toContain("Company 17");
  expect(left).toHaveLength(customers - 1);
});

test("go with their run, and what belongs to none is swept up", async () => {
  const run = await runFlow();
  await place.put("r_none/lost", Buffer.from("x"));
  await place.put(`${run}/late`, Buffer.from("x"));
  const { pool } = steps.store;
  expect(await sweepBlobs(pool, place, new Date())).toBe(1);
  expect(filesOf(run)).toHaveLength(4);
  // What a process that died had written for this run goes when nobody can still be about to name it.
  expect(await sweepBlobs(pool, place, new Date(Date.now() + 2 * 3_600_000))).toBeGreaterThanOrEqual(1);
  expect(filesOf(run)).toHaveLength(3);
  await retention.endedRuns(pool, new Date(Date.now() + 1000));
  await sweepBlobs(pool, place, new Date());
  expect(filesOf(run)).toHaveLength(0);
});

test("a blob that is lost is told, and nothing is made up in its place", async () => {
  const run = await runFlow();
  for await (const { name } of place.list()) await place.delete(name);
  await expect(openRelationsAnew(run)).rejects.toMatchObject({ code: "source-refused" });
});

test("stand in S3 just so", async () => {
  const keys = { bucket: "gantry", region: "eu-central-1", accessKeyId: "AKIATEST", secretAccessKey: "a right secret" };
  const s3 = await startS3(keys);
  try {
    place = s3Blobs({ ...keys, endpoint: s3.endpoint, prefix: "house/" });
    const run = await runFlow();
    expect(await columnOf(steps, run, "Count", "n")).toEqual([String(customers)]);
    expect([...s3.objects.keys()].filter((key) => key.startsWith(`house/${run}/`))).toHaveLength(3);
    expect(await openRelationsAnew(run)).toHaveLength(customers);
    s3.fail(503, 4);
    expect(await ended(steps, await steps.start(flow))).toBe("done");
  } finally {
    place = inFolder;
    await s3.close();
  }
});

/** The rows of `joined`, opened from what is kept: as a process does that has not computed them. */
async function openRelationsAnew(run: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const other = await openSteps({ url: steps.store.url, idle: true, more: { blobs: place, keyring } });
  try {
    const { blocks } = await other.runs.answer(run, manager);
    const block = blocks.find((it) => it.kind === "table" && it.title === "Joined");
    return block?.kind === "table" ? block.rows : [];
  } finally {
    await other.close();
  }
}
