// Who goes first where places are few: limits of a flow, and tenants that share.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Caller } from "../policy/index.ts";
import { letters } from "./testing/flow.ts";
import { manager, startLetters } from "./testing/house.ts";
import { openRuns } from "./testing/open.ts";
import type { TestRuns } from "./testing/open.ts";
import type { RunDependencies } from "./types.ts";

/** One flow for each kind of limit. */
const queues: NonNullable<RunDependencies["queues"]> = {
  two: { concurrency: 2 },
  shared: { concurrency: 2, tenantConcurrency: 1 },
  rate: { startsPerMinute: 3 },
  alike: { concurrency: 1, deduplicate: "input" },
  urgent: { priority: "high" },
  idle: { priority: "low" },
};
const places = 8;

let house: TestRuns;
/** Runs whose letter is being written just now, and the most that ever were at a time. */
const writing = new Map<string, () => void>();
let most = 0;
let isOpen = false;

beforeAll(async () => {
  house = await openRuns({
    over: { queues, concurrency: places },
    onModel: ({ run }) => {
      if (isOpen) return undefined;
      return new Promise((resolve) => {
        writing.set(run, resolve);
        most = Math.max(most, writing.size);
      });
    },
  });
});
afterAll(() => house.close());
beforeEach(() => {
  isOpen = false;
  most = 0;
});
afterEach(async () => {
  open();
  for (const run of started.splice(0)) await house.runs.settled(run);
});

/** Lets one letter through, or all from now on. */
const finish = (run: string): void => {
  writing.get(run)?.();
  writing.delete(run);
};
const open = (): void => {
  isOpen = true;
  for (const run of writing.keys()) finish(run);
};

const of = (tenant: string): Caller => ({ ...manager, subject: `mara-${tenant}`, attributes: { tenant } });

const started: string[] = [];
const start = async (
  flow: string,
  caller: Caller = manager,
  input: Readonly<Record<string, unknown>> = {},
): Promise<string> => {
  const interpretation = { flow, title: flow, text: flow, input: { ...input }, planner: "test" };
  const run = await house.runs.start(startLetters(1, { flow: { ...letters, name: flow }, interpretation, caller }));
  started.push(run);
  return run;
};
const startMany = (count: number, flow: string, caller?: Caller): Promise<readonly string[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => start(flow, caller, { n })));

const until = async (what: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 20));
};
const isWriting = (run: string) => (): boolean => writing.has(run);

/** Of these, those of which a step has begun. */
const begun = async (runs: readonly string[]): Promise<readonly string[]> => {
  const { rows } = await house.store.pool.query<{ run: string }>(
    "select distinct run from gantry.steps where run = any($1) and state <> 'pending'",
    [runs],
  );
  return rows.map((row) => row.run);
};

test("one tenant's many runs leave another's one its place", async () => {
  const many = await startMany(40, "letters", of("acme"));
  // All that this tenant may hold is held, by work that does not end.
  await until(() => writing.size >= (places * 3) / 4);
  const one = await start("letters", of("globex"));
  await until(isWriting(one));
  finish(one);
  expect(await house.runs.settled(one)).toBe("waiting");
  const waiting = await Promise.all(many.map((run) => house.runs.get(run, of("acme"))));
  expect(waiting.every((run) => run.status === "running")).toBe(true);
});

test("of a flow with two places two runs are at work, whoever asks; all come to their turn", async () => {
  const runs = await startMany(6, "two");
  for (let left = runs.length; left > 0; left--) {
    await until(() => writing.size === Math.min(2, left));
    expect((await begun(runs)).length).toBeLessThanOrEqual(runs.length - left + 2);
    const [first = ""] = writing.keys();
    finish(first);
    // It waits for its approval, and holds no place.
    expect(await house.runs.settled(first)).toBe("waiting");
  }
  expect(most).toBe(2);
});

test("where all places are taken, the next are for runs of high priority, whoever came first", async () => {
  const others = await startMany(places, "letters");
  await until(() => writing.size === places);
  const idle = await startMany(3, "idle");
  const urgent = await startMany(3, "urgent");
  const next: string[] = [];
  for (const run of others.slice(0, 3)) {
    finish(run);
    await until(() => writing.size === places);
    next.push(...[...writing.keys()].filter((it) => !others.includes(it) && !next.includes(it)));
  }
  expect(next.toSorted()).toEqual([...urgent].toSorted());
  // Low is later, not never.
  open();
  for (const run of idle) expect(await house.runs.settled(run)).toBe("waiting");
});

test("of two places each tenant has one", async () => {
  const acme = await startMany(5, "shared", of("acme"));
  await until(() => writing.size === 1);
  const globex = await start("shared", of("globex"));
  await until(isWriting(globex));
  expect(writing.size).toBe(2);
  expect(await begun(acme)).toHaveLength(1);
});

test("three a minute start, and the others wait", async () => {
  isOpen = true;
  const runs = await startMany(5, "rate");
  await until(async () => (await begun(runs)).length >= 3);
  const first = await begun(runs);
  for (const run of first) expect(await house.runs.settled(run)).toBe("waiting");
  expect(await begun(runs)).toHaveLength(3);
  for (const run of runs.filter((it) => !first.includes(it))) {
    expect(await house.runs.get(run, manager)).toMatchObject({ status: "running" });
    await house.runs.cancel(run, manager);
  }
});

test("asked again while it is at work, the same run answers; afterwards a new one", async () => {
  const one = await start("alike", manager, { region: "EMEA" });
  const two = await start("alike", manager, { region: "AMER" });
  expect(two).not.toBe(one);
  expect(await start("alike", manager, { region: "EMEA" })).toBe(one);
  await until(isWriting(one));
  expect(await start("alike", manager, { region: "EMEA" })).toBe(one);
  expect(await start("alike", manager, { region: "AMER" })).toBe(two);
  expect(await start("alike", of("globex"), { region: "EMEA" })).not.toBe(one);
  open();
  expect(await house.runs.settled(one)).toBe("waiting");
  await until(async () => (await start("alike", manager, { region: "EMEA" })) !== one);
});

test("a run that is cancelled while it waits for its turn never begins", async () => {
  const runs = await startMany(2, "alike");
  await until(() => writing.size === 1);
  const waiting = runs.find((run) => !writing.has(run)) ?? "";
  await house.runs.cancel(waiting, manager);
  open();
  for (const run of runs) await house.runs.settled(run);
  expect(await house.runs.get(waiting, manager)).toMatchObject({ status: "cancelled" });
  expect(await begun([waiting])).toEqual([]);
});

test("the queue learns ids, and no tenant's name or input", async () => {
  await start("shared", of("initech"), { region: "EMEA" });
  const { rows } = await house.store.pool.query<{ text: string }>(
    "select row_to_json(w)::text as text from dbos.workflow_status w where queue_name like 'gantry.%'",
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.map((row) => row.text).join()).not.toMatch(/initech|acme|globex|EMEA/);
});
