// What a person decides is what happens: one mail for an accepted draft, the edit for an edited one, none for a rejected one.
import type { Client } from "@gantry/client";
import type { Answer, ApprovalView, InboxMail } from "@gantry/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actionsOf, draftsOf, mainQuestion } from "./support/answer.ts";
import { askCrm } from "./support/crm.ts";
import { openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { until } from "./support/until.ts";

let house: House;
let manager: Client;
let answer: Answer;

beforeAll(async () => {
  house = await openHouse();
  manager = await house.client("sales-manager");
  answer = await manager.ask(mainQuestion, { wait: 60 });
  expect(answer.status).toBe("waiting");
  expect(draftsOf(answer).length).toBeGreaterThanOrEqual(5);
});
afterAll(() => house?.close());

const draft = (index: number): ReturnType<typeof draftsOf>[number] => draftsOf(answer)[index] as never;

/** The draft as it stands now. */
const current = async (approval: string): Promise<ReturnType<typeof draftsOf>[number]> =>
  draftsOf(await manager.answer(answer.run)).find((it) => it.approval === approval) as never;

const sent = (approval: string): Promise<unknown> =>
  until("the mail to be sent", async () => (await current(approval)).effect === "sent");

const mailsTo = async (address: string | null): Promise<readonly InboxMail[]> =>
  (await manager.inbox()).filter((mail) => mail.to.includes(address ?? ""));

/** What became of a call: the value, or the error's code. */
const outcome = (call: Promise<ApprovalView>): Promise<string> =>
  call.then(
    (it) => it.state,
    (error: unknown) => (error as { code: string }).code,
  );

test("an accepted draft is sent once, as it was shown, to the contact that the CRM has", async () => {
  const { approval, contentHash, row, to, subject, body } = draft(0);
  const decided = await manager.decide(approval, { decision: "accept", contentHash });
  expect(decided).toMatchObject({ state: "accepted", decidedBy: "meridian:sales-manager-emea" });
  await sent(approval);
  const mails = await mailsTo(to);
  expect(mails).toHaveLength(1);
  expect(mails[0]?.subject).toBe(subject);
  expect(mails[0]?.text.trim()).toBe(body.trim());
  expect(mails[0]?.to).toEqual([to]);
  const contacts = await askCrm(house, `SELECT Email, HasOptedOutOfEmail FROM Contact WHERE AccountId = '${row}'`);
  expect(contacts.filter((it) => it["Email"] === to && it["HasOptedOutOfEmail"] !== true)).not.toHaveLength(0);
});

test("a sent mail is logged once as an activity at the account and the contact in the CRM", async () => {
  const { row, to, subject } = draft(0);
  const logged = await until("the activity", async () => {
    const found = await askCrm(house, `SELECT Id, Subject, Status, WhoId, OwnerId FROM Task WHERE WhatId = '${row}'`);
    return found.length > 0 && found;
  });
  expect(logged).toHaveLength(1);
  expect(logged[0]).toMatchObject({ Subject: subject, Status: "Completed" });
  const [contact] = await askCrm(house, `SELECT Email FROM Contact WHERE Id = '${String(logged[0]?.["WhoId"])}'`);
  expect(contact?.["Email"]).toBe(to);
  const [account] = await askCrm(house, `SELECT OwnerId FROM Account WHERE Id = '${row}'`);
  expect(logged[0]?.["OwnerId"]).toBe(account?.["OwnerId"]);
});

test("a rejected draft is never sent, and nothing is logged", async () => {
  const { approval, contentHash, row } = draft(1);
  expect((await manager.decide(approval, { decision: "reject", contentHash, reason: "not now" })).state).toBe(
    "rejected",
  );
  expect((await current(approval)).effect).toBe("none");
  expect(await askCrm(house, `SELECT Id FROM Task WHERE WhatId = '${row}'`)).toHaveLength(0);
});

test("an edited draft goes out as edited, with a name that the editor wrote in clear", async () => {
  const { approval, contentHash, to, body } = draft(2);
  const edit = { subject: "A word before the winter", body: `${body}\n\nP.S. I am in the office on Thursday.` };
  const decided = await manager.decide(approval, { decision: "edit", contentHash, edit });
  expect(decided.state).toBe("edited");
  expect(decided.contentHash).not.toBe(contentHash);
  await sent(approval);
  const mails = await mailsTo(to);
  expect(mails.map((it) => it.subject)).toEqual([edit.subject]);
  expect(mails[0]?.text.trim()).toBe(edit.body.trim());
  expect(await current(approval)).toMatchObject({ state: "edited", ...edit });
});

test("a decided draft can't be decided again: accepted, edited or rejected, the second decision is a conflict", async () => {
  for (const index of [0, 1, 2]) {
    const { approval, contentHash } = await current(draft(index).approval);
    for (const decision of ["accept", "reject"] as const) {
      await expect(manager.decide(approval, { decision, contentHash })).rejects.toMatchObject({
        code: "already-decided",
        status: 409,
        message: expect.stringMatching(/^this has been (accepted|edited|rejected) already$/),
      });
    }
  }
});

test("of ten decisions at once, accepting and rejecting, one wins and the others are told", async () => {
  const { approval, contentHash, to } = draft(3);
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      outcome(manager.decide(approval, { decision: index % 2 === 0 ? "accept" : "reject", contentHash })),
    ),
  );
  const won = outcomes.filter((it) => it !== "already-decided");
  expect(won).toHaveLength(1);
  expect(["accepted", "rejected"]).toContain(won[0]);
  if (won[0] === "accepted") await sent(approval);
  expect(await mailsTo(to)).toHaveLength(won[0] === "accepted" ? 1 : 0);
});

test("a decision on other content than stands there now is refused, and the draft goes on waiting", async () => {
  const { approval } = draft(4);
  for (const contentHash of [draft(0).contentHash, "", "0".repeat(64)]) {
    await expect(manager.decide(approval, { decision: "accept", contentHash })).rejects.toMatchObject({
      code: "content-changed",
      status: 409,
    });
  }
  expect(await current(approval)).toMatchObject({ state: "pending", effect: "none" });
});

test("only what the flow lets be edited can be: not the recipient, and not without saying what", async () => {
  const { approval, contentHash } = draft(4);
  await expect(
    manager.decide(approval, { decision: "edit", contentHash, edit: { email: "someone@else.example" } }),
  ).rejects.toMatchObject({ code: "bad-input", status: 400, message: expect.stringContaining('"email"') });
  await expect(manager.decide(approval, { decision: "edit", contentHash })).rejects.toMatchObject({
    code: "bad-request",
  });
  expect(await current(approval)).toMatchObject({ state: "pending", effect: "none" });
});

test("analyst, compliance officer and another region's director may not decide", async () => {
  const { approval, contentHash } = draft(4);
  for (const persona of ["analyst", "compliance", "sales-director"]) {
    const client = await house.client(persona);
    await expect(client.decide(approval, { decision: "accept", contentHash })).rejects.toMatchObject({
      code: "forbidden",
      status: 403,
    });
  }
  await expect(manager.decide("a_unknown", { decision: "accept", contentHash })).rejects.toMatchObject({
    code: "not-found",
  });
});

test("an accepted step becomes a task in the CRM, due when it was said, with the account's owner; a rejected one does not", async () => {
  const [accepted, rejected] = [actionsOf(answer)[0], actionsOf(answer).at(-1)];
  if (!accepted || !rejected) throw new Error("no steps are suggested");
  await manager.decide(accepted.approval, { decision: "accept", contentHash: accepted.contentHash });
  await manager.decide(rejected.approval, { decision: "reject", contentHash: rejected.contentHash });
  const tasks = await until("the task", async () => {
    const found = await askCrm(
      house,
      "SELECT Subject, Description, ActivityDate, Status, OwnerId, WhatId FROM Task WHERE Status = 'Not Started' AND External_Key__c != null",
    );
    return found.length > 0 && found;
  });
  expect(tasks).toHaveLength(1);
  const account = accepted.row.split("/")[0] ?? "";
  const [{ OwnerId: owner } = {}] = await askCrm(house, `SELECT OwnerId FROM Account WHERE Id = '${account}'`);
  expect(tasks[0]).toMatchObject({
    Subject: accepted.title,
    Description: accepted.why,
    ActivityDate: accepted.due,
    WhatId: account,
    OwnerId: owner,
  });
});

test("after a cancellation nothing can be decided any more, and nothing more is sent", async () => {
  const before = (await manager.inbox()).length;
  expect((await manager.cancel(answer.run)).status).toBe("cancelled");
  const { approval, contentHash } = draft(4);
  await expect(manager.decide(approval, { decision: "accept", contentHash })).rejects.toMatchObject({
    code: "conflict",
    status: 409,
    message: expect.stringContaining("cancelled"),
  });
  await expect(manager.cancel(answer.run)).rejects.toMatchObject({ code: "conflict" });
  expect(await manager.inbox()).toHaveLength(before);
});

test("each decision and each mail stands in the ledger, without an address or a word of it", async () => {
  const compliance = await house.client("compliance");
  const entries = await compliance.ledger({ run: answer.run, limit: 1000 });
  const decisions = entries.filter((it) => it.kind === "decision" && it.caller === "meridian:sales-manager-emea");
  for (const [index, decision] of (["accept", "reject", "edit"] as const).entries()) {
    const { approval, contentHash } = draft(index);
    const now = (await current(approval)).contentHash;
    expect(decisions.map((it) => it.body)).toContainEqual({
      step: "review",
      approval,
      decision,
      seen: contentHash,
      released: decision === "reject" ? null : now,
    });
  }
  const mails = entries.filter((it) => it.kind === "attempted" && it.body["egressKind"] === "mail");
  expect(mails).toHaveLength((await manager.inbox()).length);
  const text = JSON.stringify(entries);
  for (const { to, subject } of draftsOf(answer)) {
    expect(text).not.toContain(to);
    expect(text).not.toContain(subject);
  }
  expect(await compliance.verifyLedger()).toMatchObject({ ok: true });
});
