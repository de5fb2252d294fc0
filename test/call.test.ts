// A flow calls another: as a run of its own that pins what was proved, as the same caller, under the rules of both.
import { GantryError } from "@gantry/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { call, column, flow, number, prompt, query, table, text } from "../packages/gantry/src/flow/index.ts";
import type { FlowDocument, Step } from "../packages/gantry/src/flow/index.ts";
import { manager } from "../packages/gantry/src/run/testing/house.ts";
import { retention } from "../packages/gantry/src/store/index.ts";
import { columnOf, ended, flowOf, openSteps, published } from "./support/steps/open.ts";
import { customers, letter, writing } from "./support/steps/letter.ts";
import type { Steps } from "./support/steps/open.ts";

let steps: Steps;

/** Gives the sessions of one customer. */
const usageOf: FlowDocument = flow({
  name: "usage-of",
  title: "Usage of a customer",
  asks: [],
  purpose: "test",
  input: { customer: text(), least: number({ default: 0 }) },
  steps: {
    found: query(
      "id",
      "select id, sessions, $customer as asked from usage.weekly where id = $customer and sessions >= $least",
    ),
  },
  answer: [table("found", "Usage", [column("id", "Id"), column("sessions", "Sessions"), column("asked", "Asked")])],
});
const perCustomer = (more: object = {}): Step =>
  call("usage-of", { each: "select id as key, id as customer from customers", key: "key", ...more });
const shown = [table("usage", "Usage", [column("key", "Key"), column("sessions", "Sessions")])];
const parent = (usage: Step = perCustomer(), more: Partial<FlowDocument> = {}): FlowDocument =>
  flowOf({ customers, usage }, { answer: shown, ...more });
const childrenOf = async (run: string): Promise<readonly { id: string; status: string; policy: string }[]> =>
  (
    await steps.store.pool.query<{ id: string; status: string; policy: string }>(
      "select id, status, policy from gantry.runs where parent = $1 order by id",
      [run],
    )
  ).rows;
const waiting = async (run: string): Promise<void> => {
  expect(await steps.runs.settled(run)).toBe("waiting");
};

beforeAll(async () => {
  steps = await openSteps();
});
afterAll(() => steps?.close());
beforeEach(() => {
  steps.onBatch = () => undefined;
  published.clear();
  for (const it of [usageOf, letter]) published.set(it.name, it);
});

describe("a run of a flow that calls another", () => {
  test("has the rows of each call behind the key that it was made for", async () => {
    const run = await steps.start(parent());
    expect(await ended(steps, run)).toBe("done");
    expect(await columnOf(steps, run, "Usage", "key")).toEqual(["c0", "c1", "c2"]);
    expect(await columnOf(steps, run, "Usage", "sessions")).toEqual(["0", "10", "20"]);
    const children = await childrenOf(run);
    expect(children.map((it) => it.status)).toEqual(["done", "done", "done"]);
    const { receipt } = await steps.runs.answer(run, manager);
    expect(receipt.sources.map((it) => it.table)).toContain("usage.weekly");
  });

  test("makes so many calls at a time", async () => {
    let [now, most] = [0, 0];
    steps.onBatch = async (name) => {
      if (name !== "weekly") return;
      most = Math.max(most, (now += 1));
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
    };
    expect(await ended(steps, await steps.start(parent(perCustomer({ concurrency: 1 }))))).toBe("done");
    expect(most).toBe(1);
  });

  test("keeps to what was proved when it began, whatever becomes of the other flow", async () => {
    const proved = await steps.prove(parent());
    published.set("usage-of", {
      ...usageOf,
      steps: { found: query("id", "select id, sessions, 'x' as asked from usage.weekly") },
    });
    const run = await steps.start(parent(), { shapes: proved.shapes });
    expect(await ended(steps, run)).toBe("done");
    expect(await columnOf(steps, run, "Usage", "key")).toEqual(["c0", "c1", "c2"]);
  });

  test("waits where what it called waits for a person, and goes on when that is decided", async () => {
    const run = await steps.start(writing());
    await waiting(run);
    const [child] = await childrenOf(run);
    expect((await steps.runs.get(child?.id ?? "", manager)).calledBy).toEqual({ run, step: "sent" });
    const [draft] = await steps.runs.approvals(manager, { run: child?.id ?? "" });
    expect((await steps.runs.get(run, manager)).steps[0]).toMatchObject({ step: "sent", state: "waiting" });
    await steps.runs.decide(draft?.id ?? "", { decision: "accept", contentHash: draft?.contentHash ?? "" }, manager);
    expect(await ended(steps, run)).toBe("done");
    expect(await columnOf(steps, run, "Sent", "email")).toEqual(["buyer1@example.com"]);
  });

  test("ends what it called when it is cancelled", async () => {
    const run = await steps.start(writing());
    await waiting(run);
    await steps.runs.cancel(run, manager);
    expect((await childrenOf(run)).map((it) => it.status)).toEqual(["cancelled"]);
  });

  test("fails when what it called is cancelled", async () => {
    const run = await steps.start(writing());
    await waiting(run);
    const [child] = await childrenOf(run);
    await steps.runs.cancel(child?.id ?? "", manager);
    expect(await ended(steps, run)).toBe("failed");
    expect((await steps.runs.answer(run, manager)).problem).toMatchObject({ code: "cancelled" });
  });

  test("fails with what failed there, or goes on without, as it says", async () => {
    steps.onBatch = (name) => {
      if (name === "weekly") throw new GantryError("source-refused", 'source "usage" refuses');
    };
    const run = await steps.start(parent());
    expect(await ended(steps, run)).toBe("failed");
    const { problem } = await steps.runs.answer(run, manager);
    expect(problem).toMatchObject({
      code: "source-refused",
      detail: expect.stringContaining('flow "usage-of" failed'),
    });
    const without = await steps.start(parent(perCustomer({ onError: "skip" })));
    expect(await ended(steps, without)).toBe("done");
    expect(await columnOf(steps, without, "Usage", "key")).toEqual([]);
    expect((await steps.runs.answer(without, manager)).coverage).toContainEqual(
      "usage: 3 of 3 rows could not be made (source-refused) and are left out",
    );
    const named = await steps.start(
      parent(perCustomer({ onError: { default: [{ id: null, sessions: 7, asked: null }] } })),
    );
    expect(await ended(steps, named)).toBe("done");
    expect(await columnOf(steps, named, "Usage", "key")).toEqual(["c0", "c1", "c2"]);
    expect(await columnOf(steps, named, "Usage", "sessions")).toEqual(["7", "7", "7"]);
  });

  test("ends a call that takes longer than it may", async () => {
    const whole = writing();
    const late = {
      ...whole,
      steps: { ...whole.steps, sent: { ...whole.steps["sent"], timeout: 0.3, onError: "skip" } as Step },
    };
    const run = await steps.start(late);
    expect(await ended(steps, run)).toBe("done");
    expect((await childrenOf(run)).map((it) => it.status)).toEqual(["cancelled"]);
    expect((await steps.runs.answer(run, manager)).coverage).toContainEqual(expect.stringContaining("source-timeout"));
  });

  test("pins the policy that the calling run pinned", async () => {
    const run = await steps.start(parent());
    expect(await ended(steps, run)).toBe("done");
    expect((await childrenOf(run)).every((it) => it.policy === "p1")).toBe(true);
  });

  test("takes what it called along when it is cleared away", async () => {
    const run = await steps.start(parent());
    expect(await ended(steps, run)).toBe("done");
    expect(await retention.endedRuns(steps.store.pool, new Date(Date.now() + 1000))).toBeGreaterThanOrEqual(4);
    expect(await childrenOf(run)).toEqual([]);
  });
});

describe("the proof of a flow that calls another", () => {
  const codes = async (document: FlowDocument) => (await steps.prove(document)).proof.findings.map((it) => it.code);

  test("has what the other one exposes, by the columns that it is given", async () => {
    const named = flow({
      ...usageOf,
      name: "named",
      input: { who: text() },
      steps: {
        found: query("id", "select $who as id, $who as name"),
        letters: prompt({
          each: "select id, name from found",
          key: "id",
          task: "write",
          instructions: "Write.",
          template: "{{name}}",
          output: { body: { type: "text", maxLength: 10 } },
        }),
      },
      answer: [table("found", "Found", [column("name", "Name")])],
    });
    published.set("named", named);
    const { proof, shapes } = await steps.prove(
      flowOf({ customers, named: call("named", { each: "select id, email as who from customers", key: "id" }) }),
    );
    expect(proof.findings).toEqual([]);
    expect(proof.exposures).toContainEqual(
      expect.objectContaining({
        step: "named/letters",
        column: "crm.accounts.email",
        via: "value",
        label: "company.email",
      }),
    );
    expect(proof.exposures).toContainEqual(
      expect.objectContaining({ step: "named/letters", column: "crm.accounts.region", via: "control" }),
    );
    expect(shapes["named"]?.columns.find((it) => it.name === "name")?.sources).toEqual({
      "crm.accounts.email": "copied",
    });
  });

  test("refuses a flow that would call itself, by whatever way", async () => {
    const back = flow({
      ...usageOf,
      name: "back",
      steps: { found: call("forth", { input: "select 1 as n", key: "id" }) },
    });
    const forth = flow({
      ...usageOf,
      name: "forth",
      steps: { found: call("back", { input: "select 1 as n", key: "id" }) },
    });
    for (const it of [back, forth]) published.set(it.name, it);
    expect(await codes(back)).toContain("recursive-call");
    expect(await codes(flowOf({ found: call("back", { input: "select 1 as n", key: "id" }) }))).toContain(
      "recursive-call",
    );
  });

  test("refuses an input that the other one does not take, and one that it lacks", async () => {
    expect(await codes(parent(perCustomer({ each: "select id as key, id as who from customers" })))).toEqual([
      "unfit-input",
      "unfit-input",
    ]);
    expect(await codes(parent(perCustomer({ each: "select id as key, 1 as customer from customers" })))).toEqual([
      "unfit-input",
    ]);
    expect(await codes(parent(call("nobody", { input: "select 1 as n", key: "n" })))).toContain("unknown-flow");
  });

  test("leaves texts that a model wrote in the run that wrote them", async () => {
    const told = { ...letter, answer: [table("letters", "Letters", [column("id", "Id"), column("body", "Text")])] };
    published.set("letter", told);
    expect(await codes(writing())).toContain("unfit-table");
  });
});
