// The retention flow, unchanged, with its letters analysed and drafted by a company's own agent service: LangGraph in another
// process, over HTTP, which reaches models through the house alone. Both are killed in the middle of the work.
import type { Answer, Receipt } from "@gantry/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { draftsOf, tableOf } from "./support/answer.ts";
import { lastOf, startChatProvider } from "./support/chat-provider.ts";
import type { ChatProvider } from "./support/chat-provider.ts";
import { startService } from "./support/guests/process.ts";
import type { Service } from "./support/guests/process.ts";
import { openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { dataOf, letterOf } from "./support/outside-model.ts";
import { readPersonalData } from "./support/personal-data.ts";
import type { PersonalData } from "./support/personal-data.ts";
import { until } from "./support/until.ts";

let provider: ChatProvider;
let service: Service;
let house: House;
let data: PersonalData;
let answer: Answer;
let receipt: Receipt;

beforeAll(async () => {
  provider = await startChatProvider("sk-models");
  provider.answer = (asked) => ({
    text:
      asked.response_format === undefined
        ? "The renewal is near and fewer people sign in."
        : JSON.stringify(letterOf(lastOf(asked, "user"))),
  });
  service = await startService("guest-key");
  house = await openHouse({
    GANTRY_PROJECT: new URL("./projects/guests", import.meta.url).pathname,
    TEST_GUEST: service.url,
    TEST_MODELS: provider.url,
    GANTRY_SECRET_GUEST: "guest-key",
    GANTRY_SECRET_MODELS: "sk-models",
  });
  data = await readPersonalData(house);
  /** When a node has begun for the first time in this life of the service. */
  const begun = (node: string): Promise<void> =>
    new Promise((done) => {
      service.onHappened = (it) => {
        if (it.what === "begun" && it.node === node) done();
      };
    });
  const asked = await house.client("sales-manager");
  // Killed as soon as a letter has been analysed and is about to be drafted: first the service, then the house.
  let drafting = begun("draft");
  const { run } = await asked.runFlow("retention", { region: "EMEA", segment: "enterprise", period: "this quarter" });
  await drafting;
  await service.kill();
  drafting = begun("draft");
  await service.start();
  await drafting;
  await house.kill();
  await house.restart();
  const client = await house.client("sales-manager");
  await until(
    "letters to approve",
    async () => {
      const { status } = await client.runState(run);
      if (status === "failed") throw new Error(JSON.stringify((await client.answer(run)).problem));
      return status === "waiting";
    },
    120,
  );
  answer = await client.answer(run);
  receipt = await client.receipt(run);
}, 180_000);
afterAll(async () => {
  await house?.close();
  await service?.kill();
  await provider?.close();
});

test("every customer who can be written to has a letter, written by the service", () => {
  const drafts = draftsOf(answer);
  expect(drafts.length).toBeGreaterThanOrEqual(5);
  expect(new Set(drafts.map((it) => it.row)).size).toBe(drafts.length);
  const rows = new Set(tableOf(answer).rows.map((row) => row["$key"]));
  for (const { row, subject, body, flags, model } of drafts) {
    expect(rows).toContain(row);
    expect(model).toBe("guest:letters");
    // Two of the customers have tickets that give orders to whoever writes: that is said of their letters.
    expect(flags.filter((flag) => !flag.includes("gives orders"))).toEqual([]);
    // As she who asked may see them: with the names again.
    expect(data.in(body)).not.toEqual([]);
    expect(`${subject}${body}`).not.toMatch(/[A-Z]{2,12}_\w{4,6}\b|unknown/);
  }
});

test("what it had begun when either was killed it went on with, and no analysis was made twice", () => {
  const { happened } = service;
  const cut = happened.filter((it) => it.life === 1 && it.what === "begun" && it.node === "draft");
  expect(cut.length).toBeGreaterThan(0);
  const analysed = happened.filter((it) => it.what === "ended" && it.node === "analyse").map(({ thread }) => thread);
  expect(analysed.length).toBeGreaterThan(new Set(cut.map(({ thread }) => thread)).size);
  for (const { thread } of cut) expect(analysed.filter((it) => it === thread)).toHaveLength(1);
  expect(happened.some((it) => it.life === 2 && it.node === "draft")).toBe(true);
});

test("it was shown tokens only, and so was its model", () => {
  expect(provider.raw.length).toBeGreaterThan(10);
  for (const { messages } of provider.asked) {
    const user = lastOf({ model: "", messages }, "user");
    expect(user).toMatch(/PERSON_\w{6}/);
    expect(data.in(dataOf(user))).toEqual([]);
  }
});

test("its calls stand in the run's receipt, on the account of who asked", async () => {
  const drafts = receipt.egresses.filter(({ step }) => step === "drafts");
  expect(drafts.map(({ destination }) => destination).sort()).toEqual(["compatible:up-1", "guest:letters"]);
  const model = drafts.find(({ destination }) => destination === "compatible:up-1");
  // Two calls for each letter at least; one that was under way when the house was killed has no end, and so no usage.
  const { calls = 0, usage } = model ?? {};
  expect(calls).toBeGreaterThanOrEqual(2 * draftsOf(answer).length);
  expect(usage?.input).toBeGreaterThanOrEqual(2 * 40 * draftsOf(answer).length);
  const spent = await (await house.client("sales-manager")).usage();
  expect(spent.usage.find((it) => it.model === "compatible:up-1")).toMatchObject({
    caller: expect.stringMatching(/^meridian:sales-manager/),
    input: usage?.input,
    output: usage?.output,
  });
});
