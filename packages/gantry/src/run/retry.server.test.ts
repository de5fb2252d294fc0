// A failed run goes on from what failed: what is done stays done, nothing goes out twice.
import { GantryError } from "@gantry/contract";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { manager, startLetters } from "./testing/house.ts";
import { openRuns } from "./testing/open.ts";
import type { TestRuns } from "./testing/open.ts";
import { mailAction } from "./testing/outbox.ts";
import type { Runs } from "./types.ts";

let house: TestRuns;
let runs: Runs;
let onMail: (to: string) => void;
let onModel: () => void;

beforeAll(async () => {
  house = await openRuns({
    mail: (outbox) => ({ ...mailAction(outbox, (to) => onMail(to)), reconcile: async () => "unknown" }),
    onModel: () => onModel(),
  });
  ({ runs } = house);
});
beforeEach(() => {
  onMail = () => undefined;
  onModel = () => undefined;
});
afterAll(() => house.close());

const acceptAll = async (run: string): Promise<void> => {
  for (const { id, contentHash } of await runs.approvals(manager, { run, state: "pending" })) {
    await runs.decide(id, { decision: "accept", contentHash }, manager);
  }
};

test("a run whose model refused goes on from there: the rows that were written are not written again", async () => {
  let calls = 0;
  onModel = () => {
    calls += 1;
    if (calls === 3) throw new GantryError("answer-rejected", "no reply that fits");
  };
  const run = await runs.start(startLetters(4));
  expect(await runs.settled(run)).toBe("failed");
  const before = (await runs.get(run, manager)).steps;
  expect(before.find((it) => it.step === "drafts")).toMatchObject({ state: "failed" });
  const written = before.find((it) => it.step === "drafts")?.done ?? 0;
  onModel = () => {
    calls += 1;
  };
  calls = 0;
  await expect(runs.retry(run, "customers", manager)).rejects.toMatchObject({ code: "conflict" });
  await runs.retry(run, "drafts", manager);
  expect(await runs.settled(run)).toBe("waiting");
  expect(calls).toBeLessThanOrEqual(4 - written);
  await acceptAll(run);
  expect(await runs.settled(run)).toBe("done");
  const steps = (await runs.get(run, manager)).steps;
  expect(steps.every((it) => it.state === "done" && it.problem === undefined)).toBe(true);
  await expect(runs.retry(run, undefined, manager)).rejects.toMatchObject({ code: "conflict" });
});

test("while nobody knows whether something went out, the run is not retried; then what failed goes out, and only that", async () => {
  onMail = (to) => {
    if (to.startsWith("buyer0")) throw new GantryError("source-timeout", "no reply");
    if (to.startsWith("buyer1")) throw new GantryError("source-refused", "mailbox full");
  };
  const run = await runs.start(startLetters(3));
  await runs.settled(run);
  const earlier = house.mails().length;
  await acceptAll(run);
  expect(await runs.settled(run)).toBe("failed");
  await expect(runs.retry(run, undefined, manager)).rejects.toThrow(/step "emails".*nobody knows/);
  const [doubt] = await runs.uncertain(manager);
  const [, step = "", row = ""] = (doubt?.id ?? "").split("/");
  await runs.resolve({ run, step, row }, { outcome: "sent" }, manager);
  onMail = () => undefined;
  await runs.retry(run, "emails", manager);
  expect(await runs.settled(run)).toBe("done");
  const sent = house.mails().slice(earlier);
  expect(sent.map((mail) => mail.to).toSorted()).toEqual(["buyer1@example.com", "buyer2@example.com"]);
  expect(new Set(sent.map((mail) => mail.key)).size).toBe(2);
});

test("only who started a run, or an administrator, retries it", async () => {
  onModel = () => {
    throw new GantryError("answer-rejected", "no reply that fits");
  };
  const run = await runs.start(startLetters(1));
  expect(await runs.settled(run)).toBe("failed");
  const other = { ...manager, subject: "somebody-else" };
  await expect(runs.retry(run, undefined, other)).rejects.toMatchObject({ code: "forbidden" });
});
