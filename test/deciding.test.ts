// Several people over HTTP: at the same moment, many drafts at once, taken back in time; and the mail that reminds them.
import type { Client } from "@gantry/client";
import type { ApprovalView, InboxMail } from "@gantry/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openLetters } from "./support/letters.ts";
import type { Letters } from "./support/letters.ts";
import { until } from "./support/until.ts";

let letters: Letters;
let house: Letters["house"];
let mail: Letters["mail"];
let ada: Client;
let ben: Client;

beforeAll(async () => {
  letters = await openLetters({ TEST_UNDO_SECONDS: "3", TEST_REMIND_SECONDS: "1" });
  ({ house, mail } = letters);
  [ada, ben] = [await house.client("manager0"), await house.client("manager1")];
});
afterAll(() => letters?.close());

const start = async (): Promise<readonly ApprovalView[]> => {
  const { run } = await ada.runFlow("letters", {}, { wait: 60 });
  const drafts = await ada.approvals({ run });
  expect(drafts).toHaveLength(3);
  return drafts;
};
const current = async ({ id }: ApprovalView): Promise<ApprovalView> => ada.approval(id);
const effectOf = (draft: ApprovalView, effect: ApprovalView["effect"]): Promise<unknown> =>
  until(`the mail to be ${effect}`, async () => (await current(draft)).effect === effect);
/** Letters to buyers that were not there before. */
const lettersSince = async (before: readonly InboxMail[]): Promise<readonly InboxMail[]> => {
  const known = new Set(before.map((it) => it.id));
  return (await mail.list()).filter((it) => !known.has(it.id) && !it.to.includes("managers@vendor.example"));
};

test("two people at the same moment, in either order: one wins, the other is told; what goes out is what the winner saw", async () => {
  const [first, second] = await start();
  if (!first || !second) return expect.unreachable("drafts");
  const edit = { body: "May I call you on Thursday?" };
  for (const [draft, one, two] of [
    [first, ada, ben],
    [second, ben, ada],
  ] as const) {
    const before = await mail.list();
    const outcomes = await Promise.allSettled([
      one.decide(draft.id, { decision: "accept", contentHash: draft.contentHash }),
      two.decide(draft.id, { decision: "edit", contentHash: draft.contentHash, edit }),
    ]);
    expect(outcomes.map((it) => it.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find((it) => it.status === "rejected")?.reason).toMatchObject({
      code: "already-decided",
      status: 409,
    });
    await effectOf(draft, "sent");
    const now = await current(draft);
    const went = await lettersSince(before);
    expect(went.map((it) => it.text.trim())).toEqual([String(now.content["body"]).trim()]);
    expect(now.changes).toEqual(
      now.state === "edited" ? [{ field: "body", before: draft.content["body"], after: edit.body }] : [],
    );
    expect(now.decisions.map((it) => it.by)).toEqual([now.decidedBy]);
  }
});

test("several at once, each on its own, and one of them taken back before it goes", async () => {
  const drafts = await start();
  const [first, second, third] = drafts;
  if (!first || !second || !third) return expect.unreachable("drafts");
  const before = await mail.list();
  const results = await ben.decideEach([
    { approval: first.id, decision: "accept", contentHash: first.contentHash },
    { approval: second.id, decision: "accept", contentHash: first.contentHash },
    { approval: third.id, decision: "accept", contentHash: third.contentHash },
  ]);
  expect(results.map((it) => ("view" in it ? it.view.state : it.problem.code))).toEqual([
    "accepted",
    "content-changed",
    "accepted",
  ]);
  const { undo } = await current(first);
  if (!undo) return expect.unreachable("it can be taken back");
  await ada.undo(undo);
  await expect(ada.undo(undo)).rejects.toMatchObject({ code: "conflict", status: 409 });
  await effectOf(third, "sent");
  expect((await current(first)).effect).toBe("undone");
  expect((await lettersSince(before)).map((it) => it.to)).toEqual([["buyer2@customer.example"]]);
});

test("what waits is brought to mind once, in a mail without a word of the letters", async () => {
  const [draft] = await start();
  if (!draft) return expect.unreachable("a draft");
  expect(draft.reason).toBe("its contract ends within the quarter");
  await until("the reminder", async () => (await current(draft)).reminder?.state === "sent");
  const reminders = (await mail.list()).filter((it) => it.text.includes(draft.run));
  expect(reminders.map((it) => [it.to, it.subject])).toEqual([
    [["managers@vendor.example"], "3 rows wait for a decision: Letters to approve"],
  ]);
  expect(reminders[0]?.text).toContain(`${house.url}/#/runs/${draft.run}`);
  expect(reminders[0]?.text).not.toMatch(/buyer|renewal|Company/);
  // It stands in the run's receipt as what left.
  expect((await ada.receipt(draft.run)).egresses.map((it) => it.kind)).toEqual(["mail"]);
});

test("a limit, a state and a list of decisions that can't be are refused", async () => {
  const token = await house.token("manager0");
  const ask = async (route: string, body?: object): Promise<number> => {
    const response = await fetch(`${house.url}${route}`, {
      method: body ? "POST" : "GET",
      headers: { authorization: `Bearer ${token}`, ...(body ? { "content-type": "application/json" } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return response.status;
  };
  const decision = { approval: "a_1", decision: "accept", contentHash: "0" };
  expect(await ask("/api/approvals?limit=0")).toBe(400);
  expect(await ask("/api/approvals?state=lost")).toBe(400);
  expect(await ask("/api/approvals/decisions", { decisions: [] })).toBe(400);
  expect(await ask("/api/approvals/decisions", { decisions: [decision, decision] })).toBe(400);
  expect(await ask("/api/approvals/a_1")).toBe(404);
});
