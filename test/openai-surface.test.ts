// The surface `/v1` as a program sees it that only changed its base URL: the same replies, and nothing personal left.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { lastOf, startChatProvider } from "./support/chat-provider.ts";
import type { ChatAsked, ChatProvider } from "./support/chat-provider.ts";
import { openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { call } from "./support/http.ts";
import { OpenAiFailure, collected, openAiClient } from "./support/openai-client.ts";
import type { Message, OpenAiClient } from "./support/openai-client.ts";

let provider: ChatProvider;
let house: House;
let token: string;
let client: OpenAiClient;

beforeAll(async () => {
  provider = await startChatProvider();
  house = await openHouse(provider.env);
  token = await house.token("sales-manager");
  client = openAiClient(house.url, token);
});
afterAll(async () => {
  await house?.close();
  await provider?.close();
});
beforeEach(() => {
  provider.answer = () => ({ text: "Good day." });
});

const personal = [
  "Ada",
  "Lovelace",
  "ada@aldermoor.example",
  "7946 0958",
  "Aldermoor",
  "12 Rue de la Paix",
  "DE89370400440532013000",
  "Grace",
  "Hopper",
  "grace@navy.example",
];
const request =
  "Write to Ada Lovelace (ada@aldermoor.example, +44 20 7946 0958) of Aldermoor Analytics GmbH, 12 Rue de la Paix, 75002 Paris. Her IBAN is DE89370400440532013000.";
const user = (content: string) => ({ role: "user" as const, content });
const leaked = (): readonly string[] => personal.filter((value) => provider.raw.some((raw) => raw.includes(value)));
const tokenOf = (text: string, type: string): string => new RegExp(`${type}_[0-9A-Z]{6}(?!\\w)`).exec(text)?.[0] ?? "";

/** What a model does that greets whom it is told of. */
const greets = (): void => {
  provider.answer = (asked) => {
    const said = lastOf(asked, "user");
    return { text: `Dear ${tokenOf(said, "PERSON")}, we write to ${tokenOf(said, "EMAIL")}.` };
  };
};

const last = (): ChatAsked => provider.asked.at(-1) ?? { model: "", messages: [] };
const said = async (body: object): Promise<Message> => (await client.complete(body)).completion.choices[0].message;
const textOf = async (body: object): Promise<string> => (await collected(client.stream(body))).content ?? "";
const failureOf = async (work: Promise<unknown>): Promise<OpenAiFailure> => {
  const thrown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown instanceof OpenAiFailure) return thrown;
  throw new Error("this did not fail as OpenAI's API would", { cause: thrown });
};

describe("a chat", () => {
  test("is answered in clear, and left without anybody's name, address or number", async () => {
    greets();
    const { completion, headers } = await client.complete({
      model: "up-1",
      messages: [user(request)],
      temperature: 0.2,
      max_tokens: 200,
      user: "ada@aldermoor.example",
    });
    expect(completion.choices[0].message.content).toBe("Dear Ada Lovelace, we write to ada@aldermoor.example.");
    expect(completion).toMatchObject({
      model: "compatible:up-1",
      choices: [{ finish_reason: "stop" }],
      usage: { prompt_tokens: 40, completion_tokens: 12, total_tokens: 52 },
    });
    expect(headers.get("x-gantry-model")).toBe("compatible:up-1");
    expect(last()).toMatchObject({ model: "up-1", temperature: 0.2, max_tokens: 200 });
    expect(last()).not.toHaveProperty("user");
    expect(leaked()).toEqual([]);
  });

  test("streams, and never shows a part of a token", async () => {
    greets();
    const shown: string[] = [];
    const usage: (number | undefined)[] = [];
    for await (const chunk of client.stream({
      model: "auto",
      messages: [user(request)],
      stream_options: { include_usage: true },
    })) {
      shown.push(chunk.choices[0]?.delta.content ?? "");
      usage.push(chunk.usage?.total_tokens);
    }
    expect(shown.join("")).toBe("Dear Ada Lovelace, we write to ada@aldermoor.example.");
    expect(shown.filter((piece) => /PERS|EMAI|_/.test(piece))).toEqual([]);
    expect(shown.filter((piece) => piece !== "").length).toBeGreaterThan(4);
    expect(usage.at(-1)).toBe(52);
    expect(last().stream).toBe(true);
    expect(leaked()).toEqual([]);
  });

  test("keeps the tokens of its values over its turns, and another caller's are others", async () => {
    greets();
    const first = { model: "auto", messages: [user(request)] };
    const answer = await said(first);
    const one = tokenOf(lastOf(last(), "user"), "PERSON");
    expect(one).not.toBe("");
    await client.complete({
      ...first,
      messages: [...first.messages, answer, user("And what does Ada Lovelace earn?")],
    });
    expect(lastOf(last(), "user")).toContain(one);
    expect(lastOf(last(), "assistant")).toContain(`Dear ${one}`);
    await openAiClient(house.url, await house.token("analyst")).complete(first);
    expect(provider.raw.at(-1)).not.toContain(one);
    expect(leaked()).toEqual([]);
  });

  test("replies in JSON where that is asked for, restored so that it stays JSON", async () => {
    provider.answer = (asked) => ({
      text: JSON.stringify({ key: tokenOf(lastOf(asked, "user"), "KEY"), age: 36 }),
    });
    const schema = {
      type: "object",
      properties: { key: { type: "string" }, age: { type: "integer" } },
      required: ["key", "age"],
    };
    const key = "-----BEGIN PRIVATE KEY-----\nMIIBVgIBADANBgkq\n-----END PRIVATE KEY-----";
    const { content } = await said({
      model: "auto",
      messages: [user(`Age 36. The key is\n${key}`)],
      response_format: { type: "json_schema", json_schema: { name: "person", schema, strict: true } },
    });
    expect(JSON.parse(content ?? "")).toEqual({ key, age: 36 });
    expect(last().response_format).toMatchObject({
      type: "json_schema",
      json_schema: { schema: { required: ["key", "age"] } },
    });
    expect(provider.raw.at(-1)).not.toContain("MIIBVg");
  });
});

describe("tools", () => {
  const tools = [
    {
      type: "function",
      function: {
        name: "find_customer",
        description: "Finds a customer by name",
        parameters: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
      },
    },
  ];
  const found = JSON.stringify({ name: "Grace Hopper", email: "grace@navy.example", manager: "Ada Lovelace" });

  test.each([false, true])(
    "are called with the caller's own values, and their results leave masked (stream: %s)",
    async (streamed) => {
      provider.answer = (asked) =>
        asked.messages.some(({ role }) => role === "tool")
          ? { text: `She is ${tokenOf(lastOf(asked, "tool"), "PERSON")}.` }
          : {
              calls: [
                {
                  name: "find_customer",
                  arguments: JSON.stringify({ name: tokenOf(lastOf(asked, "user"), "PERSON") }),
                },
              ],
            };
      const messages: object[] = [user("Who manages Ada Lovelace? Look her up.")];
      const ask = (): Promise<Message> => {
        const body = { model: "auto", messages, tools };
        return streamed ? collected(client.stream(body)) : said(body);
      };
      const asked = await ask();
      const [made] = asked.tool_calls ?? [];
      expect(JSON.parse(made?.function.arguments ?? "")).toEqual({ name: "Ada Lovelace" });
      messages.push(asked, { role: "tool", tool_call_id: made?.id, content: found });
      expect((await ask()).content).toBe("She is Grace Hopper.");
      const sent = (role: string): string => JSON.stringify(last().messages.find((it) => it.role === role));
      const one = tokenOf(sent("user"), "PERSON");
      expect(sent("assistant")).toContain(one);
      expect(sent("tool")).toContain(one);
      expect(leaked()).toEqual([]);
    },
  );
});

describe("what a reply must not hold", () => {
  test("a token that nobody issued, or a key, does not reach the caller", async () => {
    provider.answer = () => ({ text: "Ask PERSON_9Z9Z9Z, key sk-live-abcdefghijklmnop1234, done." });
    const ask = { model: "auto", messages: [user("Who is Ada Lovelace?")] };
    const { completion, headers } = await client.complete(ask);
    expect(completion.choices[0].message.content).toBe("Ask [unknown], key [withheld], done.");
    expect(headers.get("x-gantry-flags")).toMatch(/secret.*token that nobody issued/);
    expect(await textOf(ask)).toBe("Ask [unknown], key [withheld], done.");
  });
});

describe("what left", () => {
  const ledger = async (query: string): Promise<readonly { kind: string; body: Record<string, unknown> }[]> => {
    const { body } = await call(`${house.url}/api/ledger?${query}`, { token: await house.token("compliance") });
    return body as unknown as { kind: string; body: Record<string, unknown> }[];
  };

  test("stands in a receipt of the caller's own, and in nobody else's", async () => {
    const { headers } = await client.complete({ model: "auto", messages: [user(request)] });
    const run = headers.get("x-gantry-run");
    const url = `${house.url}/api/runs/${run}/receipt`;
    const receipt = await (await house.client("sales-manager")).receipt(run ?? "");
    expect(receipt.summary).toMatch(/nothing personal left to a model/);
    expect(receipt.egresses).toMatchObject([
      {
        step: "chat",
        destination: "compatible:up-1",
        zone: "outside",
        status: "done",
        columns: [{ column: "chat.user", label: "input.message", treatment: "token" }],
        usage: { input: 40, output: 12 },
        reason: expect.any(String),
        tokens: { "person.email": 1, "person.phone": 1 },
      },
    ]);
    expect((await call(url, { token: await house.token("sales-director") })).status).toBe(404);
    expect((await call(url, { token: await house.token("compliance") })).status).toBe(403);
    const entries = await ledger(`run=${run}`);
    expect(entries.map(({ kind }) => kind)).toEqual(["attempted", "done"]);
    expect(personal.filter((value) => JSON.stringify(entries).includes(value))).toEqual([]);
  });

  test("is told for a client that went away, too", async () => {
    provider.answer = () => ({ text: "word ".repeat(20_000) });
    const stop = new AbortController();
    for await (const _ of client.stream({ model: "auto", messages: [user("Talk on.")] }, stop.signal)) break;
    stop.abort();
    await expect.poll(() => provider.abandoned(), { timeout: 10_000 }).toBeGreaterThan(0);
    await expect
      .poll(async () => (await ledger("limit=1"))[0], { timeout: 10_000 })
      .toMatchObject({ kind: "failed", body: { code: "cancelled" } });
  });
});

describe("errors have the form that clients of OpenAI read", () => {
  const hi = [user("hi")];
  const image = { type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0KGgo=" } };
  const address = { type: "image_url", image_url: { url: "https://a.example/x.png" } };

  test.each([
    [{ model: "gpt-none", messages: hi }, 404, "model_not_found", "model"],
    [{ model: "auto", messages: [] }, 400, "bad-request", null],
    [{ model: "auto", messages: hi, n: 2 }, 400, "bad-request", "n"],
    [{ model: "auto", messages: [{ role: "tool", tool_call_id: "x", content: "y" }] }, 400, "bad-request", "messages"],
    [{ model: "auto", messages: [{ role: "user", content: [image] }] }, 422, "policy-breach", null],
    [{ model: "auto", messages: [{ role: "user", content: [address] }] }, 400, "bad-request", "messages"],
  ])("%j", async (body, status, code, param) => {
    const failure = await failureOf(client.complete(body));
    expect(failure).toMatchObject({ status, failure: { type: "invalid_request_error", param, code } });
    expect(failure.headers.get("x-should-retry")).toBe("false");
  });

  test("of who may not, and of who is nobody", async () => {
    const body = { model: "auto", messages: hi };
    const auditor = openAiClient(house.url, await house.token("compliance"));
    expect(await failureOf(auditor.complete(body))).toMatchObject({
      status: 403,
      failure: { type: "permission_error" },
    });
    expect(await failureOf(openAiClient(house.url).complete(body))).toMatchObject({
      status: 401,
      failure: { code: "invalid_api_key" },
    });
    expect(await failureOf(client.send("nothing"))).toMatchObject({ status: 404 });
  });

  test("of a model that breaks off its stream", async () => {
    provider.answer = () => ({ text: "This will never be said in whole, I fear.", breakAfter: 4 });
    const failure = await failureOf(textOf({ model: "auto", messages: hi }));
    expect(failure).toMatchObject({ status: 200, failure: { type: "server_error", code: "model-unreachable" } });
  });

  test("a provider that is out for a moment is asked again, by us alone", async () => {
    const before = provider.asked.length;
    provider.answer = (_, count) =>
      count - before < 2
        ? { status: count === before ? 429 : 503, headers: { "retry-after": "0" } }
        : { text: "Here." };
    expect((await said({ model: "auto", messages: hi })).content).toBe("Here.");
    expect(provider.asked.length - before).toBe(3);
  });
});

test("models are listed, each to be asked for by its name", async () => {
  const listed = { object: "model", created: 0 };
  const own = { ...listed, id: "compatible:up-1", owned_by: "compatible" };
  expect(await client.send("models")).toEqual({
    object: "list",
    data: [{ ...listed, id: "auto", owned_by: "gantry" }, own],
  });
  expect(await client.send("models/compatible:up-1")).toEqual(own);
});
