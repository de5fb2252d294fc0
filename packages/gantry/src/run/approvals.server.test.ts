// Deciding together: several people, edits that undo acceptances, decisions at the same moment, many at once.
import type { ApprovalView } from "@gantry/contract";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { FlowDocument } from "../flow/index.ts";
import type { Agreement, Caller } from "../policy/index.ts";
import { letters } from "./testing/flow.ts";
import { manager } from "./testing/house.ts";
import { openRuns } from "./testing/open.ts";
import type { TestRuns } from "./testing/open.ts";
import type { RecordedDecision } from "./types.ts";

const mara = manager;
const otto: Caller = { ...manager, subject: "otto", name: "Otto" };
const pia: Caller = { ...manager, subject: "pia", name: "Pia" };

let house: TestRuns;
let agreement: Agreement = { people: 1, notRequester: false };
let flags: readonly string[] = [];
/** Who has lost the right to approve. */
const gone = new Set<string>();
const recorded: RecordedDecision[] = [];

beforeAll(async () => {
  house = await openRuns({
    over: {
      policy: {
        version: "p1",
        may: (caller, permission) => !permission.startsWith("approve:") || !gone.has(caller.subject),
        access: () => ({ rowFilters: {}, forbidden: [], parameters: {} }),
        agreement: () => agreement,
      },
      recheck: async ({ after }) => ({ content: after, flags }),
      record: (decision) => Promise.resolve(recorded.push(decision)),
    },
  });
});
afterAll(() => house.close());
afterEach(() => {
  agreement = { people: 1, notRequester: false };
  flags = [];
  gone.clear();
});

/** The flow, with more said about who decides. */
const letBy = (more: object): FlowDocument =>
  ({ ...letters, steps: { ...letters.steps, review: { ...letters.steps["review"], ...more } } }) as FlowDocument;

const startOne = async (more: object = {}): Promise<ApprovalView> => {
  const [draft] = await house.approvals(await house.start(1, { flow: letBy(more) }));
  if (!draft) throw new Error("no draft waits");
  return draft;
};
const current = async ({ run }: ApprovalView): Promise<ApprovalView> => {
  const [draft] = await house.approvals(run);
  if (!draft) throw new Error("no draft");
  return draft;
};
const mailsOf = ({ run }: ApprovalView) => house.mails().filter((it) => it.key.startsWith(run));
const hasGone = (draft: ApprovalView): Promise<void> =>
  vi.waitFor(() => expect(mailsOf(draft)).toHaveLength(1), { timeout: 15_000 });

test("where two must accept, the first acceptance sends nothing, the second one does; who decided what is listed", async () => {
  const draft = await startOne({ approvals: 2 });
  expect(draft).toMatchObject({ needed: 2, decisions: [] });
  const after = await house.decide(draft, { decision: "accept", reason: "reads well" }, otto);
  expect(after).toMatchObject({
    state: "pending",
    effect: "none",
    decisions: [{ by: "otto", decision: "accept", counts: true, reason: "reads well" }],
  });
  await expect(house.decide(draft, {}, otto)).rejects.toMatchObject({
    code: "already-decided",
    message: expect.stringContaining("somebody else"),
  });
  const done = await house.decide(draft, {}, pia);
  expect(done).toMatchObject({ state: "accepted", decidedBy: "pia" });
  expect(done.decisions.map(({ by, counts }) => [by, counts])).toEqual([
    ["otto", true],
    ["pia", true],
  ]);
  await hasGone(draft);
  expect(recorded.filter((it) => it.approval === draft.id).map(({ caller, needed }) => [caller, needed])).toEqual([
    ["otto", 2],
    ["pia", 2],
  ]);
});

test("one rejection is enough", async () => {
  const draft = await startOne({ approvals: 2 });
  await house.decide(draft, {}, otto);
  expect(await house.decide(draft, { decision: "reject" }, pia)).toMatchObject({ state: "rejected" });
  expect(await house.end(draft.run)).toBe("done");
  expect(mailsOf(draft)).toEqual([]);
});

test("an edit undoes what others accepted before: they accepted something else", async () => {
  const draft = await startOne({ approvals: 2 });
  await house.decide(draft, {}, otto);
  const edited = await house.decide(draft, { decision: "edit", edit: { body: "Let us talk on Monday." } }, pia);
  expect(edited).toMatchObject({
    state: "pending",
    changes: [{ field: "body", before: "Let us talk.", after: "Let us talk on Monday." }],
  });
  expect(edited.decisions.map(({ by, decision, counts }) => [by, decision, counts])).toEqual([
    ["otto", "accept", false],
    ["pia", "edit", true],
  ]);
  await expect(house.decide(draft, {}, otto)).rejects.toMatchObject({ code: "content-changed" });
  expect(await house.decide(edited, {}, otto)).toMatchObject({ state: "edited" });
  await hasGone(draft);
  expect(mailsOf(draft)[0]?.body).toBe("Let us talk on Monday.");
});

test("whoever asked may not be one of them, where flow or policy says so; he may reject", async () => {
  agreement = { people: 1, notRequester: true };
  const draft = await startOne();
  expect(draft.mayDecide).toBe(false);
  await expect(house.decide(draft, {}, mara)).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("whoever asked"),
  });
  expect(await house.decide(draft, {}, otto)).toMatchObject({ state: "accepted" });
  const other = await startOne({ notRequester: true });
  expect(await house.decide(other, { decision: "reject" }, mara)).toMatchObject({ state: "rejected" });
});

test("a policy that asks for more people holds for rows that wait already", async () => {
  const draft = await startOne();
  agreement = { people: 2, notRequester: false };
  expect(await house.decide(draft, {}, otto)).toMatchObject({ state: "pending", needed: 2 });
  expect(await house.decide(draft, {}, mara)).toMatchObject({ state: "accepted" });
});

test("an acceptance counts only as long as its person has the right", async () => {
  const draft = await startOne({ approvals: 2 });
  await house.decide(draft, {}, otto);
  gone.add("otto");
  const second = await house.decide(draft, {}, pia);
  expect(second).toMatchObject({ state: "pending" });
  expect(second.decisions.map(({ by, counts }) => [by, counts])).toEqual([
    ["otto", false],
    ["pia", true],
  ]);
  expect(await house.decide(draft, {}, mara)).toMatchObject({ state: "accepted" });
  await hasGone(draft);
});

test.each([
  ["accept", "reject"],
  ["reject", "accept"],
  ["accept", "edit"],
  ["edit", "accept"],
  ["edit", "edit"],
] as const)("of two people at the same moment, %s and %s, one wins and the other is told", async (one, two) => {
  const draft = await startOne();
  const request = (decision: "accept" | "reject" | "edit", by: string) => ({
    decision,
    ...(decision === "edit" ? { edit: { body: `Let us talk, says ${by}.` } } : {}),
  });
  const outcomes = await Promise.allSettled([
    house.decide(draft, request(one, "otto"), otto),
    house.decide(draft, request(two, "pia"), pia),
  ]);
  const [won] = outcomes.flatMap((it) => (it.status === "fulfilled" ? [it.value] : []));
  expect(outcomes.map((it) => it.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(outcomes.find((it) => it.status === "rejected")?.reason).toMatchObject({ code: "already-decided" });
  expect(won).toMatchObject({ decidedBy: outcomes[0]?.status === "fulfilled" ? "otto" : "pia" });
  expect(await house.end(draft.run)).toBe("done");
  const now = await current(draft);
  expect(now).toMatchObject({ state: won?.state, decidedBy: won?.decidedBy });
  expect(now.decisions).toHaveLength(1);
  const bodies = mailsOf(draft).map((it) => it.body);
  expect(bodies).toEqual(now.state === "rejected" ? [] : [now.content["body"]]);
});

test("many at once: each on its own, and what is flagged never without its flags acknowledged", async () => {
  const run = await house.start(4);
  const [first, second, third, fourth] = await house.approvals(run);
  if (!first || !second || !third || !fourth) return expect.unreachable("four drafts");
  flags = ["an amount that no cell holds"];
  agreement = { people: 2, notRequester: false };
  const flagged = await house.decide(second, { decision: "edit", edit: { body: "Save €5." } }, otto);
  agreement = { people: 1, notRequester: false };
  expect(flagged.flags).toHaveLength(1);
  const accept = ({ id, contentHash }: ApprovalView) => ({ approval: id, decision: "accept" as const, contentHash });
  const results = await house.runs.decideEach(
    {
      decisions: [
        accept(first),
        accept(flagged),
        { ...accept(third), contentHash: "0" },
        { approval: "a_none", decision: "reject", contentHash: "0" },
        { ...accept(fourth), decision: "reject" },
      ],
    },
    pia,
  );
  expect(results.map((it) => ("view" in it ? it.view.state : it.problem.code))).toEqual([
    "accepted",
    "conflict",
    "content-changed",
    "not-found",
    "rejected",
  ]);
  expect(results.map((it) => it.approval)).toEqual([first.id, flagged.id, third.id, "a_none", fourth.id]);
});

test("a row tells why it is here and what it rests on, with source and time of reading", async () => {
  const draft = await startOne({ reason: "name", evidence: ["email"] });
  expect(draft.reason).toBe("Company 0");
  const detail = await house.runs.approval(draft.id, mara);
  expect(detail.evidence).toMatchObject([
    { column: "email", value: "buyer0@example.com", sources: ["crm.accounts.email"], asOf: "2026-11-16T08:00:00.000Z" },
  ]);
  await expect(house.runs.approval(draft.id, { ...mara, subject: "x", roles: [] })).rejects.toMatchObject({
    code: "not-found",
  });
});
