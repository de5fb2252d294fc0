// What a flow says of each step: whether it runs, how often and for how long it is tried, and what becomes of it when it
// fails. Nothing is left out in silence.
import { GantryError } from "@gantry/contract";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { act, approve, column, prompt, query, table } from "../packages/gantry/src/flow/index.ts";
import type { Step, StepOptions } from "../packages/gantry/src/flow/index.ts";
import { manager } from "../packages/gantry/src/run/testing/house.ts";
import { columnOf, ended, flowOf, openSteps } from "./support/steps/open.ts";
import type { Steps } from "./support/steps/open.ts";

let steps: Steps;

beforeAll(async () => {
  steps = await openSteps();
});
afterAll(() => steps?.close());
beforeEach(() => {
  steps.onBatch = () => undefined;
  steps.onModel = () => undefined;
  steps.onMail = () => undefined;
});

const customers = query("id", "select id, name, email from crm.accounts where region = $region", "Customers");
const usage = (options: StepOptions = {}): Step =>
  query("id", "select id, sessions from usage.weekly", { title: "Usage", ...options });
const joined = query(
  "id",
  "select c.id, c.name, u.sessions from customers c left join usage u using (id) order by c.id",
);
const letters = (options: StepOptions & { concurrency?: number; rate?: number } = {}): Step =>
  prompt({
    each: "select id, name, email from customers",
    key: "id",
    task: "write",
    instructions: "Write.",
    template: "{{name}}",
    output: { subject: { type: "text", maxLength: 100 }, body: { type: "text", maxLength: 100 } },
    title: "Letters",
    ...options,
  });
const review = approve({
  rows: "select l.id, l.subject, l.body, c.email from letters l join customers c using (id)",
  key: "id",
  by: "sales-manager",
  content: ["email", "subject", "body"],
  editable: [],
});
const emails = (options: StepOptions & { concurrency?: number } = {}): Step =>
  act("mail.send", { each: "review", key: "id", input: { to: "email", subject: "subject", body: "body" }, ...options });
const shown = [table("joined", "Joined", [column("id", "Id"), column("sessions", "Sessions", "number")])];
const away = (): never => {
  throw new GantryError("source-unreachable", 'source "usage" does not answer', { retryable: true });
};
const statesOf = async (run: string): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries((await steps.runs.get(run, manager)).steps.map((it) => [it.step, it.state]));
const acceptAll = async (run: string): Promise<void> => {
  for (const { id, contentHash } of await steps.runs.approvals(manager, { run })) {
    await steps.runs.decide(id, { decision: "accept", contentHash }, manager);
  }
};

test("a step whose condition does not hold is skipped, and who reads it sees no rows", async () => {
  const flow = flowOf({ customers, usage: usage({ when: "$region = 'APAC' -- not now" }), joined }, { answer: shown });
  const run = await steps.start(flow);
  expect(await ended(steps, run)).toBe("done");
  expect(await statesOf(run)).toEqual({ customers: "done", usage: "skipped", joined: "done" });
  expect(await columnOf(steps, run, "Joined", "sessions")).toEqual([null, null, null]);
});

test("a condition may ask what the steps before it found", async () => {
  const flow = flowOf(
    { customers, usage: usage({ when: "(select count(*) from customers) = 3" }), joined },
    { answer: shown },
  );
  const run = await steps.start(flow);
  expect(await ended(steps, run)).toBe("done");
  expect(await columnOf(steps, run, "Joined", "sessions")).toEqual(["0", "10", "20"]);
});

test("nothing is written, decided or sent where a condition forbids it", async () => {
  const flow = flowOf({
    customers,
    letters: letters({ when: "not exists (from customers)" }),
    review,
    emails: emails(),
  });
  const run = await steps.start(flow);
  expect(await ended(steps, run)).toBe("done");
  expect(await statesOf(run)).toEqual({ customers: "done", letters: "skipped", review: "done", emails: "done" });
});

test("an act with a condition waits for all decisions before it asks", async () => {
  const flow = flowOf({
    customers,
    letters: letters(),
    review,
    emails: emails({ when: "(select count(*) from review) > 2" }),
  });
  const run = await steps.start(flow);
  await steps.runs.settled(run);
  const before = steps.mails().length;
  await acceptAll(run);
  expect(await ended(steps, run)).toBe("done");
  expect(steps.mails().length - before).toBe(3);
});

test("an act whose condition does not hold sends nothing, and what follows it goes on", async () => {
  const after = query("n", "select count(*) as n from emails");
  const withheld = { letters: letters(), review, emails: emails({ when: "1 = 0" }), after };
  const run = await steps.start(flowOf({ customers, ...withheld }));
  await steps.runs.settled(run);
  const before = steps.mails().length;
  await acceptAll(run);
  expect(await ended(steps, run)).toBe("done");
  expect(await statesOf(run)).toMatchObject({ emails: "skipped", after: "done" });
  expect(steps.mails()).toHaveLength(before);
});

test("a step is tried as often as it says, with pauses that grow", async () => {
  let tries = 0;
  steps.onBatch = (name) => {
    if (name === "weekly" && (tries += 1) < 4) away();
  };
  const flow = flowOf({ customers, usage: usage({ retry: { attempts: 4, initial: 0.01, factor: 2 } }), joined });
  expect(await ended(steps, await steps.start(flow))).toBe("done");
  expect(tries).toBe(4);
  tries = 0;
  steps.onBatch = (name) => {
    if (name === "weekly") tries += 1;
    if (name === "weekly") away();
  };
  const once = flowOf({ customers, usage: usage({ retry: { attempts: 1 } }), joined });
  expect(await ended(steps, await steps.start(once))).toBe("failed");
  expect(tries).toBe(1);
});

test("a try that takes too long is cut off, and its source is told", async () => {
  let cutOff = 0;
  steps.onBatch = (name, _index, { signal }) =>
    name === "weekly"
      ? new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            cutOff += 1;
            reject(new Error("aborted"));
          });
        })
      : undefined;
  const flow = flowOf({ customers, usage: usage({ timeout: 0.2, retry: { attempts: 2, initial: 0.01 } }), joined });
  const run = await steps.start(flow);
  expect(await ended(steps, run)).toBe("failed");
  expect(cutOff).toBe(2);
  const { problem } = await steps.runs.answer(run, manager);
  expect(problem).toMatchObject({ code: "source-timeout", detail: 'step "usage" took longer than its 0.2 s' });
});

test("a step that may be left out is, and the answer says so", async () => {
  steps.onBatch = (name) => (name === "weekly" ? away() : undefined);
  const flow = flowOf(
    { customers, usage: usage({ retry: { attempts: 1 }, onError: "skip" }), joined },
    { answer: shown },
  );
  const run = await steps.start(flow);
  expect(await ended(steps, run)).toBe("done");
  expect(await statesOf(run)).toEqual({ customers: "done", usage: "skipped", joined: "done" });
  expect((await steps.runs.answer(run, manager)).coverage).toEqual([
    "Usage: could not be had (source-unreachable) and is left out",
  ]);
  expect(await columnOf(steps, run, "Joined", "sessions")).toEqual([null, null, null]);
});

test("rows that the flow names stand in for a step that failed", async () => {
  steps.onBatch = (name) => (name === "weekly" ? away() : undefined);
  const onError = { default: [{ id: "c1", sessions: 7 }] };
  const flow = flowOf({ customers, usage: usage({ retry: { attempts: 1 }, onError }), joined }, { answer: shown });
  const run = await steps.start(flow);
  expect(await ended(steps, run)).toBe("done");
  expect(await columnOf(steps, run, "Joined", "sessions")).toEqual([null, "7", null]);
  const { coverage } = await steps.runs.answer(run, manager);
  expect(coverage[0]).toContain("what the flow names for that case stands in for it");
});

test("another step stands in for one that failed, and runs only then", async () => {
  const guess = query("id", "select id, cast(5 as bigint) as sessions, name from customers");
  const flow = flowOf(
    { customers, guess, usage: usage({ retry: { attempts: 1 }, onError: { goTo: "guess" } }), joined },
    { answer: [...shown, table("usage", "Usage", [column("sessions", "Sessions", "number")])] },
  );
  const well = await steps.start(flow);
  expect(await ended(steps, well)).toBe("done");
  expect(await statesOf(well)).toMatchObject({ guess: "skipped", usage: "done" });
  expect(await columnOf(steps, well, "Joined", "sessions")).toEqual(["0", "10", "20"]);
  steps.onBatch = (name) => (name === "weekly" ? away() : undefined);
  const ill = await steps.start(flow);
  expect(await ended(steps, ill)).toBe("done");
  expect(await statesOf(ill)).toMatchObject({ guess: "done", usage: "skipped", joined: "done" });
  expect(await columnOf(steps, ill, "Joined", "sessions")).toEqual(["5", "5", "5"]);
  expect(await columnOf(steps, ill, "Usage", "sessions")).toEqual(["5", "5", "5"]);
});

test("where both a step and what stands in for it fail, the run does", async () => {
  steps.onBatch = (name) => (name === "weekly" ? away() : undefined);
  const guess = query("id", "select id, sessions from usage.weekly", { retry: { attempts: 1 } });
  const flow = flowOf({
    customers,
    guess,
    usage: usage({ retry: { attempts: 1 }, onError: { goTo: "guess" } }),
    joined,
  });
  expect(await ended(steps, await steps.start(flow))).toBe("failed");
});

test("a letter that can't be written is left out, and the others go on", async () => {
  steps.onModel = ({ values }) => {
    if (values["id"] === "c1") throw new GantryError("model-refused", "the model refused");
  };
  const flow = flowOf({ customers, letters: letters({ onError: "skip" }), review, emails: emails() });
  const run = await steps.start(flow);
  expect(await steps.runs.settled(run)).toBe("waiting");
  expect(await steps.runs.approvals(manager, { run })).toHaveLength(2);
  expect((await steps.runs.answer(run, manager)).coverage).toEqual([
    "Letters: 1 of 3 rows could not be made (model-refused) and are left out",
  ]);
});

test("a letter that can't be written is the one that the flow names for that case", async () => {
  steps.onModel = ({ values }) => {
    if (values["id"] === "c1") throw new GantryError("model-refused", "the model refused");
  };
  const onError = { default: [{ subject: "Your renewal", body: "Please call us." }] };
  const run = await steps.start(flowOf({ customers, letters: letters({ onError }), review, emails: emails() }));
  expect(await steps.runs.settled(run)).toBe("waiting");
  const bodies = (await steps.runs.approvals(manager, { run })).map((it) => it.content["body"]);
  expect(bodies).toEqual(["Let us talk.", "Please call us.", "Let us talk."]);
});

test("a mail that is refused is left out where the flow says so, and the answer tells how many", async () => {
  steps.onMail = (to) => {
    if (to === "buyer1@example.com") throw new GantryError("source-refused", "no such mailbox");
  };
  const run = await steps.start(flowOf({ customers, letters: letters(), review, emails: emails({ onError: "skip" }) }));
  await steps.runs.settled(run);
  await acceptAll(run);
  expect(await ended(steps, run)).toBe("done");
  expect((await steps.runs.answer(run, manager)).coverage[0]).toMatch(/1 of 3 rows could not be made/);
});

test("a step writes for so many rows at a time, and no more", async () => {
  let [now, most] = [0, 0];
  steps.onModel = async () => {
    most = Math.max(most, (now += 1));
    await new Promise((resolve) => setImmediate(resolve));
    now -= 1;
  };
  const run = await steps.start(flowOf({ customers, letters: letters({ concurrency: 1 }), review, emails: emails() }));
  expect(await steps.runs.settled(run)).toBe("waiting");
  expect(most).toBe(1);
});

test("approved mails go out one after the other where the step says so, and one that fails lets the next one go", async () => {
  steps.onMail = (to) => {
    if (to === "buyer0@example.com") throw new GantryError("source-refused", "no such mailbox");
  };
  const one = emails({ concurrency: 1, onError: "skip" });
  const run = await steps.start(flowOf({ customers, letters: letters(), review, emails: one }));
  await steps.runs.settled(run);
  const before = steps.mails().length;
  await acceptAll(run);
  expect(await ended(steps, run)).toBe("done");
  expect(steps.mails().length - before).toBe(2);
});

test("a step begins so many rows a minute, whoever works on them", async () => {
  const run = await steps.start(flowOf({ customers, letters: letters({ rate: 300 }), review, emails: emails() }));
  expect(await steps.runs.settled(run)).toBe("waiting");
  const { rows } = await steps.store.pool.query<{ gap: number }>(
    `select extract(epoch from begun_at - lag(begun_at) over (order by begun_at))::float8 as gap
     from gantry.limited_rows where run = $1`,
    [run],
  );
  const gaps = rows.map((it) => it.gap).filter((gap) => gap !== null);
  expect(gaps).toHaveLength(2);
  // Five a second; a queue that is slow makes them longer, nothing shorter.
  for (const gap of gaps) expect(gap).toBeGreaterThan(0.19);
});
