// A model that looks around by itself, in a real house with a model outside: what it sees, what it is refused, and that a
// process that dies loses no turn of it.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Answer } from "@gantry/contract";
import { startChatProvider } from "./support/chat-provider.ts";
import type { ChatProvider } from "./support/chat-provider.ts";
import { gantry, openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { seenIn } from "./support/reasoner.ts";
import type { Seen } from "./support/reasoner.ts";
import { recordedTurns } from "./support/recorded-turns.ts";
import { until } from "./support/until.ts";

let provider: ChatProvider;
let house: House;

beforeAll(async () => {
  provider = await startChatProvider();
  house = await openHouse({
    GANTRY_PROJECT: new URL("./projects/reasoning", import.meta.url).pathname,
    ...provider.env,
  });
});
afterAll(async () => {
  await house?.close();
  await provider?.close();
});

let seen: Seen[] = [];

const query = (sql: string) => ({ thought: "I need to see more.", tool: "query", sql, summary: "" });
const answer = (summary: string) => ({ thought: "That is enough.", tool: "answer", sql: "", summary });

/** How the model goes about it. */
let plan: (seen: Seen) => object;
beforeEach(() => {
  seen = [];
  provider.answer = (asked) => {
    const it = seenIn(asked);
    seen.push(it);
    return { text: JSON.stringify(plan(it)) };
  };
});

const run = async (region = "EMEA"): Promise<Answer> =>
  (await house.client("sales-manager")).runFlow("standing", { region }, { wait: 60 });

const standing = (found: Answer) => {
  const block = found.blocks.find((it) => it.kind === "table" && it.step === "standing");
  if (block?.kind !== "table") throw new Error(`no standing: ${JSON.stringify(found.problem)}`);
  return block.rows;
};
const shown = (turn: number): string => seen.find((it) => it.turn === turn)?.prompt ?? "";

test("from genuine replies the answers are right, with no turn asked twice", async () => {
  const recorded = recordedTurns(new URL("./support/reasoning-turns.json", import.meta.url));
  plan = ({ prompt }) => recorded.reply(prompt);
  const [first, second] = standing(await run());
  expect(first).toMatchObject({
    summary: expect.stringMatching(/ stands well: .* all 10 invoices are paid\./),
    flags: [],
  });
  expect(second).toMatchObject({
    summary: expect.stringMatching(/ uses the product less and less: 2506 sessions/),
    flags: [],
  });
  const client = await house.client("sales-manager");
  const { blocks } = await client.runFlow("weak-spots", { region: "EMEA" }, { wait: 60 });
  const weak = blocks.find((it) => it.kind === "table");
  expect(weak?.kind === "table" && weak.rows).toMatchObject([
    {
      industry: "Research Institute",
      finding: expect.stringContaining("3.9 % of invoices are overdue (7 of 178)"),
      flags: [],
    },
  ]);
  expect(seen).toHaveLength(recorded.count);
});

test("it asks for a customer by a token and reads on, sees tokens and ranges, and its answer has the name", async () => {
  plan = ({ turn, name, id }) =>
    [
      query(`select name, region, annual_revenue from crm.accounts where name = '${name}'`),
      query(`select status, count(*) as invoices from billing.invoices i join billing.customers c
               on c.id = i.customer_id where c.crm_id = '${id}' group by status order by status`),
      answer(`${name} is a customer in EMEA.`),
    ][turn - 1] ?? {};
  const found = await run();
  const rows = standing(found);
  expect(rows).toHaveLength(2);
  const summaries = rows.map(({ summary }) => (typeof summary === "string" ? summary : ""));
  for (const { flags } of rows) expect(flags).toEqual([]);
  for (const summary of summaries) {
    expect(summary).toMatch(/^\p{Lu}.* is a customer in EMEA\.$/u);
    expect(summary).not.toMatch(/COMPANY_/);
  }
  const name = seen[0]?.name ?? "";
  expect(name).toMatch(/^COMPANY_\w{6}$/);
  // The same word in every turn, in what it asked too.
  expect(shown(2)).toContain(
    `Turn 1: you asked: select name, region, annual_revenue from crm.accounts where name = '${name}'`,
  );
  expect(shown(2)).toMatch(
    new RegExp(`One row came back:\\nname \\| region \\| annual_revenue\\n${name} \\| EMEA \\| \\w+–\\w+\\n`),
  );
  expect(shown(3)).toMatch(/status \| invoices\n(?:\w+ \| \d+\n)+⟦end/);
  expect(provider.raw.join("\n")).not.toContain(summaries[0]?.split(" is a")[0]);
  const { egresses, sources } = found.receipt;
  expect(egresses.map(({ step, calls, rows: of }) => [step, calls, of])).toEqual([["standing", 6, 2]]);
  expect(egresses[0]?.columns).toContainEqual({
    column: "crm.accounts.annual_revenue",
    label: "financial",
    level: "copied",
    treatment: "band",
  });
  expect(sources.map((it) => it.table).toSorted()).toEqual(["billing.customers", "billing.invoices", "crm.accounts"]);
});

test("every thought and call is in the trace, as its viewer may see it", async () => {
  plan = ({ turn, name }) =>
    turn === 1
      ? query(`select industry from crm.accounts where name = '${name}'`)
      : turn === 2
        ? query("select internal_notes from crm.accounts")
        : answer("Nothing is known.");
  const { run: id } = await run();
  const steps = await (await house.client("sales-manager")).explainRun(id);
  const turns = steps.find((it) => it.step === "standing")?.turns ?? [];
  expect(turns.map(({ turn, tool, rows, error }) => [turn, tool, rows, error === null])).toEqual(
    [1, 2].flatMap(() => [
      [1, "query", 1, true],
      [2, "query", null, false],
      [3, "answer", null, true],
    ]),
  );
  expect(turns[0]?.thought).toBe("I need to see more.");
  expect(turns[0]?.sql).toMatch(/^select industry from crm.accounts where name = '\p{Lu}.+'$/u);
  expect(turns[0]?.sql).not.toContain("COMPANY_");
  const { out } = await gantry(["explain", "--run", id, "--as", "sales-manager"], house.env);
  expect(out).toMatch(/1\. I need to see more\. .*\n\s+select industry from crm\.accounts/);
  expect(out).toMatch(/not done: .*internal_notes/);
});

test("what the caller may not see is not there for the model either", async () => {
  plan = ({ turn }) =>
    turn === 1
      ? query("select region, count(*) as customers from crm.accounts group by region order by region")
      : answer("No more is known.");
  await run();
  expect(shown(2)).toMatch(/One row came back:\nregion \| customers\nEMEA \| \d+\n/);
});

test.each([
  ["a table that the step does not name", "select name from crm.users", /no table crm\.users here/],
  [
    "a column that the policy keeps from models",
    "select title from crm.contacts limit 1",
    /column crm\.contacts\.title \(person\.title\) would reach model/,
  ],
  [
    "text from outside to choose by",
    "select id from crm.cases where description like '%cancel%'",
    /may be shown, but not decide/,
  ],
  ["no SQL", "drop table crm.accounts", /It could not be done: /],
  ["a token that is not between quotes", "select id from crm.accounts where name = NAME", /not between quotes/],
])("%s is turned down with the reason", async (_, sql, reason) => {
  plan = ({ turn, name }) => (turn === 1 ? query(sql.replace("NAME", name)) : answer("No more is known."));
  await run();
  expect(shown(2)).toMatch(reason);
  expect(shown(2)).not.toContain("came back");
});

test("once it has read text from outside it can only answer", async () => {
  plan = ({ turn, id }) =>
    turn === 1
      ? query(`select created_date, subject from crm.cases where account_id = '${id}' order by created_date limit 2`)
      : answer("It wrote tickets.");
  await run();
  const [first, second] = seen;
  expect(first?.tools).toEqual(["query", "answer"]);
  expect(second?.prompt).toContain("2 rows came back");
  expect(second?.tools).toEqual(["answer"]);
  expect(second?.system).toContain("No tool is open any more.");
});

test("one that never comes to an end must answer with its last turn, and the answer says so", async () => {
  plan = ({ turn, tools }) =>
    tools.length > 1 ? query(`select id from crm.accounts order by id limit ${turn}`) : answer("No more is known.");
  const rows = standing(await run());
  expect(seen.map((it) => it.turn)).toEqual([1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6]);
  expect(rows[0]?.["flags"]).toEqual(["answered at its limit of 6 turns: it may have wanted to read more"]);
});

test("a number that no row holds is sent back once and then flagged; one that came back may be told", async () => {
  plan = ({ turn, id }) =>
    turn === 1
      ? query(
          `select count(*) as invoices from billing.invoices i join billing.customers c on c.id = i.customer_id where c.crm_id = '${id}'`,
        )
      : answer(`It has ${/invoices\n(\d+)/.exec(shown(2))?.[1]} invoices and 987 open tickets.`);
  const found = await run();
  const flagged = [expect.stringContaining('"987')];
  expect(standing(found)[0]?.["flags"]).toEqual(flagged);
  // Prose says so as well, wherever it is shown.
  expect(found.blocks.find((it) => it.kind === "text")).toMatchObject({ flags: flagged });
  expect(seen.filter((it) => it.id === seen[0]?.id)).toHaveLength(3);
});

const calling = (tool: string, call: string) => ({ thought: "I look.", tool, sql: "", call, summary: "" });
const advised = async (region = "EMEA", persona = "sales-manager") => {
  const client = await house.client(persona);
  const found = await client.runFlow("adviser", { region }, { wait: 60 });
  const block = found.blocks.find((it) => it.kind === "table");
  return { found, row: block?.kind === "table" ? block.rows[0] : undefined };
};

test("it searches documents, runs a flow that only reads, and its answer rests on what came back", async () => {
  plan = ({ turn }) =>
    [
      calling("find", "how often to replace the piston seals"),
      calling("flow:overdue", '{"region":"EMEA"}'),
      {
        ...calling("answer", ""),
        summary: `Piston seals are replaced every 2,000 hours, and ${/industry \| overdue_invoices\n.* \| (\d+)/.exec(shown(3))?.[1]} invoices are overdue there.`,
      },
    ][turn - 1] ?? {};
  const { found, row } = await advised();
  expect(row).toMatchObject({ summary: expect.stringMatching(/every 2,000 hours, and \d+ invoices/), flags: [] });
  expect(seen[0]?.tools).toEqual(["query", "find", "flow:overdue", "answer"]);
  expect(seen[0]?.system).toContain('Or run "Overdue invoices by industry": set tool to "flow:overdue"');
  expect(shown(2)).toMatch(/you asked: find how often[\s\S]*document \| title \| place \| text\n[\s\S]*2,000 hours/);
  // Our own manuals: nobody outside wrote them, and tools stay open.
  expect(seen[1]?.tools).toContain("query");
  expect(found.receipt.egresses[0]?.columns.map((it) => it.column)).toContain("documents.manuals.text");
  const steps = await (await house.client("sales-manager")).explainRun(found.run);
  const turns = steps.find((it) => it.step === "advice")?.turns ?? [];
  expect(turns.map(({ tool, call, rows }) => [tool, call, rows])).toEqual([
    ["find", "how often to replace the piston seals", 5],
    ["flow:overdue", '{"region":"EMEA"}', expect.any(Number)],
    ["answer", undefined, null],
  ]);
});

test("the flow it runs is a run of its own with the caller's rights; a wrong input comes back as an error", async () => {
  plan = ({ turn }) =>
    [
      calling("flow:overdue", '{"region":"Atlantis"}'),
      calling("flow:overdue", "EMEA"),
      calling("flow:overdue", '{"region":"AMER"}'),
    ][turn - 1] ?? { ...calling("answer", ""), summary: "Nothing is known." };
  const { found } = await advised();
  expect(shown(2)).toMatch(/It could not be done: .*region/);
  expect(shown(3)).toContain("It could not be done: call is no JSON object");
  // A manager of EMEA sees no customer of AMER, whoever runs the flow for her.
  expect(shown(4)).toContain("No rows came back.");
  const runs = await (await house.client("sales-manager")).runs();
  expect(runs.filter((it) => it.flow === "overdue").length).toBeGreaterThan(0);
  expect(found.status).toBe("done");
});

test("it finds no document that its caller may not see", async () => {
  plan = ({ turn }) =>
    turn === 1
      ? calling("find", "framework agreement APAC payment terms of the region")
      : { ...calling("answer", ""), summary: "Nothing is known." };
  await advised("APAC", "sales-director");
  expect(shown(2)).toMatch(/\n(?:.*\/)?APAC\/[^|]* \| /i);
  seen = [];
  await advised("EMEA", "sales-manager");
  expect(shown(2)).toContain("came back");
  expect(shown(2)).not.toMatch(/\n(?:.*\/)?APAC\/[^|]* \| /i);
});

test("killed in the middle, the next process goes on where it stopped and asks nothing twice", async () => {
  let kill: Promise<void> | undefined;
  plan = ({ turn }) => {
    if (turn === 3 && kill === undefined) kill = house.kill();
    return turn < 4
      ? query(`select week, sessions from usage.weekly order by week, sessions limit ${turn}`)
      : answer(`Nothing more is known of it.`);
  };
  const client = await house.client("sales-manager");
  const { run: id } = await client.runFlow("standing", { region: "EMEA" }, { wait: 0 });
  await until("the process to be killed", async () => kill !== undefined);
  await kill;
  await house.restart();
  const again = await house.client("sales-manager");
  const view = await until("the run to end", async () => {
    const state = await again.runState(id);
    return state.status === "done" && state;
  });
  expect(view.status).toBe("done");
  const first = seen[0]?.id;
  // The third was on its way when the process died.
  expect(seen.filter((it) => it.id === first).map((it) => it.turn)).toEqual([1, 2, 3, 3, 4]);
  expect(seen.filter((it) => it.id !== first).map((it) => it.turn)).toEqual([1, 2, 3, 4]);
});
