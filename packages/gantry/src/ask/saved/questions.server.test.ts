// Saved questions over real runs: asked by the clock once, with the rights of the moment, compared by hashes, forgotten.
import { GantryError } from "@gantry/contract";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { definePolicy } from "../../policy/index.ts";
import type { Caller, Policy } from "../../policy/index.ts";
import { flowWithInput } from "../../run/testing/triggers.ts";
import { shapes } from "../../run/testing/flow.ts";
import { catalog, manager as person } from "../../run/testing/house.ts";
import { openRuns } from "../../run/testing/open.ts";
import type { TestRuns } from "../../run/testing/open.ts";
import { digestRows, keyringOf } from "../../store/index.ts";
import type { Ask } from "../types.ts";
import { createQuestions } from "./index.ts";
import type { Questions } from "./index.ts";

const permissions =
  'permit (principal in Role::"sales-manager", action in [Action::"ask", Action::"run", Action::"see"], resource);';
const policyWith = (text: string): Policy =>
  definePolicy({
    treatments: [],
    roles: ["sales-manager", "nobody"].map((name) => ({ name, title: name })),
    permissions: text,
  });

const manager: Caller = { ...person, mail: "mara@meridian.example" };
const table = { kind: "table", step: "risk", title: "At risk", columns: [] } as const;
const flow = {
  ...flowWithInput,
  answer: [
    {
      ...table,
      columns: [
        { name: "name", title: "Name", format: "text" as const },
        { name: "probability", title: "Probability", format: "percent" as const },
      ],
    },
    ...flowWithInput.answer,
  ],
};

const keyring = keyringOf(new Uint8Array(32).fill(7));
let house: TestRuns;
let now = new Date(0);
let opened: Questions[] = [];
let count = 3;
let isBroken = false;

beforeAll(async () => {
  house = await openRuns({
    onModel: () => {
      if (isBroken) throw new GantryError("model-refused", "the key is wrong");
    },
  });
});
afterAll(() => house.close());
beforeEach(() => {
  now = new Date("2026-11-16T06:00:00Z");
  count = 3;
  isBroken = false;
});
afterEach(async () => {
  for (const questions of opened) await questions.close();
  opened = [];
  await house.store.pool.query("delete from gantry.questions");
  await house.store.pool.query("delete from gantry.people");
});

/** A process of the house. */
function open(policy: Policy = policyWith(permissions)): Questions {
  const nothing = (): Promise<never> => Promise.reject(new Error("nothing is planned here"));
  const ask: Ask = {
    look: nothing,
    plan: nothing,
    by: () => ask,
    fill: (document, input) => ({
      // What the systems hold changes meanwhile.
      input: { region: "EMEA", ...input, count },
      interpretation: { flow: document.name, title: document.title, text: document.title, input: {}, planner: "test" },
    }),
  };
  const questions = createQuestions({
    store: house.store,
    keyring,
    policy,
    calendar: catalog.calendar,
    ask,
    flows: [{ document: flow, shapes }],
    runs: house.runs,
    mailOf: () => undefined,
    sendsMail: true,
    clock: () => ({ today: now.toISOString().slice(0, 10), now: now.toISOString() }),
    now: () => now,
    record: async () => undefined,
    report: (error) => {
      throw error;
    },
  });
  opened.push(questions);
  return questions;
}

const request = {
  name: "Letters",
  flow: flow.name,
  input: { region: "EMEA" },
  schedule: { cron: "0 7 * * *", timeZone: "UTC" },
  alert: { kind: "changed" },
} as const;

const at = async (instant: string, ...processes: readonly Questions[]): Promise<void> => {
  now = new Date(instant);
  await Promise.all(processes.map((it) => it.look()));
};
/** Until all that was begun has been compared. */
const compared = (questions: Questions, id: string, many: number, state = "compared") =>
  vi.waitFor(
    async () => {
      await questions.look();
      const { outcomes } = await questions.show(id, manager);
      expect(outcomes.filter((it) => it.state === state)).toHaveLength(many);
      return outcomes;
    },
    { timeout: 20_000, interval: 50 },
  );

test("each time that it is due it is asked once, however many processes look, and what came is counted by keys", async () => {
  const [one, two] = [open(), open()];
  const { id, next } = await one.save(request, manager);
  expect(next).toBe("2026-11-16T07:00:00.000Z");
  await at("2026-11-16T07:00:00.5Z", one, two);
  await compared(one, id, 1);
  count = 5;
  await at("2026-11-17T07:00:01Z", two, one);
  const [last, first] = await compared(one, id, 2);
  expect(first).toMatchObject({ rows: 3, added: 0, alert: false, text: "3 rows" });
  expect(last).toMatchObject({ rows: 5, added: 2, gone: 0, alert: true, text: "2 more since Monday" });
  const { rows } = await house.store.pool.query("select 1 from gantry.question_runs where question = $1", [id]);
  expect(rows).toHaveLength(2);
  const plan = await one.digest(id, last?.run ?? "");
  expect(plan).toMatchObject({ subject: "Letters: 2 more since Monday", news: ["2 more since Monday"] });
  expect(plan?.recipients.map((it) => it.mail)).toEqual(["mara@meridian.example"]);
});

test("of failures in a row the first is told, and the next only after an answer", async () => {
  const questions = open();
  const { id } = await questions.save(request, manager);
  isBroken = true;
  await at("2026-11-16T07:00:01Z", questions);
  await compared(questions, id, 1, "failed");
  await at("2026-11-17T07:00:01Z", questions);
  const [second, first] = await compared(questions, id, 2, "failed");
  expect([first?.alert, second?.alert]).toEqual([true, false]);
  expect(await questions.digest(id, first?.run ?? "")).toMatchObject({ title: "Letters", tellsFailure: true });
  expect(await digestRows.list(house.store.pool, first?.run ?? "")).toHaveLength(1);
  expect(await digestRows.list(house.store.pool, second?.run ?? "")).toEqual([]);
  expect(await questions.show(id, manager)).toMatchObject({ unseen: true });
  isBroken = false;
  await at("2026-11-18T07:00:01Z", questions);
  await compared(questions, id, 1);
  isBroken = true;
  await at("2026-11-19T07:00:01Z", questions);
  expect((await compared(questions, id, 3, "failed"))[0]).toMatchObject({ state: "failed", alert: true });
});

test("with a right that is lost it is not asked, says so once, and goes on when its owner may and says so", async () => {
  const { id } = await open().save(request, manager);
  const without = open(policyWith(permissions.replace('Action::"run", ', "")));
  await at("2026-11-16T07:00:01Z", without);
  await at("2026-11-18T07:00:01Z", without);
  const stopped = await without.show(id, manager);
  expect(stopped).toMatchObject({ active: false, next: null, unseen: true, outcomes: [] });
  expect(stopped.problem).toMatchObject({ code: "forbidden", detail: expect.stringContaining(`run:${flow.name}`) });
  expect(stopped.problem?.at).toBe("2026-11-16T07:00:01.000Z");
  await expect(without.run(id, manager)).rejects.toMatchObject({ code: "forbidden" });
  const again = open();
  await again.run(id, manager);
  expect(await again.show(id, manager)).toMatchObject({
    active: true,
    problem: null,
    next: "2026-11-19T07:00:00.000Z",
  });
});

test("it is asked with the roles of her newest token", async () => {
  const questions = open();
  const { id } = await questions.save(request, manager);
  await questions.saw({ ...manager, roles: ["nobody"] });
  await at("2026-11-16T07:00:01Z", questions);
  expect(await questions.show(id, manager)).toMatchObject({ active: false, outcomes: [] });
});

test("whoever has not been here for 90 days is not asked for", async () => {
  const questions = open();
  const { id } = await questions.save({ ...request, schedule: { cron: "0 7 1 3 *", timeZone: "UTC" } }, manager);
  await at("2027-03-01T07:00:01Z", questions);
  expect((await questions.show(id, manager)).problem?.detail).toContain("90 days");
});

test("neither name nor row of it stands in the database in clear", async () => {
  const questions = open();
  const { id } = await questions.save({ ...request, name: "Quartz vendors" }, manager);
  await questions.run(id, manager);
  await compared(questions, id, 1);
  const tables = ["questions", "question_runs", "question_subscribers", "people"];
  for (const name of tables) {
    const { rows } = await house.store.pool.query<{ text: string }>(
      `select string_agg(t::text, ' ') as text from gantry.${name} t`,
    );
    expect(rows[0]?.text).toBeTruthy();
    for (const secret of ["Quartz", "mara", "Mara", "cust-", "Company"]) {
      expect(rows[0]?.text).not.toContain(secret);
      // Bytes are written in hexadecimal.
      expect(rows[0]?.text).not.toContain(Buffer.from(secret).toString("hex"));
    }
  }
});

test("an erasure takes the questions that quote somebody, and the people themselves", async () => {
  const questions = open();
  await questions.save({ ...request, name: "About Ann Miller" }, manager);
  const kept = await questions.save(request, manager);
  const finder = (text: string) => ({ isIn: (value: unknown) => JSON.stringify(value ?? null).includes(text) });
  expect(await questions.search(finder("Ann Miller"), false)).toBe(1);
  expect(await questions.search(finder("Ann Miller"), true)).toBe(1);
  expect((await questions.list(manager)).map((it) => it.id)).toEqual([kept.id]);
  expect(await questions.search(finder("mara@meridian.example"), true)).toBe(1);
  expect(await questions.list(manager)).toEqual([]);
});
