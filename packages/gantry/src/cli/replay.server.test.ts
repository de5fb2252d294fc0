// Recorded runs under a stricter policy: what the replays list is held against what follows from the two policies and each
// run's own receipt.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Answer, ReplayExposure, ReplayReport } from "@gantry/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Cell } from "../catalog/index.ts";
import type { FlowDocument } from "../flow/index.ts";
import { recordingModels } from "../guard/testing/sample.ts";
import { definePolicy } from "../policy/index.ts";
import { memorySource } from "../query/testing/memory.ts";
import type { Caller } from "../policy/index.ts";
import { mailAction, readOutbox } from "../run/testing/outbox.ts";
import { openWhole } from "../run/testing/whole.ts";
import type { Whole } from "../run/testing/whole.ts";
import { launchPostgres } from "../store/index.ts";
import type { EmbeddedPostgres } from "../store/index.ts";
import { createReplaying } from "./replaying.ts";
import {
  regions,
  refusedRegion,
  customers,
  catalog,
  rich,
  plain,
  definition,
  stricter,
  manager,
} from "./testing/shop.ts";

const textOf = (cell: Cell | undefined): string => (typeof cell === "object" ? JSON.stringify(cell) : String(cell));

const models = recordingModels("partner", "remote:writer", ({ facts: { contact, visits, email } }) => ({
  subject: "A word on your visits",
  body: `Dear ${textOf(contact)}, we count ${textOf(visits)} visits. ${email == null ? "" : `You write from ${textOf(email)}.`}`,
}));

const source = memorySource({ customers });

let folder: string;
let postgres: EmbeddedPostgres;
let house: Whole;
const outbox = (): string => path.join(folder, "mails");

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gantry-replay-"));
  postgres = await launchPostgres({ dataDir: path.join(folder, "data") });
  const policy = definePolicy(definition);
  house = await openWhole({
    url: postgres.url,
    folder,
    catalog,
    connector: source.connector,
    policy,
    models,
    actions: { "mail.send": mailAction(outbox()) },
    replaying: ({ guarding, query: engine, action }) =>
      createReplaying({
        catalog,
        policy,
        query: engine,
        models,
        connections: { action },
        guard: guarding,
        flows: [rich, plain],
        tools: () => ({ code: "unknown-tool", refused: "there are no tools here", remedy: "" }),
        requireFitting: () => undefined,
      }),
  });
});
afterAll(async () => {
  await house.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Recorded {
  readonly run: string;
  readonly flow: FlowDocument;
  readonly region: string;
  readonly least: number;
  readonly answer: Answer;
}

async function record(index: number): Promise<Recorded> {
  const document = index % 2 === 0 ? rich : plain;
  const region = regions[index % 4] ?? "EMEA";
  const least = 8000 + ((index * 1300) % 16_000);
  const run = await house.start(
    document,
    { region: { type: "varchar", value: region }, least: { type: "double", value: least } },
    manager,
  );
  await house.runs.settled(run);
  for (const { id, contentHash } of index % 3 === 0 ? [] : await house.runs.approvals(manager, { run })) {
    const decision =
      index % 5 === 0
        ? ({ decision: "reject", contentHash } as const)
        : ({ decision: "accept", contentHash, acknowledgeFlags: true } as const);
    await house.runs.decide(id, decision, manager);
  }
  await house.runs.settled(run);
  return { run, flow: document, region, least, answer: await house.runs.answer(run, manager) };
}

/** What the policies and the receipt make one expect. */
function expectedOf({ region, answer }: Recorded): readonly string[] {
  return answer.receipt.egresses.flatMap(({ step, kind, columns }) =>
    columns.flatMap(({ column: of, label, treatment }) => {
      if (region === refusedRegion) return [`${step} ${of} ${label} ${treatment} → gone`];
      if (kind !== "model") return [];
      if (label === "person.email") return [`${step} ${of} ${label} ${treatment} → drop`];
      return label === "financial" ? [`${step} ${of} ${label} ${treatment} → band`] : [];
    }),
  );
}

const listed = ({ step, column: of, label, before, after }: ReplayExposure): string =>
  `${step} ${of} ${label} ${before} → ${after ?? "gone"}`;

const rowsOf = ({ region, least }: Recorded): readonly string[] =>
  customers.filter((it) => it.region === region && it.revenue >= least).map(({ id }) => id);

test("50 recorded runs under a stricter policy: exactly the changed exposures and drafts, and no source is asked", async () => {
  const recorded: Recorded[] = [];
  for (let index = 0; index < 50; index += 10) {
    recorded.push(...(await Promise.all(Array.from({ length: 10 }, (_, more) => record(index + more)))));
  }
  const asked = source.requests.length;
  const sent = [...source.sent.values()];
  const mails = readOutbox(outbox()).length;
  expect(asked).toBeGreaterThan(0);
  expect(mails).toBeGreaterThan(0);

  const { version: _version, ...policy } = definePolicy(stricter);
  const kinds = new Set<string>();
  const hold = async (one: Recorded): Promise<void> => {
    const report = await house.runs.replay(one.run, { policy: { ...policy } }, manager);
    expect(report.exposures.map(listed).toSorted(), one.run).toEqual(expectedOf(one).toSorted());
    const change = one.region === refusedRegion ? "gone" : "changed";
    const drafts = one.flow === rich || change === "gone" ? rowsOf(one).map((id) => `${id} ${change}`) : [];
    expect(report.drafts.map((it) => `${it.key} ${it.change}`).toSorted(), one.run).toEqual([...drafts].toSorted());
    expect(report.calls.sources).toBe(0);
    expect(report.same).toBe(report.exposures.length + report.drafts.length + report.rows.length === 0);
    for (const it of [...report.exposures, ...report.drafts]) kinds.add(it.change);
  };
  for (let index = 0; index < 50; index += 10) await Promise.all(recorded.slice(index, index + 10).map(hold));
  // The runs are varied enough to show each kind, and some on which nothing changes.
  expect([...kinds].toSorted()).toEqual(["changed", "gone", "otherwise-treated"]);
  expect(source.requests).toHaveLength(asked);
  expect([...source.sent.values()]).toEqual(sent);
  expect(readOutbox(outbox())).toHaveLength(mails);
});

const replayOf = async (index: number, request: Parameters<Whole["runs"]["replay"]>[1]): Promise<ReplayReport> =>
  house.runs.replay((await record(index)).run, request, manager);

test("under the same policy and flow nothing differs, and no model is asked again", async () => {
  const one = await record(4);
  const requests = models.requests.length;
  const report = await house.runs.replay(one.run, {}, manager);
  expect(report).toMatchObject({ same: true, rows: [], drafts: [], exposures: [] });
  expect(report.calls).toEqual({ sources: 0, models: 0, repliesThatStood: rowsOf(one).length });
  expect(report.cost.after).toEqual(report.cost.before);
  expect(models.requests).toHaveLength(requests);
});

test("a changed flow runs over the recorded rows; one that needs others is told which", async () => {
  const sql = "select id, name, contact, email, revenue, visits from shop.customers where region = $region";
  const changed = (more: string) => ({
    ...rich,
    steps: { ...rich.steps, found: { ...rich.steps["found"], kind: "query", key: "id", sql: `${sql} and ${more}` } },
  });
  const one = await record(0);
  const fewer = await house.runs.replay(one.run, { flow: changed("revenue >= $least and visits > 20") }, manager);
  const left = customers.filter((it) => rowsOf(one).includes(it.id) && it.visits > 20).map((it) => it.id);
  expect(fewer.rows.find((it) => it.step === "found")?.after).toBe(left.length);
  expect(fewer.drafts.map((it) => it.change)).toEqual(
    rowsOf(one)
      .slice(left.length)
      .map(() => "gone"),
  );
  const more = await house.runs.replay(one.run, { flow: changed("revenue >= 0") }, manager);
  expect(more.steps.find((it) => it.step === "found")?.problem?.detail).toContain("shop.customers");
});

test("offline, what would be asked of a model outside is refused; what was replied stands", async () => {
  expect((await replayOf(4, { offline: true })).same).toBe(true);
  const { version: _version, ...policy } = definePolicy(stricter);
  const refused = await replayOf(4, { offline: true, policy: { ...policy } });
  expect(refused.steps.find((it) => it.step === "drafts")).toMatchObject({ state: "failed" });
});

test("a policy that refuses a column shows it as newly refused, and its drafts as refused", async () => {
  const { version: _version, ...policy } = definePolicy({
    ...definition,
    treatments: [...definition.treatments, { label: "financial", to: { kind: "model" }, treatment: "refuse" }],
  });
  const report = await replayOf(4, { policy: { ...policy } });
  const refused = report.exposures.filter((it) => it.change === "newly-refused");
  expect(refused.map((it) => it.column)).toEqual(["shop.customers.revenue"]);
  expect(new Set(report.drafts.map((it) => it.change))).toEqual(new Set(["refused"]));
});

test("what left at a replay stands in the ledger for that purpose, and in no receipt of the run", async () => {
  const one = await record(8);
  const { version: _version, ...policy } = definePolicy(stricter);
  const report = await house.runs.replay(one.run, { policy: { ...policy } }, manager);
  expect(report.calls.models).toBe(rowsOf(one).length);
  const entries = await house.ledger.ofRun(one.run);
  const replayed = entries.filter((it) => it.body["purpose"] === "replay");
  expect(replayed).not.toHaveLength(0);
  expect((await house.runs.answer(one.run, manager)).receipt.egresses).toEqual(one.answer.receipt.egresses);
});

test("somebody else's run is replayed by an administrator only", async () => {
  const one = await record(4);
  const other: Caller = { ...manager, subject: "test:other", roles: ["nobody"] };
  await expect(house.runs.replay(one.run, {}, other)).rejects.toMatchObject({ code: "not-found" });
});

test("who is erased is erased from the recording too: a replay has no row of them, and the others", async () => {
  const one = await record(4);
  const [first = "", ...others] = rowsOf(one);
  expect(others).not.toHaveLength(0);
  await house.runs.eraseSubject({ subject: `shop.customers:${first}`, by: "test", values: [] });
  const report = await house.runs.replay(one.run, {}, manager);
  expect(report.steps.find((it) => it.step === "found")).toMatchObject({ state: "done" });
  expect(report.rows).toEqual([]);
  const seen = await house.runs.answer(one.run, manager);
  expect(seen.blocks[0]?.kind === "table" && seen.blocks[0].rows.map((it) => it["$key"])).toEqual(others);
});

test("a flow that says so is not recorded, and its replay says which rows it lacks", async () => {
  const run = await house.start(
    { ...plain, name: "unrecorded", record: false },
    { region: { type: "varchar", value: "EMEA" }, least: { type: "double", value: 20_000 } },
    manager,
  );
  await house.runs.settled(run);
  const report = await house.runs.replay(run, {}, manager);
  expect(report.same).toBe(false);
  expect(report.steps.find((it) => it.step === "found")?.problem?.detail).toContain("no scan of shop.customers");
});
