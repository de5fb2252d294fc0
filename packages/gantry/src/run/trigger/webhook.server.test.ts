import { createHmac } from "node:crypto";
import { GantryError } from "@gantry/contract";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { manager } from "../testing/house.ts";
import { openRuns } from "../testing/open.ts";
import type { TestRuns } from "../testing/open.ts";
import { openTriggers } from "../testing/triggers.ts";
import { field, webhook } from "./index.ts";
import type { Delivery, TriggerDocument, Triggers } from "./index.ts";

const orders: TriggerDocument = {
  name: "orders",
  flow: "letters",
  as: "robot",
  input: { region: field("$.order.region") },
  on: webhook("orders", { limit: 2000 }),
};

let house: TestRuns;
let triggers: Triggers;
let other: Triggers;
let now = new Date();

beforeAll(async () => {
  house = await openRuns();
  const same = { store: house.store, runs: house.runs, now: () => now };
  triggers = await openTriggers([orders], same);
  other = await openTriggers([orders], same);
});
afterAll(() => house.close());
beforeEach(() => {
  now = new Date();
});

const delivery = (id: string, event: unknown = { order: { region: "EMEA" } }, at = now): Delivery => {
  const body = Buffer.from(JSON.stringify(event));
  const time = String(Math.floor(at.getTime() / 1000));
  const mac = createHmac("sha256", "secret of orders").update(`${id}.${time}.`).update(body).digest("base64");
  return { headers: { "webhook-id": id, "webhook-timestamp": time, "webhook-signature": `v1,${mac}` }, body };
};

const runsStarted = async (): Promise<number> => {
  const { rows } = await house.store.pool.query<{ n: number }>(
    "select count(*)::int as n from gantry.runs where requested_by = 'service:robot'",
  );
  return rows[0]?.n ?? 0;
};

test("delivered ten times, at once and on two servers, starts one run, and each answer names it", async () => {
  const before = await runsStarted();
  const once = delivery("ten-times");
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? triggers : other).deliver("orders", once)),
  );
  expect(new Set(answers.map((it) => it.run)).size).toBe(1);
  expect(answers.filter((it) => !it.repeated)).toHaveLength(1);
  expect(await runsStarted()).toBe(before + 1);
  const run = await house.runs.get(answers[0]?.run ?? "", manager);
  expect(run).toMatchObject({ flow: "letters", requestedBy: "service:robot", question: null });
});

test("sent again with a new time, it is the same delivery", async () => {
  const first = await triggers.deliver("orders", delivery("again"));
  const later = delivery("again", undefined, new Date(now.getTime() + 60_000));
  expect(await triggers.deliver("orders", later)).toEqual({ run: first.run, repeated: true });
});

test("replayed after five minutes it is refused, known or not", async () => {
  const old = delivery("replayed");
  await triggers.deliver("orders", old);
  now = new Date(now.getTime() + 301_000);
  await expect(triggers.deliver("orders", old)).rejects.toMatchObject({ code: "unauthenticated" });
});

test("more often than its limit allows, it is refused; a forged one draws nothing from the limit", async () => {
  let drawn = 0;
  const admit = async (): Promise<void> => {
    drawn += 1;
    throw new GantryError("rate-limited", "too often", { retryable: true });
  };
  const before = await runsStarted();
  await expect(triggers.deliver("orders", delivery("often"), admit)).rejects.toMatchObject({ code: "rate-limited" });
  const forged = { ...delivery("often"), body: Buffer.from("{}") };
  await expect(triggers.deliver("orders", forged, admit)).rejects.toMatchObject({ code: "unauthenticated" });
  expect({ drawn, started: (await runsStarted()) - before }).toEqual({ drawn: 1, started: 0 });
});

test("forged, it starts nothing", async () => {
  const before = await runsStarted();
  const forged = { ...delivery("forged"), body: Buffer.from('{"order":{"region":"AMER"}}') };
  await expect(triggers.deliver("orders", forged)).rejects.toMatchObject({ code: "unauthenticated" });
  expect(await runsStarted()).toBe(before);
});

test("an event that does not fit the flow's input is told to its sender, and to whoever looks after the trigger", async () => {
  const odd = delivery("odd", { order: { region: "the moon" } });
  await expect(triggers.deliver("orders", odd)).rejects.toMatchObject({ code: "bad-input" });
  const { problem } = await triggers.show("orders", manager);
  expect(problem).toMatchObject({ code: "bad-input" });
  expect(problem?.detail).not.toContain("moon");
  await triggers.deliver("orders", delivery("fits"));
  expect((await triggers.show("orders", manager)).problem).toBeNull();
});

test("larger than it takes, or while it is paused, it is refused", async () => {
  const large = delivery("large", { order: { region: "EMEA" }, note: "x".repeat(2000) });
  await expect(triggers.deliver("orders", large)).rejects.toMatchObject({ code: "too-large" });
  await triggers.pause("orders", true, manager);
  await expect(triggers.deliver("orders", delivery("paused"))).rejects.toMatchObject({
    code: "conflict",
    retryable: true,
  });
  await triggers.pause("orders", false, manager);
  expect(await triggers.deliver("orders", delivery("paused"))).toMatchObject({ repeated: false });
});

test("nothing of a delivery stands in the tables of triggers", async () => {
  await triggers.deliver("orders", delivery("a-telling-id"));
  const { rows } = await house.store.pool.query<{ text: string }>(
    "select row_to_json(f)::text as text from gantry.firings f union all select row_to_json(t)::text from gantry.triggers t",
  );
  expect(rows.map((row) => row.text).join()).not.toMatch(/telling|EMEA|order"/);
});
