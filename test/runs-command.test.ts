// `gantry runs`: what an operator does with runs from a terminal.
import type { Client } from "@gantry/client";
import { UncertainEffectView } from "@gantry/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { gantry } from "./support/house.ts";
import { openLetters } from "./support/letters.ts";
import type { Letters } from "./support/letters.ts";
import { until } from "./support/until.ts";

let letters: Letters;
let manager: Client;
/** In the order in which they began; the newest is listed first. */
const begun: string[] = [];

beforeAll(async () => {
  letters = await openLetters({});
  manager = await letters.house.client("manager0");
});
afterAll(() => letters?.close());

const runs = (...words: readonly string[]): ReturnType<typeof gantry> => gantry(["runs", ...words], letters.house.env);

async function begin(flow: string): Promise<string> {
  const { run } = await manager.runFlow(flow, {}, { wait: 60 });
  begun.push(run);
  return run;
}
async function acceptAll(run: string): Promise<void> {
  for (const { id, contentHash } of await manager.approvals({ run })) {
    await manager.decide(id, { decision: "accept", contentHash });
  }
}
const comesTo = (run: string, status: string): Promise<unknown> =>
  until(`the run to be ${status}`, async () => (await manager.runState(run)).status === status);

test("without a run there is none to list; a verb that there is not is named with those that there are", async () => {
  expect(await runs()).toMatchObject({ code: 0, out: "no runs yet\n" });
  expect(await runs("frobnicate")).toMatchObject({
    code: 2,
    err: expect.stringMatching(/"frobnicate"[\s\S]*list \| show \| cancel \| retry \| uncertain \| resolve/),
  });
});

test("list has them newest first, show one step by step, by a beginning of its id that no other has", async () => {
  const [first, second] = [await begin("letter"), await begin("letters")];
  const { out } = await runs("list");
  expect(out.indexOf(second)).toBeGreaterThan(-1);
  expect(out.indexOf(first)).toBeGreaterThan(out.indexOf(second));
  expect(out).toContain("local:manager0");
  const listed = z.array(z.object({ id: z.string(), status: z.string() }));
  expect(listed.parse(JSON.parse((await runs("--json")).out))).toMatchObject([
    { id: second, status: "waiting" },
    { id: first, status: "waiting" },
  ]);
  const shown = await runs("show", second);
  expect(shown.out).toContain("Letters, 3 of them");
  expect(shown.out).toMatch(/Letters to approve\s+waiting\s+0 of 3/);
  expect((await runs("show", second.slice(0, -1))).out).toBe(shown.out);
  expect(await runs("show", "r_")).toMatchObject({ code: 2, err: expect.stringContaining("several begin like that") });
  expect(await runs("show", "nobody")).toMatchObject({ err: expect.stringContaining("none of that id") });
});

test("cancel ends a run: nothing of it can be decided any more", async () => {
  const run = await begin("letter");
  expect(await runs("cancel", run)).toMatchObject({ code: 0, out: "cancelled: Letters, 1 of them\n" });
  const [draft] = await manager.approvals({ run });
  const late = manager.decide(draft?.id ?? "", { decision: "accept", contentHash: draft?.contentHash ?? "" });
  await expect(late).rejects.toMatchObject({ code: draft === undefined ? "not-found" : "conflict" });
});

test("retry lets a failed run go on from what failed; one that has not failed is refused", async () => {
  const run = await begin("letters");
  letters.mail.failNext(1, { kind: "refuse", code: 550, at: "recipient" });
  await acceptAll(run);
  await comesTo(run, "failed");
  const sent = letters.mail.count();
  expect(await runs("retry", run, "--step", "drafts")).toMatchObject({ code: 5 });
  expect(await runs("retry", run)).toMatchObject({ code: 0, out: expect.stringMatching(/^(running|done): Letters/) });
  await comesTo(run, "done");
  expect(letters.mail.count()).toBe(sent + 1);
  expect((await runs("retry", run)).code).not.toBe(0);
});

test("uncertain shows what to look for, resolve says what was found: the mail is not sent again", async () => {
  expect(await runs("uncertain")).toMatchObject({ out: expect.stringContaining("it is known what became of it") });
  const run = await begin("letter");
  letters.mail.failNext(1, { kind: "drop", delivered: true });
  await acceptAll(run);
  await until("the mail to be uncertain", async () => (await manager.uncertain()).length === 1);
  const [mail] = (await letters.mail.list()).slice(-1);
  const { out } = await runs("uncertain");
  expect(out).toContain("to: buyer0@customer.example");
  expect(out).toContain("look for: Message-ID");
  const [found] = z.array(UncertainEffectView).parse(JSON.parse((await runs("uncertain", "--json")).out));
  const id = found?.id ?? "";
  expect(await runs("resolve", id)).toMatchObject({
    code: 2,
    err: expect.stringMatching(/what became of it[\s\S]*sent \| send-again \| give-up/),
  });
  expect(await runs("resolve", id, "sent", "--reason", "it is in the archive")).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^sent: .* · uncertain still: 0\n$/),
  });
  await comesTo(run, "done");
  const again = (await letters.mail.list()).filter((it) => it.messageId === mail?.messageId);
  expect(again).toHaveLength(1);
});

test("who may not see a run is told that there is none of that id", async () => {
  const [run = ""] = begun;
  expect(await runs("show", run, "--as", "manager0")).toMatchObject({ code: 0 });
  expect(await runs("cancel", "r_0000", "--as", "manager1")).toMatchObject({
    err: expect.stringContaining("none of that id"),
  });
});
