// A mail of which nobody knows whether it left: a person looks, and says.
import type { ApprovalView, UncertainEffectView } from "@gantry/contract";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { manager, startLetters } from "./testing/house.ts";
import { openRuns } from "./testing/open.ts";
import type { TestRuns } from "./testing/open.ts";
import type { EffectKey, RecordedResolution, Runs } from "./types.ts";

let house: TestRuns;
let runs: Runs;
let isBroken = false;
const recorded: RecordedResolution[] = [];

beforeAll(async () => {
  house = await openRuns({
    fail: () => {
      if (isBroken) throw new Error("connection reset after DATA");
    },
    over: { recordResolution: (resolution) => Promise.resolve(recorded.push(resolution)) },
  });
  ({ runs } = house);
});

afterAll(() => house.close());

beforeEach(() => {
  house.forgetMails();
  recorded.length = 0;
});

const approvalsOf = (run: string): Promise<readonly ApprovalView[]> => runs.approvals(manager, { run });
const effectsOf = async (run: string): Promise<readonly string[]> => (await approvalsOf(run)).map((it) => it.effect);
const uncertainOf = async (run: string): Promise<readonly UncertainEffectView[]> =>
  (await runs.uncertain(manager)).filter((it) => it.run === run);

/** Sends one mail over a connection that breaks off after the mail was handed over. */
const leaveUncertain = async (): Promise<EffectKey> => {
  isBroken = true;
  const run = await runs.start(startLetters(1));
  expect(await runs.settled(run)).toBe("waiting");
  for (const { id, contentHash } of await approvalsOf(run)) {
    await runs.decide(id, { decision: "accept", contentHash }, manager);
  }
  await vi.waitFor(async () => expect(await effectsOf(run)).toEqual(["uncertain"]), 10_000);
  isBroken = false;
  const [found] = await uncertainOf(run);
  expect(found).toMatchObject({ step: "emails", content: { to: "buyer0@example.com" }, attempts: 1, mayResolve: true });
  return { run, step: "emails", row: found?.id.split("/")[2] ?? "" };
};

test("it went out: it is sent, and not sent again", async () => {
  const effect = await leaveUncertain();
  await runs.resolve(effect, { outcome: "sent" }, manager);
  expect(await uncertainOf(effect.run)).toEqual([]);
  expect(await effectsOf(effect.run)).toEqual(["sent"]);
  expect(house.mails()).toEqual([]);
  await expect(runs.resolve(effect, { outcome: "send-again" }, manager)).rejects.toMatchObject({
    code: "already-decided",
  });
});

test("it did not: it is sent once more, under the key that it had", async () => {
  const effect = await leaveUncertain();
  await runs.resolve(effect, { outcome: "send-again", reason: "not in the mail server's log" }, manager);
  await vi.waitFor(async () => expect(await effectsOf(effect.run)).toEqual(["sent"]), 10_000);
  expect(recorded).toMatchObject([{ ...effect, outcome: "send-again", caller: "mara" }]);
  expect(house.mails().map((it) => it.key)).toEqual([`${effect.run}/emails/${effect.row}`]);
});

test("it need not go out any more: it is closed as failed", async () => {
  const effect = await leaveUncertain();
  await runs.resolve(effect, { outcome: "give-up" }, manager);
  expect(await effectsOf(effect.run)).toEqual(["failed"]);
  expect(house.mails()).toEqual([]);
});

test("two people at once: one is told that it is not uncertain any more", async () => {
  const effect = await leaveUncertain();
  const both = await Promise.allSettled([
    runs.resolve(effect, { outcome: "send-again" }, manager),
    runs.resolve(effect, { outcome: "send-again" }, manager),
  ]);
  expect(both.map((it) => it.status).sort()).toEqual(["fulfilled", "rejected"]);
  await vi.waitFor(async () => expect(await effectsOf(effect.run)).toEqual(["sent"]), 10_000);
  expect(house.mails()).toHaveLength(1);
});

test("only who may approve it, or an administrator", async () => {
  const effect = await leaveUncertain();
  await expect(runs.resolve(effect, { outcome: "sent" }, { ...manager, roles: [] })).rejects.toMatchObject({
    code: "forbidden",
  });
});
