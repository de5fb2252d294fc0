// One question that an analytic, an image and a language model answer together: why each of them was chosen, and that what a
// person used is what the ledger says, to the token, the picture and the millionth of a dollar.
import { UsageView } from "@gantry/contract";
import type { Answer, LedgerEntryView } from "@gantry/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { startChatProvider, textIn } from "./support/chat-provider.ts";
import type { ChatAsked, ChatProvider } from "./support/chat-provider.ts";
import { gantry, openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";

let provider: ChatProvider;
let house: House;
let answer: Answer;

const text = "There is a reason to talk with them.";
const question = "make a card with a picture and a letter for our three enterprise customers in EMEA at highest risk";

/** The planner fills the flow in; whoever writes says the same of everybody. */
function replyTo({ messages }: ChatAsked): object {
  const said = messages.map(({ content }) => textIn(content)).join("\n");
  const { properties = {} } = JSON.parse(/JSON Schema, and nothing else:\n(\{.*\})/.exec(said)?.[1] ?? "{}") as {
    readonly properties?: object;
  };
  if (!("flow" in properties)) return Object.fromEntries(Object.keys(properties).map((name) => [name, text]));
  const region = /in (EMEA|AMER|APAC) at highest/.exec(said.split("Question:").at(-1) ?? "")?.[1] ?? "";
  const input = [
    { name: "region", value: region },
    { name: "segment", value: "enterprise" },
  ];
  return { flow: "risk-cards", input, title: "", steps: [], columns: [], charts: [], choices: [], why: "" };
}

beforeAll(async () => {
  provider = await startChatProvider("sk-models");
  provider.answer = (asked) => ({ text: JSON.stringify(replyTo(asked)) });
  house = await openHouse({
    GANTRY_PROJECT: new URL("./projects/three-kinds", import.meta.url).pathname,
    TEST_MODELS: provider.url,
    GANTRY_SECRET_MODELS: "sk-models",
  });
  answer = await (await house.client("sales-manager")).ask(question, { wait: 60 });
});
afterAll(async () => {
  await house?.close();
  await provider?.close();
});

test("the answer has what each of the three kinds made", () => {
  expect(answer).toMatchObject({ status: "done", interpretation: { flow: "risk-cards" } });
  const table = answer.blocks.find((it) => it.kind === "table");
  expect(table?.kind === "table" && table.rows).toEqual(
    Array.from({ length: 3 }, () =>
      expect.objectContaining({ probability: expect.any(Number), why: text, letter: text }),
    ),
  );
  const images = answer.blocks.find((it) => it.kind === "images");
  expect(images?.kind === "images" && images.images).toHaveLength(3);
});

test("the receipt says for each kind which model it was and why, in the console's words and the command line's", async () => {
  const { egresses, scores } = answer.receipt;
  const reasons = Object.fromEntries(egresses.map((it) => [it.step, [it.destination, it.reason]]));
  expect(reasons).toMatchObject({
    why: ["writer", expect.stringMatching(/^may do "write" in zone outside; least of 2 by price × latency: \$/)],
    letters: ["writer", expect.stringContaining("least of 2 by price × latency")],
    pictures: ["painter", expect.stringMatching(/^least of 2 by price × latency: \$/)],
  });
  expect(scores?.map(({ step, model, zone, reason }) => [step, model, zone, reason])).toEqual(
    expect.arrayContaining([
      ["moods", "builtin/sentiment", "inside", expect.stringMatching(/^named by the flow; version \w+/)],
      ["risk", "builtin/churn", "inside", expect.stringMatching(/^named by the flow; version \w+/)],
    ]),
  );
  const { out } = await gantry(["receipt", answer.run, "--as", "sales-manager"], house.env);
  expect(out).toMatch(/pictures → painter[\s\S]*this model: least of 2 by price × latency/);
  expect(out).toMatch(
    /risk → builtin\/churn .*analytic model, inside: \d+ rows\n\s+this model: named by the flow; version/,
  );
});

/** What one caller used of each model, added up from the ledger's own entries. */
function sumsOf(entries: readonly LedgerEntryView[], caller: string) {
  const Attempted = z.object({ egress: z.string(), destination: z.string() });
  const Done = z.object({
    egress: z.string(),
    drawn: z.number().default(0),
    usage: z.object({ input: z.number(), output: z.number(), cost: z.number() }),
  });
  const own = entries.filter((it) => it.caller === caller);
  const models = new Map(
    own
      .filter((it) => it.kind === "attempted")
      .map(({ body }) => Attempted.parse(body))
      .map((it) => [it.egress, it.destination]),
  );
  const used = [
    ...own
      .filter((it) => it.kind === "done" && "usage" in it.body)
      .map(({ body }) => Done.parse(body))
      .map(({ egress, drawn, usage }) => ({ model: models.get(egress) ?? "?", drawn, ...usage })),
    ...own
      .filter((it) => it.kind === "scored")
      .map(({ body }) => ({
        model: z.object({ destination: z.string() }).parse(body).destination,
        drawn: 0,
        input: 0,
        output: 0,
        cost: 0,
      })),
  ];
  return [...Map.groupBy(used, (it) => it.model)]
    .map(([model, all]) => ({
      caller,
      model,
      calls: all.length,
      images: all.reduce((sum, it) => sum + it.drawn, 0),
      input: all.reduce((sum, it) => sum + it.input, 0),
      output: all.reduce((sum, it) => sum + it.output, 0),
      // In millionths of a dollar, so that sums are exact.
      cost: all.reduce((sum, it) => sum + Math.round(it.cost * 1e6), 0) / 1e6,
    }))
    .toSorted((a, b) => a.model.localeCompare(b.model));
}

test("what each caller used is what the ledger's entries add up to, by tokens, pictures and money", async () => {
  // Somebody else asks the same, of another region's customers: his use is his own.
  const other = await (await house.client("sales-director")).ask(question.replace("EMEA", "AMER"), { wait: 60 });
  expect(other.status).toBe("done");
  const compliance = await house.client("compliance");
  const entries = await compliance.ledger({ limit: 5_000 });
  const { usage } = await compliance.usage("2020-01-01");
  const callers = ["meridian:sales-manager-emea", "meridian:sales-director"];
  expect(new Set(usage.map((it) => it.caller))).toEqual(new Set(callers));
  for (const caller of callers) {
    const own = usage.filter((it) => it.caller === caller).toSorted((a, b) => a.model.localeCompare(b.model));
    expect(own).toEqual(sumsOf(entries, caller));
    const byModel = Object.fromEntries(own.map((it) => [it.model, it]));
    expect(byModel["painter"]).toMatchObject({ calls: 3, images: 3, cost: expect.any(Number) });
    expect(byModel["builtin/churn"]).toMatchObject({ calls: 1, images: 0, input: 0, output: 0, cost: 0 });
    expect(byModel["writer"]?.input).toBeGreaterThanOrEqual(6 * 40);
    expect(byModel["painter"]?.cost).toBeGreaterThan(0);
  }
  // Each sees his own alone; the command line says the same.
  const mine = await (await house.client("sales-manager")).usage("2020-01-01");
  expect(mine.usage).toEqual(usage.filter((it) => it.caller === callers[0]));
  const said = await gantry(["model", "usage", "--since", "2020-01-01", "--as", "compliance", "--json"], house.env);
  expect(UsageView.parse(JSON.parse(said.out)).usage).toEqual(usage);
});
