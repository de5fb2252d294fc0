// A run waits for a person, and meanwhile the policy changes: what leaves next is decided by the stricter of the two, and
// whoever lost a right gets nothing by it.
import path from "node:path";
import type { Client } from "@gantry/client";
import type { Answer } from "@gantry/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { draftsOf, mainQuestion } from "./support/answer.ts";
import { gantry, openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { until } from "./support/until.ts";

let house: House;

const under = async (policy: string): Promise<Client> => {
  await house.kill();
  await house.restart({ TEST_POLICY: policy });
  return house.client("sales-manager");
};

const ask = async (client: Client): Promise<Answer> => {
  const answer = await client.ask(mainQuestion, { wait: 60 });
  expect(answer.status).toBe("waiting");
  expect(draftsOf(answer).length).toBeGreaterThanOrEqual(5);
  return answer;
};

const namesIn = (answer: Answer): readonly unknown[] =>
  answer.blocks.flatMap((block) => (block.kind === "table" ? block.rows.map((row) => row["account"]) : []));

const inbox = async (): Promise<number> => (await (await house.client("sales-director")).inbox()).length;

beforeAll(async () => {
  const project = path.join(import.meta.dirname, "projects/changing");
  house = await openHouse({ GANTRY_PROJECT: project, TEST_POLICY: "veiled" });
});
afterAll(() => house?.close());

let veiled: Answer;
let clear: Answer;

test("what was asked under a stricter policy is still shown by it when a looser one has come into force", async () => {
  veiled = await ask(await house.client("sales-manager"));
  expect(namesIn(veiled).every((name) => String(name).startsWith("COMPANY_"))).toBe(true);
  const manager = await under("usual");
  clear = await ask(manager);
  expect(namesIn(clear).some((name) => String(name).startsWith("COMPANY_"))).toBe(false);
  expect(namesIn(await manager.answer(veiled.run)).every((name) => String(name).startsWith("COMPANY_"))).toBe(true);
});

test("what a changed policy would newly refuse is told before it is in force, and what changed since an older one", async () => {
  const silent = await gantry(["policy", "diff"], { ...house.env, TEST_POLICY: "silent" });
  expect(silent.code, silent.err).toBe(1);
  expect(silent.out.replaceAll(/\s+/g, " ")).toContain("refuses: emails → mail (outside): person.email pass → refuse");
  const older = await gantry(["policy", "diff", veiled.receipt.policy], house.env);
  expect(older.out.replaceAll(/\s+/g, " ")).toContain("viewer sales-manager (inside): company.name token → pass");
  const same = await gantry(["policy", "diff"], house.env);
  expect(same.code, same.out).toBe(0);
});

test("while the policy stays as it was, an accepted draft is sent", async () => {
  const manager = await house.client("sales-manager");
  const [{ approval, contentHash }] = draftsOf(clear) as [never, ...never[]];
  await manager.decide(approval, { decision: "accept", contentHash });
  await until("the mail", async () => (await inbox()) === 1);
});

test("a draft accepted after the policy has become stricter is not sent: it has failed without an attempt", async () => {
  const manager = await under("silent");
  const draft = draftsOf(await manager.answer(clear.run))[1];
  await manager.decide(draft?.approval ?? "", { decision: "accept", contentHash: draft?.contentHash ?? "" });
  const failed = await until("the refusal", async () => {
    const found = draftsOf(await manager.answer(clear.run)).find((it) => it.approval === draft?.approval);
    return found?.effect === "failed" && found;
  });
  expect(failed).toBeTruthy();
  expect(await inbox()).toBe(1);
  const entries = await (await house.client("compliance")).ledger({ run: clear.run });
  const mails = entries.filter((it) => it.kind === "attempted" && it.body["egressKind"] === "mail");
  expect(mails).toHaveLength(1);
});

test("who may no longer run the flow gets nothing of what he asked before, and nothing leaves for him", async () => {
  const manager = await under("no-run");
  const director = await house.client("sales-director");
  await expect(manager.answer(clear.run)).rejects.toMatchObject({ code: "not-found" });
  await expect(manager.answer(veiled.run)).rejects.toMatchObject({ code: "not-found" });
  expect(await manager.runs()).toEqual([]);
  await expect(manager.ask(mainQuestion, { wait: 60 })).rejects.toMatchObject({ status: expect.any(Number) });
  const draft = draftsOf(await director.answer(clear.run))[2];
  const accept = { decision: "accept", contentHash: draft?.contentHash ?? "" } as const;
  await expect(manager.decide(draft?.approval ?? "", accept)).rejects.toMatchObject({ code: "forbidden" });
  expect(await inbox()).toBe(1);
});

test("who may no longer approve can't, and the draft goes on waiting for somebody who may", async () => {
  const manager = await under("no-approval");
  const draft = draftsOf(await manager.answer(clear.run))[2];
  const accept = { decision: "accept", contentHash: draft?.contentHash ?? "" } as const;
  await expect(manager.decide(draft?.approval ?? "", accept)).rejects.toMatchObject({ code: "forbidden" });
  expect(draftsOf(await manager.answer(clear.run))[2]?.state).toBe("pending");
  expect(await inbox()).toBe(1);
});
