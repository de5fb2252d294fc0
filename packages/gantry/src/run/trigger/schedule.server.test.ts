import { GantryError } from "@gantry/contract";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { manager } from "../testing/house.ts";
import { openRuns } from "../testing/open.ts";
import type { TestRuns } from "../testing/open.ts";
import { openTriggers } from "../testing/triggers.ts";
import { schedule } from "./index.ts";
import type { TriggerDocument, Triggers } from "./index.ts";

/** The service, as it calls. */
const robot = { ...manager, subject: "service:robot" };

let house: TestRuns;
let opened: Triggers[] = [];
let now = new Date(0);
let name = "";
let count = 0;

beforeAll(async () => {
  house = await openRuns();
});
afterAll(() => house.close());
beforeEach(() => {
  count += 1;
  name = `digest-${count}`;
});
afterEach(async () => {
  for (const triggers of opened) await triggers.close();
  opened = [];
});

const set = (instant: string): void => {
  now = new Date(`2026-11-16T${instant}Z`);
};

const digest = (cron: string, missed?: "skip" | "once", more: Partial<TriggerDocument> = {}): TriggerDocument => ({
  name,
  flow: "letters",
  as: "robot",
  input: {},
  on: schedule(cron, "UTC", missed === undefined ? {} : { missed }),
  ...more,
});

/** A process begins, and looks at the clock for the first time. */
const begin = async (document: TriggerDocument): Promise<Triggers> => {
  const triggers = await openTriggers([document], { store: house.store, runs: house.runs, now: () => now });
  opened.push(triggers);
  await triggers.look();
  return triggers;
};

const at = async (instant: string, ...processes: readonly Triggers[]): Promise<void> => {
  set(instant);
  await Promise.all(processes.map((it) => it.look()));
};

/** Scheduled times that have started a run, oldest first. */
const fired = async (): Promise<readonly string[]> => {
  const { rows } = await house.store.pool.query<{ key: string }>(
    "select f.key from gantry.firings f join gantry.runs r on r.id = f.run where f.trigger = $1 order by f.key",
    [name],
  );
  return rows.map((row) => row.key.slice(14, 19));
};

test("each scheduled time starts one run, however many processes look", async () => {
  set("09:59:00");
  const document = digest("*/5 * * * *");
  const [one, two] = [await begin(document), await begin(document)];
  for (const time of ["10:00:00", "10:00:01", "10:04:59", "10:05:00.3", "10:05:01"]) await at(time, one, two);
  expect(await fired()).toEqual(["10:00", "10:05"]);
});

test("a clock that leaps an hour forwards fires what it leapt over", async () => {
  set("09:59:59");
  const process = await begin(digest("30 10 * * *"));
  await at("10:59:59", process);
  await at("11:00:00", process);
  expect(await fired()).toEqual(["10:30"]);
});

test("of many times that it leapt over the last one fires, once", async () => {
  set("10:00:30");
  const process = await begin(digest("*/5 * * * *"));
  await at("11:00:30", process);
  await at("11:05:00", process);
  expect(await fired()).toEqual(["11:00", "11:05"]);
});

test("a clock that is set back an hour fires nothing twice and goes on", async () => {
  set("10:59:30");
  const process = await begin(digest("0 * * * *"));
  await at("11:00:00", process);
  await at("10:00:10", process);
  await at("10:30:00", process);
  await at("11:00:00", process);
  await at("12:00:00", process);
  expect(await fired()).toEqual(["11:00", "12:00"]);
});

test("forwards by mistake and back again: what was leapt over comes in its time", async () => {
  set("10:00:30");
  const process = await begin(digest("*/20 * * * *"));
  await at("11:00:30", process);
  await at("10:00:40", process);
  for (const time of ["10:20:00", "10:40:00", "11:00:00"]) await at(time, process);
  expect(await fired()).toEqual(["10:20", "10:40", "11:00"]);
});

test("what passed while no server ran is left out", async () => {
  set("08:59:00");
  await begin(digest("0 9,10 * * *", "skip"));
  set("10:30:00");
  await begin(digest("0 9,10 * * *", "skip"));
  expect(await fired()).toEqual([]);
});

test("a server that restarts over a scheduled time does not miss it", async () => {
  set("08:59:50");
  await begin(digest("0 9 * * *", "skip"));
  set("09:00:20");
  await begin(digest("0 9 * * *", "skip"));
  expect(await fired()).toEqual(["09:00"]);
});

test("or is caught up, the last of it, once over all servers", async () => {
  set("08:59:00");
  const document = digest("0 9,10 * * *", "once");
  await begin(document);
  set("10:30:00");
  await begin(document);
  await begin(document);
  expect(await fired()).toEqual(["10:00"]);
});

test("nothing is caught up from before a trigger was there, or was resumed", async () => {
  set("10:30:00");
  const document = digest("0 9,10,11 * * *", "once");
  const process = await begin(document);
  await process.pause(name, true, manager);
  await at("11:00:00", process);
  set("11:30:00");
  await process.pause(name, false, manager);
  await begin(document);
  expect(await fired()).toEqual([]);
});

test("a paused trigger waits for whoever resumes it, and says when it is next", async () => {
  set("09:59:00");
  const process = await begin(digest("0 10,11 * * *", "skip", { paused: true }));
  await at("10:00:00", process);
  expect(await process.show(name, manager)).toMatchObject({ paused: true, next: null });
  expect(await process.pause(name, false, manager)).toMatchObject({
    paused: false,
    changedBy: "mara",
    next: "2026-11-16T11:00:00.000Z",
  });
  await at("11:00:00", process);
  expect(await fired()).toEqual(["11:00"]);
});

test("a service without the right starts nothing, and the trigger says so", async () => {
  set("09:59:00");
  const process = await begin(digest("0 10,11 * * *", "skip", { as: "idle" }));
  await at("10:00:00", process);
  const seen = await process.show(name, manager);
  expect(seen.problem).toMatchObject({ code: "forbidden", detail: expect.stringContaining('service "idle"') });
  expect(seen.firings).toEqual([expect.objectContaining({ run: null, code: "forbidden" })]);
  expect(await fired()).toEqual([]);
});

test("an input that does not fit starts nothing; the next that fits clears the problem", async () => {
  set("09:59:00");
  const process = await begin(digest("0 10 * * *", "skip", { input: { count: { path: "$.day" } } }));
  await at("10:00:00", process);
  expect((await process.show(name, manager)).problem).toMatchObject({
    code: "bad-input",
    detail: expect.stringContaining("$.day"),
  });
  const { run } = await process.fire(name, { day: 2 }, manager);
  expect(await process.show(name, manager)).toMatchObject({ problem: null, firings: [{ run }, { run: null }] });
});

test("who could not have asked himself may not fire, pause or resume it", async () => {
  set("09:59:00");
  const process = await begin(digest("0 10 * * *"));
  const other = { ...manager, roles: ["nobody"] };
  await expect(process.fire(name, {}, other)).rejects.toMatchObject({ code: "forbidden" });
  await expect(process.pause(name, true, other)).rejects.toMatchObject({ code: "forbidden" });
  await expect(process.show(name, other)).rejects.toMatchObject({ code: "not-found" });
  expect(await process.list(other)).toEqual([]);
});

test("a run that a budget has no room for has failed before it began; the next time is another matter, and a person may let it go on", async () => {
  const refused = new GantryError("budget-exceeded", "it is not begun");
  let isFull = true;
  const recorded: (number | undefined)[] = [];
  set("09:59:00");
  const triggers = await openTriggers([digest("*/5 * * * *", undefined, { input: { count: 2 } })], {
    store: house.store,
    runs: house.runs,
    now: () => now,
    options: {
      foresee: async (_flow, { interpretation }) => ({ interpretation, ...(isFull ? { refused } : {}) }),
      record: async (_caller, _trigger, why) => recorded.push(why?.status),
    },
  });
  opened.push(triggers);
  await triggers.look();
  await at("10:00:00", triggers);
  isFull = false;
  await at("10:00:01", triggers);
  const { firings, problem } = await triggers.show(name, robot);
  expect(firings.map(({ code }) => code)).toEqual(["budget-exceeded"]);
  expect(problem).toMatchObject({ code: "budget-exceeded", detail: "it is not begun" });
  const run = firings[0]?.run ?? "";
  expect((await house.runs.get(run, robot)).steps.map(({ state }) => state)).not.toContain("done");
  await at("10:05:00", triggers);
  expect(await fired()).toEqual(["10:00", "10:05"]);
  expect((await triggers.show(name, robot)).problem).toBeNull();
  expect(recorded).toEqual([429, undefined]);
  await house.runs.retry(run, undefined, robot);
  expect(await house.runs.settled(run)).toBe("waiting");
});
