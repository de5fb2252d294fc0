// Clients that we did not write, pointed at `/v1`: OpenAI's own, LangChain's, and a scanner of surfaces that say they are
// compatible. And our flows as tools of LangChain's model.
import { gantryTools } from "@gantry/client/guest";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { lastOf, startChatProvider } from "./support/chat-provider.ts";
import type { ChatAnswer, ChatAsked, ChatProvider } from "./support/chat-provider.ts";
import { langchain } from "./support/guests/langchain.ts";
import type { ChatModel, OpenAiPackage } from "./support/guests/langchain.ts";
import { openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { letterOf } from "./support/outside-model.ts";

interface Completion {
  readonly choices: readonly {
    readonly message?: { readonly content: string | null };
    readonly delta?: { readonly content?: string | null };
  }[];
}

interface OpenAi {
  readonly chat: {
    readonly completions: {
      create(body: object): Promise<Completion & AsyncIterable<Completion>>;
    };
  };
  readonly models: { list(): Promise<{ readonly data: readonly { readonly id: string }[] }> };
}

interface OpenAiModule {
  readonly default: new (options: object) => OpenAi;
  readonly APIError: new () => Error;
}

interface Report {
  readonly score: number;
  readonly compatible: boolean;
  readonly results: readonly { readonly id: string; readonly status: string }[];
}

let provider: ChatProvider;
let house: House;
let token: string;
let openai: OpenAiModule;
let ChatOpenAI: OpenAiPackage["ChatOpenAI"];
let scanEndpoint: (options: object) => Promise<Report>;

beforeAll(async () => {
  const peers = langchain();
  openai = (await peers.load("openai")) as OpenAiModule;
  ({ ChatOpenAI } = (await peers.load("@langchain/openai")) as OpenAiPackage);
  ({ scanEndpoint } = (await peers.load("compatcanary")) as { scanEndpoint: typeof scanEndpoint });
  provider = await startChatProvider();
  house = await openHouse(provider.env);
  token = await house.token("sales-manager");
}, 180_000);
afterAll(async () => {
  await house?.close();
  await provider?.close();
});
beforeEach(() => {
  provider.answer = () => ({ text: "Good day." });
});

const chatOpenAi = (): ChatModel =>
  new ChatOpenAI({ model: "auto", apiKey: token, maxRetries: 0, configuration: { baseURL: `${house.url}/v1` } });

const asked = "Write to Ada Lovelace (ada@aldermoor.example).";

/** Says the name that it was given back, as the token that it knows it by. */
const greet = (request: ChatAsked): ChatAnswer => ({
  text: `Dear ${/PERSON_\w{6}/.exec(lastOf(request, "user"))?.[0] ?? "nobody"},`,
});

describe("OpenAI's own package", () => {
  const client = (key = token): OpenAi => new openai.default({ baseURL: `${house.url}/v1`, apiKey: key });

  test("gets replies whole and streamed, with its own names in them; the model outside is told of tokens", async () => {
    provider.answer = greet;
    const body = { model: "auto", messages: [{ role: "user", content: asked }] };
    const whole = await client().chat.completions.create(body);
    expect(whole.choices[0]?.message?.content).toBe("Dear Ada Lovelace,");
    let text = "";
    for await (const chunk of await client().chat.completions.create({ ...body, stream: true }))
      text += chunk.choices[0]?.delta?.content ?? "";
    expect(text).toBe("Dear Ada Lovelace,");
    expect(provider.raw.join("\n")).not.toMatch(/Ada|Lovelace|aldermoor/);
    expect((await client().models.list()).data.map(({ id }) => id)).toContain("auto");
  });

  test("reads our errors as OpenAI's, and does not try again what we have tried", async () => {
    const body = { model: "gpt-none", messages: [{ role: "user", content: "hi" }] };
    await expect(client().chat.completions.create(body)).rejects.toMatchObject({
      status: 404,
      code: "model_not_found",
    });
    await expect(client("nobody").chat.completions.create(body)).rejects.toMatchObject({ status: 401 });
    provider.answer = () => ({ status: 503, headers: { "retry-after": "0" } });
    const before = provider.asked.length;
    const failing = client().chat.completions.create({ ...body, model: "auto" });
    await expect(failing).rejects.toBeInstanceOf(openai.APIError);
    expect(provider.asked.length - before).toBe(4);
  });
});

describe("LangChain's ChatOpenAI", () => {
  test("chats and streams", async () => {
    provider.answer = greet;
    expect((await chatOpenAi().invoke(asked)).content).toBe("Dear Ada Lovelace,");
    let text = "";
    for await (const { content } of await chatOpenAi().stream(asked)) text += String(content);
    expect(text).toBe("Dear Ada Lovelace,");
  });

  test("gets structured output", async () => {
    provider.answer = (request) => ({
      text: JSON.stringify({ greeting: greet(request).text, words: 2 }),
    });
    const schema = {
      title: "letter",
      type: "object",
      properties: { greeting: { type: "string" }, words: { type: "integer" } },
      required: ["greeting", "words"],
      additionalProperties: false,
    };
    const structured = chatOpenAi().withStructuredOutput(schema, { method: "jsonSchema" });
    expect(await structured.invoke(asked)).toEqual({ greeting: "Dear Ada Lovelace,", words: 2 });
  });

  test("uses our flows as tools: called as the model asks, as the caller, and what would be sent waits", async () => {
    const calls = [{ name: "retention", arguments: JSON.stringify({ region: "EMEA", segment: "enterprise" }) }];
    // The same model writes the flow's letters.
    provider.answer = (request) =>
      request.response_format === undefined ? { calls } : { text: JSON.stringify(letterOf(lastOf(request, "user"))) };
    const tools = await gantryTools(await house.client("sales-manager"), { flows: ["retention"] });
    const model = chatOpenAi().bindTools(tools);
    const question = { role: "user", content: "Who may leave us in EMEA?" };
    const reply = await model.invoke([question]);
    expect(provider.asked.at(-1)?.tools?.[0]?.function).toMatchObject({
      name: "retention",
      parameters: { required: ["region", "segment"] },
    });
    const [call] = reply.tool_calls ?? [];
    expect(call).toMatchObject({ name: "retention", args: { region: "EMEA" } });
    const told = (await tools[0]?.invoke({ ...call, type: "tool_call" })) ?? "";
    const answer = JSON.parse(told) as { status: string; blocks: readonly { kind: string }[] };
    expect(answer.status).toBe("waiting");
    expect(answer.blocks.map(({ kind }) => kind)).toEqual(["table", "drafts", "actions"]);
  });
});

test("compatcanary finds the chat surface compatible in all that it probes", async () => {
  provider.answer = (request) => {
    const [tool] = request.tools ?? [];
    if (tool !== undefined)
      return { calls: [{ name: tool.function.name, arguments: sampleOf(tool.function.parameters) }] };
    const schema = request.response_format?.json_schema?.schema;
    return { text: schema === undefined ? "Good day." : sampleOf(schema) };
  };
  const report = await scanEndpoint({
    baseUrl: `${house.url}/v1`,
    model: "auto",
    profile: "chat",
    apiKey: token,
    timeout: 30,
    timeoutMs: 30_000,
    headers: {},
  });
  expect(report).toMatchObject({ score: 100, compatible: true });
});

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
}

/** The least that fits a schema. */
const sampleOf = (schema: object): string => JSON.stringify(valueOf(schema));
function valueOf({ type, properties = {}, enum: members, const: only }: Schema): unknown {
  if (only !== undefined) return only;
  if (members !== undefined) return members[0];
  if (type === "object") return Object.fromEntries(Object.entries(properties).map(([name, it]) => [name, valueOf(it)]));
  if (type === "array") return [];
  return type === "boolean" ? true : type === "string" ? "x" : 1;
}
