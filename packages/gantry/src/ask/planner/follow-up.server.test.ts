// A conversation with a language model as planner: each question is put beside the plan before it, and "why?" and changed
// fields need no model.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { catalog as document } from "../../../../../examples/meridian/catalog.ts";
import { salesTrends } from "../../../../../examples/meridian/flows/sales-trends.ts";
import { defineCatalog } from "../../catalog/index.ts";
import type { CatalogLock } from "../../catalog/index.ts";
import { createModels } from "../../model/index.ts";
import { startStandIn } from "../../model/provider/stand-in.ts";
import type { StandIn } from "../../model/provider/stand-in.ts";
import { createQueryEngine } from "../../query/index.ts";
import type { QueryEngine } from "../../query/index.ts";
import { createAsk } from "../index.ts";
import type { Ask } from "../index.ts";
import { conversationsInMemory } from "../conversations.ts";
import { mostTurns } from "../memory.ts";
import { caller } from "../testing/caller.ts";
import { checkOver } from "../testing/check.ts";
import type { PlannedRun } from "../types.ts";
import { Reply } from "./reply.ts";

const lock = JSON.parse(
  readFileSync(new URL("../../../../../examples/meridian/catalog.lock.json", import.meta.url), "utf8"),
) as CatalogLock;
const catalog = defineCatalog(document, lock);
/** As a person writes it, and as the guard would let it leave. */
const [name, token] = ["Varorin Biotech", "COMPANY_2X9B"];

let query: QueryEngine;
let standIn: StandIn;
let ask: Ask;
/** What the model makes of its prompt. */
let answer: (prompt: string) => Partial<Reply>;
const empty: Reply = { flow: "none", input: [], title: "", steps: [], columns: [], charts: [], choices: [], why: "" };

beforeAll(async () => {
  query = createQueryEngine({
    catalog,
    workers: 0,
    connectors: () => {
      throw new Error("a source was asked");
    },
  });
  standIn = await startStandIn(({ body }) => ({ content: JSON.stringify({ ...empty, ...answer(promptIn(body)) }) }));
  ask = createAsk({
    flows: [salesTrends],
    catalog,
    models: createModels({
      environment: { GANTRY_MODEL_URL: standIn.url, GANTRY_MODEL_NAME: "stand-in" },
      retry: { attempts: 1, baseDelay: 1 },
    }),
    calendar: catalog.calendar,
    today: () => "2026-11-16",
    conversations: conversationsInMemory(),
    send: async ({ model, request, question, aside }) => {
      const hide = (text: string): string => text.replaceAll(name, token);
      const isSaid = `${question}${aside}`.includes(name);
      return {
        ...(await model.generate(request(hide(question), hide(aside)))),
        names: isSaid ? { [token]: name } : {},
      };
    },
    open: {
      catalog,
      hidden: () => [],
      check: checkOver(catalog, query),
    },
  });
});
afterAll(async () => {
  await standIn?.close();
  await query?.close();
});

interface Asked {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}
const promptIn = (body: unknown): string => (body as Asked).messages.map(({ content }) => content).join("\n");

/** The reply that the prompt shows as the model's own to the question before. */
const shownIn = (prompt: string): Reply => {
  const [, text = ""] = /Your reply to the newest was:\n(\{.*\})\n/.exec(prompt) ?? [];
  return Reply.parse(JSON.parse(text));
};
const sqlOf = (reply: Reply): string => reply.steps[0]?.sql ?? "";
const withSql = (reply: Reply, change: (sql: string) => string): Reply => ({
  ...reply,
  steps: reply.steps.map((it) => ({ ...it, sql: change(it.sql) })),
});

/** One more turn of a conversation, in which the model does with its prompt what the test says. */
async function say(question: string, conversation: string, does: typeof answer): Promise<PlannedRun> {
  let failed: unknown;
  answer = (prompt) => {
    try {
      return does(prompt);
    } catch (error) {
      failed = error;
      return {};
    }
  };
  const planned = await ask.plan(question, caller, conversation);
  if (failed !== undefined) throw failed;
  if (planned.kind !== "run") throw planned.problem;
  return planned;
}
const noModel = (): never => {
  throw new Error("the model was asked");
};
const resultOf = ({ made }: PlannedRun): string => JSON.stringify(made?.document.steps["result"]);

test("six turns: the model is shown its plan before, changes what is asked for, and never sees a name", async () => {
  const talk = "six turns";
  const first: Partial<Reply> = {
    flow: "asked",
    input: [{ name: "period", value: "last quarter" }],
    title: `Tickets of ${token} by priority`,
    steps: [
      {
        name: "result",
        sql: `select coalesce(crm.cases.priority, '-') as "row", crm.cases.priority as priority, count(*) as tickets
from crm.cases left join crm.accounts on crm.cases.account_id = crm.accounts.id
where crm.accounts.name ilike '${token}%' and crm.cases.created_date >= $period_start and crm.cases.created_date < $period_end
group by crm.cases.priority order by tickets desc`,
      },
    ],
    columns: [
      { name: "priority", title: "Priority", format: "text", unit: "" },
      { name: "tickets", title: "Tickets", format: "number", unit: "" },
    ],
  };
  const one = await say(`Tickets of ${name} by priority last quarter`, talk, (prompt) => {
    expect(prompt).not.toMatch(/Before this question|Your reply to/);
    return first;
  });
  expect(one.input).toEqual({ period: "last quarter", name_0001: name });

  const two = await say("only those that are open", talk, (prompt) => {
    expect(prompt).toContain("Before this question, the newest first");
    // What the catalog says of the plan's tables, though the question names none.
    expect(prompt).toMatch(/crm\.cases[\s\S]*Question:/);
    return withSql(shownIn(prompt), (sql) => sql.replace("where ", "where not crm.cases.is_closed and "));
  });
  expect(two.input).toEqual(one.input);
  expect(resultOf(two)).toContain("is_closed");

  const three = await say("and the quarter before?", talk, (prompt) => {
    const before = shownIn(prompt);
    expect(sqlOf(before)).toContain("NAME_0001");
    return { ...before, input: [{ name: "period", value: "2026-05-01..2026-08-01" }] };
  });
  expect(three.input).toEqual({ period: "2026-05-01..2026-08-01", name_0001: name });

  const why = await say("why?", talk, noModel);
  expect(JSON.stringify(why.made?.document.steps["reckoned"])).toMatch(
    /crm\.cases, crm\.accounts|crm\.accounts, crm\.cases/,
  );
  expect(resultOf(why)).toBe(resultOf(three));
  expect(why.made?.document.answer.map((it) => it.kind)).toEqual(["table", "table"]);

  const edited = await ask.plan("why?", caller, talk, undefined, { period: "last quarter", name_0001: "Aldermoor" });
  if (edited.kind !== "run") throw edited.problem;
  expect(edited.input).toEqual({ period: "last quarter", name_0001: "Aldermoor" });
  expect(edited.interpretation.fields?.map((it) => it.name)).toEqual(["period", "name_0001"]);

  const six = await say("as a chart", talk, (prompt) => {
    const before = shownIn(prompt);
    expect(before.input).toEqual([{ name: "period", value: "last quarter" }]);
    return { ...before, charts: [{ type: "bar", x: "priority", y: ["tickets"], series: "" }] };
  });
  expect(six.made?.document.answer.map((it) => it.kind)).toEqual(["chart", "table"]);
  expect(six.input).toEqual(edited.input);
  expect(JSON.stringify(standIn.received)).not.toContain("Varorin");
});

test("a published flow that was chosen before is told with its values, so that one of them can be changed", async () => {
  const talk = "published";
  const input = (region: string): Reply["input"] => [
    { name: "region", value: region },
    { name: "period", value: "last quarter" },
  ];
  await say("sales trends in EMEA last quarter", talk, () => ({ flow: "sales-trends", input: input("EMEA") }));
  const next = await say("and in APAC?", talk, (prompt) => {
    expect(prompt).toMatch(/by \{"flow":"sales-trends","input":\[.*\{"name":"region","value":"EMEA"\}/);
    return { flow: "sales-trends", input: input("APAC") };
  });
  expect(next).toMatchObject({ flow: "sales-trends", input: { region: "APAC", period: "last quarter" } });
});

test("what has left the window is told in a line each, with the values that were named last, and leaves treated", async () => {
  const talk = "long";
  const listed = (title: string, sql: string): Partial<Reply> => ({
    flow: "asked",
    title,
    steps: [{ name: "result", sql }],
    columns: [{ name: "row", title: "Id", format: "text", unit: "" }],
  });
  const all = 'select crm.accounts.id as "row" from crm.accounts';
  await say(`Customers called ${name}`, talk, () =>
    listed(`Customers called ${token}`, `${all} where name ilike '${token}'`),
  );
  for (let turn = 1; turn <= mostTurns; turn++) await say(`List ${turn}`, talk, () => listed(`List ${turn}`, all));
  await say("again", talk, (prompt) => {
    const told = prompt.slice(prompt.indexOf("Before this question"));
    expect(told).toMatch(new RegExp(`^- List ${mostTurns}; read as: List ${mostTurns}$`, "m"));
    expect(told).toMatch(/asked: List 2$/m);
    expect(told).toContain(`values that were named last: name_0001 ${token}`);
    return listed("Again", all);
  });
  expect(JSON.stringify(standIn.received)).not.toContain("Varorin");
});

test("a field that the question has not is refused by name", async () => {
  const talk = "fields";
  await say("List", talk, () => ({
    flow: "asked",
    title: "List",
    steps: [{ name: "result", sql: 'select crm.accounts.id as "row" from crm.accounts' }],
    columns: [{ name: "row", title: "Id", format: "text", unit: "" }],
  }));
  const edited = ask.plan("List", caller, talk, undefined, { region: "EMEA" });
  await expect(edited).rejects.toMatchObject({ code: "bad-input", message: expect.stringContaining('"region"') });
});
