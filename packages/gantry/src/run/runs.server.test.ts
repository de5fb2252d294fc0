import { GantryError } from "@gantry/contract";
import type { ApprovalView, RunEvent } from "@gantry/contract";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { ModelEgress } from "../guard/index.ts";
import type { Store } from "../store/index.ts";
import { letters } from "./testing/flow.ts";
import { manager, startLetters } from "./testing/house.ts";
import { openRuns } from "./testing/open.ts";
import type { TestRuns } from "./testing/open.ts";
import type { Runs } from "./types.ts";

let house: TestRuns;
let store: Store;
let runs: Runs;
let now = (): Date => new Date();
let refuse: (to: string) => void = () => undefined;
let onModel: (egress: ModelEgress) => Promise<void> | void = () => undefined;

beforeAll(async () => {
  house = await openRuns({
    fail: (to) => refuse(to),
    onModel: (egress) => onModel(egress),
    over: { now: () => now() },
  });
  ({ runs, store } = house);
});

afterAll(() => house.close());

beforeEach(() => {
  house.forgetMails();
  now = () => new Date();
  refuse = () => undefined;
  onModel = () => undefined;
});

const start = async (count = 3): Promise<string> => {
  const run = await runs.start(startLetters(count));
  expect(await runs.settled(run)).toBe("waiting");
  return run;
};

const approvalsOf = (run: string): Promise<readonly ApprovalView[]> => runs.approvals(manager, { run });

const decide = (approval: ApprovalView, decision: "accept" | "reject") =>
  runs.decide(approval.id, { decision, contentHash: approval.contentHash }, manager);

test("a run reads, scores, writes and then waits for people, holding nothing", async () => {
  const run = await start();
  const view = await runs.get(run, manager);
  expect(view).toMatchObject({ flow: "letters", status: "waiting", requestedBy: "mara", question: "Who is at risk?" });
  expect(view.steps.map(({ step, state, done, total }) => [step, state, done, total])).toEqual([
    ["customers", "done", 3, 3],
    ["usage", "done", 3, 3],
    ["payload", "done", 3, 3],
    ["risk", "done", 3, 3],
    ["drafts", "done", 3, 3],
    ["review", "waiting", 0, 3],
    ["emails", "pending", undefined, undefined],
    ["activities", "pending", undefined, undefined],
    ["summary", "pending", undefined, undefined],
  ]);
  const approvals = await approvalsOf(run);
  expect(approvals[0]).toMatchObject({
    state: "pending",
    effect: "none",
    by: "sales-manager",
    content: { email: "buyer0@example.com", subject: 'A word on your renewal, "Company 0"', body: "Let us talk." },
  });
  expect(house.mails()).toEqual([]);
});

test("what is accepted goes out at once, what is edited goes out edited, what is rejected never; then the rest goes on", async () => {
  const run = await start();
  const [first, second, third] = await approvalsOf(run);
  if (!first || !second || !third) return expect.unreachable("three drafts");
  expect(await decide(first, "accept")).toMatchObject({ state: "accepted", decidedBy: "mara" });
  const sent = await eventually(
    () => house.mails(),
    (mails) => mails.length === 1,
  );
  expect(sent[0]).toMatchObject({ to: "buyer0@example.com", body: "Let us talk." });
  await eventually(
    () => runs.get(run, manager),
    (view) => view.status === "waiting",
  );
  await decide(second, "reject");
  const edited = await runs.decide(
    third.id,
    { decision: "edit", contentHash: third.contentHash, edit: { body: "Let us talk on Monday." } },
    manager,
  );
  expect(edited).toMatchObject({ state: "edited", flags: ["edited"], content: { body: "Let us talk on Monday." } });
  expect(edited.contentHash).not.toBe(third.contentHash);
  await end(run, "done");
  expect(house.mails().map((mail) => [mail.to, mail.body])).toEqual([
    ["buyer0@example.com", "Let us talk."],
    ["buyer2@example.com", "Let us talk on Monday."],
  ]);
  expect(house.activities().filter((it) => it.key.startsWith(`${run}/`))).toHaveLength(2);
  const answer = await runs.answer(run, manager);
  expect(answer.blocks.find((block) => block.kind === "text")).toEqual({ kind: "text", text: "2 letters went out" });
  const drafts = answer.blocks.find((block) => block.kind === "drafts");
  expect(drafts?.drafts.map((it) => [it.state, it.effect])).toEqual([
    ["accepted", "sent"],
    ["rejected", "none"],
    ["edited", "sent"],
  ]);
});

test("the answer of a waiting run has its table, chart, drafts, coverage and what was read", async () => {
  const run = await start(2);
  const answer = await runs.answer(run, manager);
  expect(answer).toMatchObject({
    run,
    status: "waiting",
    coverage: ["usage of 2 customers is known", "1 of 3 lack usage data"],
    receipt: { run, policy: "p1", sources: [{ source: "crm", table: "crm.accounts", rows: 2, calls: 1 }] },
  });
  const [table, chart, drafts] = answer.blocks;
  expect(table).toMatchObject({
    kind: "table",
    key: "id",
    columns: [{ name: "name" }, { name: "probability", format: "percent" }],
    rows: [
      { $key: "cust-0", name: "Company 0", probability: 0.75 },
      { $key: "cust-1", name: "Company 1", probability: 0.75 },
    ],
  });
  expect(chart).toMatchObject({ kind: "chart", rows: [{ name: "Company 0", probability: 0.75 }, {}] });
  expect(drafts).toMatchObject({
    kind: "drafts",
    drafts: [
      { row: "cust-0", to: "buyer0@example.com", model: "builtin/rules", template: true, arguments: ["trend"] },
      { row: "cust-1" },
    ],
    without: [],
  });
});

test("of two decisions on one draft at the same time one wins, the other is told so", async () => {
  const run = await start(1);
  const [draft] = await approvalsOf(run);
  if (!draft) return expect.unreachable("a draft");
  const results = await Promise.allSettled([decide(draft, "accept"), decide(draft, "accept"), decide(draft, "reject")]);
  expect(results.filter((it) => it.status === "fulfilled")).toHaveLength(1);
  for (const it of results) if (it.status === "rejected") expect(it.reason).toMatchObject({ code: "already-decided" });
  await expect(decide(draft, "accept")).rejects.toMatchObject({ code: "already-decided", status: 409 });
  await end(run, "done");
  expect(house.mails().length).toBeLessThanOrEqual(1);
});

test("a decision on something else than what was shown is refused", async () => {
  const run = await start(1);
  const [draft] = await approvalsOf(run);
  if (!draft) return expect.unreachable("a draft");
  const stale = runs.decide(draft.id, { decision: "accept", contentHash: "0".repeat(64) }, manager);
  await expect(stale).rejects.toMatchObject({ code: "content-changed" });
  const recipient = runs.decide(
    draft.id,
    { decision: "edit", contentHash: draft.contentHash, edit: { email: "else@example.com" } },
    manager,
  );
  await expect(recipient).rejects.toMatchObject({ code: "bad-input", message: expect.stringContaining('"email"') });
  expect(house.mails()).toEqual([]);
});

test("who lacks the role may not decide, and who could not have seen the data may not see the run", async () => {
  const run = await start(1);
  const [draft] = await approvalsOf(run);
  if (!draft) return expect.unreachable("a draft");
  const analyst = { ...manager, subject: "ann", roles: ["analyst"] };
  await expect(
    runs.decide(draft.id, { decision: "accept", contentHash: draft.contentHash }, analyst),
  ).rejects.toMatchObject({ code: "forbidden", message: expect.stringContaining("sales-manager") });
  expect((await runs.get(run, analyst)).id).toBe(run);
  const narrow = { ...manager, subject: "nia", roles: ["narrow"] };
  await expect(runs.answer(run, narrow)).rejects.toMatchObject({ code: "not-found" });
});

test("drafts that nobody decides expire, and the rest goes on without them", async () => {
  const run = await start(2);
  const [first, second] = await approvalsOf(run);
  if (!first || !second) return expect.unreachable("two drafts");
  await decide(first, "accept");
  now = () => new Date(Date.now() + 25 * 3_600_000);
  await end(run, "done");
  await expect(decide(second, "accept")).rejects.toMatchObject({ code: "expired" });
  expect(house.mails()).toHaveLength(1);
  expect((await approvalsOf(run)).map((it) => it.state)).toEqual(["accepted", "expired"]);
});

test("a mail server that can't be reached is tried again; one that refuses fails that row alone, and says so", async () => {
  let tries = 0;
  refuse = (to) => {
    if (to === "buyer0@example.com" && tries++ < 1) {
      throw new GantryError("source-unreachable", 'source "mail" refuses connections', { retryable: true });
    }
    if (to === "buyer1@example.com") throw new GantryError("source-refused", 'source "mail" refused the recipient');
  };
  const run = await start(2);
  for (const draft of await approvalsOf(run)) await decide(draft, "accept");
  await end(run, "failed");
  expect(house.mails().map((it) => it.to)).toEqual(["buyer0@example.com"]);
  const answer = await runs.answer(run, manager);
  expect(answer.problem).toMatchObject({ code: "source-refused", detail: expect.stringContaining("1 of 2 rows") });
  const drafts = answer.blocks.find((block) => block.kind === "drafts");
  expect(drafts?.drafts.map((it) => it.effect)).toEqual(["sent", "failed"]);
});

test("a mail of which nobody knows whether it left is shown as uncertain and not sent again", async () => {
  refuse = () => {
    throw new Error("connection reset after DATA by buyer0@example.com");
  };
  const run = await start(1);
  for (const draft of await approvalsOf(run)) await decide(draft, "accept");
  await end(run, "done");
  expect(house.mails()).toEqual([]);
  expect(await runs.uncertain(manager)).toContainEqual(expect.objectContaining({ run, step: "emails" }));
});

test("two rows with the same key are an error that names step and column", async () => {
  const customers = letters.steps["customers"];
  if (customers?.kind !== "query") return expect.unreachable("a query");
  const flow = {
    ...letters,
    steps: { ...letters.steps, review: { ...letters.steps["review"], key: "body" } },
  } as typeof letters;
  const run = await runs.start(startLetters(2, { flow }));
  expect(await runs.settled(run)).toBe("failed");
  expect((await runs.answer(run, manager)).problem).toMatchObject({
    code: "query-failed",
    detail: 'step "review": two rows have the same value in the key column "body"',
  });
});

test("an error inside a step ends the run without a value of the data in it", async () => {
  onModel = () => {
    throw new Error("no answer for buyer0@example.com");
  };
  const run = await runs.start(startLetters(1));
  expect(await runs.settled(run)).toBe("failed");
  const view = await runs.get(run, manager);
  expect(view.steps.find((it) => it.step === "drafts")).toMatchObject({
    state: "failed",
    problem: { code: "internal" },
  });
  expect(JSON.stringify(view)).not.toContain("buyer0");
});

test("events tell the story in order, and resume after any of them", async () => {
  const run = await start(1);
  const [draft] = await approvalsOf(run);
  if (!draft) return expect.unreachable("a draft");
  const live = collect(runs.events(run, 0));
  await decide(draft, "accept");
  const events = await live;
  expect(events.map((event) => event.id)).toEqual(events.map((_, index) => index + 1));
  expect(events.at(-1)).toMatchObject({ type: "status", status: "done" });
  expect(events.some((event) => event.type === "step" && event.step.step.startsWith("$"))).toBe(false);
  expect(await collect(runs.events(run, 5))).toEqual(events.slice(5));
});

test("the same idempotency key starts one run, however often it comes", async () => {
  const request = startLetters(1, { idempotencyKey: "k-1" });
  const ids = await Promise.all([runs.start(request), runs.start(request), runs.start(request)]);
  expect(new Set(ids).size).toBe(1);
  const other = startLetters(1, { idempotencyKey: "k-1", caller: { ...manager, subject: "otto" } });
  const second = await runs.start(other);
  expect(second).not.toBe(ids[0]);
  for (const run of [ids[0] ?? "", second]) expect(await runs.settled(run)).toBe("waiting");
});

test("a cancelled run stops what is under way, and nothing of it can be decided or sent any more", async () => {
  let aborted = false;
  const writing = new Promise<void>((resolve) => {
    onModel = ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          aborted = true;
          reject(new Error("aborted"));
        });
        resolve();
      });
  });
  const run = await runs.start(startLetters(1));
  await writing;
  await runs.cancel(run, manager);
  expect(aborted).toBe(true);
  expect(await runs.settled(run)).toBe("cancelled");
  await expect(runs.cancel(run, manager)).rejects.toMatchObject({ code: "conflict" });
});

test("nothing of the data stands in clear anywhere in the database", async () => {
  const run = await start(2);
  for (const draft of await approvalsOf(run)) await decide(draft, "accept");
  await end(run, "done");
  const { rows: tables } = await store.pool.query<{ name: string }>(
    "select schemaname || '.' || tablename as name from pg_tables where schemaname in ('gantry', 'dbos')",
  );
  for (const { name } of tables) {
    const { rows } = await store.pool.query<{ row: string }>(`select t::text as row from ${name} t`);
    const text = rows.map((it) => it.row).join("\n");
    for (const secret of ["buyer", "Company", "cust-", "renewal", "Who is at risk"]) {
      expect(text.includes(secret), `${secret} in ${name}`).toBe(false);
      expect(text.includes(Buffer.from(secret).toString("hex")), `${secret} in ${name}`).toBe(false);
    }
  }
});

/** Looks again until it holds; the test's own time limit ends it. */
async function eventually<T>(look: () => T | Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await look();
    if (holds(value)) return value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function end(run: string, status: "done" | "failed"): Promise<void> {
  const events = await collect(runs.events(run, 0));
  expect(events.at(-1)).toMatchObject({ type: "status", status });
}

async function collect(events: AsyncIterable<RunEvent>): Promise<RunEvent[]> {
  const all: RunEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}
