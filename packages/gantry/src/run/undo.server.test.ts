// Taking back what was let go, while it has not gone yet.
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { ApprovalView, Undo } from "@gantry/contract";
import type { FlowDocument } from "../flow/index.ts";
import { letters } from "./testing/flow.ts";
import { manager } from "./testing/house.ts";
import { openRuns } from "./testing/open.ts";
import type { TestRuns } from "./testing/open.ts";
import type { RecordedResolution } from "./types.ts";

let house: TestRuns;
const recorded: RecordedResolution[] = [];

beforeAll(async () => {
  house = await openRuns({ over: { recordResolution: (it) => Promise.resolve(recorded.push(it)) } });
});
afterAll(() => house.close());
beforeEach(() => {
  recorded.length = 0;
});

const holding = (undoSeconds: number, more: object): FlowDocument => {
  const emails = { ...letters.steps["emails"], undoSeconds, ...more };
  return { ...letters, steps: { ...letters.steps, emails } } as FlowDocument;
};

const letGo = async (count: number, undoSeconds: number, more: object = {}): Promise<readonly ApprovalView[]> => {
  const run = await house.start(count, { flow: holding(undoSeconds, more) });
  for (const draft of await house.approvals(run)) await house.decide(draft, { decision: "accept" });
  return house.approvals(run);
};

const undoOf = ({ undo }: ApprovalView): Undo => {
  if (!undo) throw new Error("it can't be taken back");
  return undo;
};
const takeBack = (draft: ApprovalView, who = manager): Promise<void> => {
  const { run, step, row } = undoOf(draft);
  return house.runs.undo({ run, step, row }, who);
};

test("what is taken back in time is never sent; the rest goes out when its time has come", async () => {
  const [first, second] = await letGo(2, 2);
  if (!first || !second) return expect.unreachable("two drafts");
  expect(first).toMatchObject({ state: "accepted", effect: "scheduled" });
  expect(Date.parse(undoOf(first).until ?? "")).toBeGreaterThan(Date.now());
  expect(house.mails()).toEqual([]);
  await takeBack(first);
  expect(await house.end(first.run)).toBe("done");
  expect(house.mails().map((it) => it.to)).toEqual(["buyer1@example.com"]);
  expect((await house.approvals(first.run)).map(({ effect, undo }) => [effect, undo])).toEqual([
    ["undone", undefined],
    ["sent", undefined],
  ]);
  expect(recorded).toMatchObject([{ run: first.run, step: "emails", outcome: "undo", caller: "mara" }]);
  // What would have followed does not.
  expect(house.activities()).toHaveLength(1);
});

test("what has gone can't be taken back, and who may not decide may not take back either", async () => {
  const [draft] = await letGo(1, 3600);
  if (!draft) return expect.unreachable("a draft");
  await expect(takeBack(draft, { ...manager, subject: "ann", roles: ["analyst"] })).rejects.toMatchObject({
    code: "forbidden",
  });
  await takeBack(draft);
  await expect(takeBack(draft)).rejects.toMatchObject({ code: "conflict" });
  const [gone] = await letGo(1, 0);
  if (!gone) return expect.unreachable("a draft");
  await vi.waitFor(async () => expect((await house.approvals(gone.run))[0]?.effect).toBe("sent"), { timeout: 15_000 });
  const row = undoOf(draft).row;
  await expect(house.runs.undo({ run: gone.run, step: "emails", row }, manager)).rejects.toMatchObject({
    code: "conflict",
  });
});

test("a run that is cancelled while a mail is held back sends nothing", async () => {
  const [draft] = await letGo(1, 3600);
  if (!draft) return expect.unreachable("a draft");
  await house.runs.cancel(draft.run, manager);
  expect((await house.approvals(draft.run))[0]).toMatchObject({ effect: "failed" });
});

test("where one goes at a time, each is held back all the same, and one that is taken back gives way to the next", async () => {
  const before = house.mails().length;
  const [first, second] = await letGo(2, 2, { concurrency: 1 });
  if (!first || !second) return expect.unreachable("two drafts");
  await takeBack(first);
  expect(house.mails()).toHaveLength(before);
  expect(await house.end(first.run)).toBe("done");
  expect(house.mails().slice(before)).toMatchObject([{ to: "buyer1@example.com" }]);
});
