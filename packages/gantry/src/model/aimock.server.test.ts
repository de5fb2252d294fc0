// Our models against aimock, a mock of the providers' protocols that we did not write: chats, streams, tools, structured
// output, vectors, pictures; and what goes wrong with them: who tries again, how often, and who comes next.
import { LLMock } from "@copilotkit/aimock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ChatPart, ChatRequest } from "./index.ts";
import { createModels, defineModels } from "./index.ts";
import type { Models, ModelsDefinition, TextRequest } from "./index.ts";

let mock: LLMock;

beforeEach(async () => {
  mock = await LLMock.create({ port: 0, host: "127.0.0.1", logLevel: "silent" });
});

afterEach(() => mock.stop());

type Deployments = ModelsDefinition["deployments"];

const providers = ["openai", "anthropic", "google", "mistral", "ollama", "azure", "bedrock", "compatible"] as const;

/** Where a provider's clients find its protocol. */
const pathOf = (provider: (typeof providers)[number]): string => (provider === "google" ? "/v1beta" : "/v1");

const modelsOf = (deployments: Deployments, more: Partial<ModelsDefinition> = {}): Models =>
  createModels({
    document: defineModels({ deployments, ...more }),
    secret: () => "sk-test",
    environment: { GANTRY_MODEL_TIMEOUT: "0.5" },
    retry: { attempts: 3, baseDelay: 1, maxDelay: 5 },
  });

const deployment = (name: string, provider: (typeof providers)[number] = "openai"): Deployments[number] => ({
  name,
  provider,
  model: name,
  url: `${mock.url}${pathOf(provider)}`,
  key: { secret: "key" },
});

const anywhere = { zones: ["inside", "partner", "outside"] } as const;
const signal = (): AbortSignal => new AbortController().signal;

const letter = (changes: Partial<TextRequest> = {}): TextRequest => ({
  task: "write",
  instructions: "Write a letter.",
  aside: "X is 0a1b2c.",
  facts: {},
  prompt: "⟦data 0a1b2c⟧\nPERSON_7K3Q asks for help\n⟦end 0a1b2c⟧",
  schema: {
    type: "object",
    properties: { body: { type: "string", maxLength: 200 } },
    required: ["body"],
    additionalProperties: false,
  },
  signal: signal(),
  ...changes,
});

const chat = (changes: Partial<ChatRequest> = {}): ChatRequest => ({
  messages: [{ role: "user", parts: [{ kind: "text", text: "What is the weather in Bern?" }] }],
  tools: [],
  streamed: false,
  signal: signal(),
  ...changes,
});

const first = <T>([one]: readonly T[]): T => {
  if (one === undefined) throw new Error("there is none");
  return one;
};

const partsOf = async (models: Models, request: ChatRequest): Promise<readonly ChatPart[]> => {
  const parts: ChatPart[] = [];
  for await (const part of await first(models.chats).chat(request)) parts.push(part);
  return parts;
};

const textOf = (parts: readonly ChatPart[]): string =>
  parts.flatMap((part) => (part.kind === "text" ? part.text : [])).join("");

const write = (models: Models, request = letter()) => models.text("write", anywhere).model.generate(request);

/** As each of the protocols says it. */
const usage = {
  prompt_tokens: 1000,
  completion_tokens: 50,
  input_tokens: 1000,
  output_tokens: 50,
  promptTokenCount: 1000,
  candidatesTokenCount: 50,
};

/** What the mock was sent, as plain text. */
const sent = (): readonly string[] => mock.getRequests().map(({ body }) => JSON.stringify(body));

describe.each(providers)("by the protocol of %s", (provider) => {
  test("a letter comes back in the form asked for, at its price", async () => {
    mock.onMessage("PERSON_7K3Q asks", { content: JSON.stringify({ body: "Dear PERSON_7K3Q" }), usage });
    const models = modelsOf([{ ...deployment("m", provider), price: { input: 1, output: 2 } }]);
    const reply = await write(models);
    expect(reply.output).toEqual({ body: "Dear PERSON_7K3Q" });
    expect(reply.usage).toEqual({ input: 1000, output: 50, cost: 0.0011 });
    expect(sent()).toHaveLength(1);
  });

  test.each([false, true])("a chat, as a stream: %s", async (streamed) => {
    mock.onMessage("weather", { content: "It rains in Bern, and will until Monday." });
    const parts = await partsOf(modelsOf([deployment("m", provider)]), chat({ streamed }));
    expect(textOf(parts)).toBe("It rains in Bern, and will until Monday.");
    expect(parts.at(-1)).toMatchObject({ kind: "end", reason: "stop" });
    if (streamed) expect(parts.length).toBeGreaterThan(2);
  });

  test.each([false, true])("a tool that the model calls, as a stream: %s", async (streamed) => {
    mock.onMessage("weather", { toolCalls: [{ name: "weather", arguments: '{"city":"Bern"}' }] });
    const parameters = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
    const models = modelsOf([deployment("m", provider)]);
    const parts = await partsOf(models, chat({ streamed, tools: [{ name: "weather", parameters }] }));
    expect(parts.find((part) => part.kind === "call")).toMatchObject({ index: 0, name: "weather" });
    const text = parts.flatMap((part) => (part.kind === "arguments" ? part.text : [])).join("");
    expect(JSON.parse(text)).toEqual({ city: "Bern" });
    expect(parts.at(-1)).toMatchObject({ kind: "end", reason: "tool-calls" });
  });
});

describe("vectors and pictures", () => {
  test("of texts, in their order", async () => {
    mock.onEmbedding("apples", { embedding: [1, 0, 0] });
    const models = modelsOf([{ ...deployment("e"), modality: "embedding" }]);
    const { vectors, usage } = await first(models.embeddings).embed(["apples"], { signal: signal() });
    expect(vectors).toEqual([[1, 0, 0]]);
    expect(usage.cost).toBeGreaterThanOrEqual(0);
  });

  test("as base64; tried again after a fault like everything else", async () => {
    mock.on({ endpoint: "image", sequenceIndex: 0 }, { error: { message: "oops" }, status: 500 });
    mock.onImage("a lighthouse", { image: { b64Json: "aGVsbG8=" } });
    const models = modelsOf([{ ...deployment("gpt-image-1"), modality: "image" }]);
    const { images } = await first(models.images).draw("a lighthouse", { count: 1, signal: signal() });
    expect(images).toEqual(["aGVsbG8="]);
    expect(sent()).toHaveLength(2);
  });
});

describe("what goes wrong", () => {
  const good = { content: '{"body":"Dear"}' };

  test.each([
    ["429", { error: { message: "slow down" }, status: 429, retryAfter: 0 }],
    ["500", { error: { message: "oops" }, status: 500 }],
    ["503", { error: { message: "busy" }, status: 503 }],
  ])("%s twice: the third call is ours, and no other; then it is done", async (_, response) => {
    mock.on({ userMessage: "PERSON", sequenceIndex: 0 }, response);
    mock.on({ userMessage: "PERSON", sequenceIndex: 1 }, response);
    mock.on({ userMessage: "PERSON", sequenceIndex: 2 }, good);
    expect((await write(modelsOf([deployment("m")]))).output).toEqual({ body: "Dear" });
    expect(sent()).toHaveLength(3);
  });

  test.each([429, 500])("%i for ever ends after three calls, saying which model it was", async (status) => {
    mock.onMessage("PERSON", { error: { message: "no" }, status, retryAfter: 0 });
    await expect(write(modelsOf([deployment("m")]))).rejects.toMatchObject({
      code: "model-unreachable",
      retryable: true,
      where: { model: "m" },
    });
    expect(sent()).toHaveLength(3);
  });

  test("a model that says nothing is left after its time, three times", async () => {
    const { promise, resolve } = Promise.withResolvers<typeof good>();
    mock.onMessage("PERSON", () => promise);
    await expect(write(modelsOf([deployment("m")]))).rejects.toMatchObject({
      code: "model-unreachable",
      message: expect.stringContaining("did not answer within") as string,
    });
    resolve(good);
  });

  test.each(["disconnectRate", "malformedRate"] as const)("%s: a broken reply is asked for again", async (fault) => {
    mock.onMessage("PERSON", good);
    mock.setChaos({ [fault]: 1 });
    await expect(write(modelsOf([deployment("m")]))).rejects.toMatchObject({ code: "model-unreachable" });
    mock.clearChaos();
    expect((await write(modelsOf([deployment("m")]))).output).toEqual({ body: "Dear" });
  });

  test("a stream that breaks off in the middle is an error after what was said: never begun anew, never an end", async () => {
    const whole = "It rains in Bern, and it will go on raining until Monday at least.";
    mock.onMessage(
      "weather",
      { content: whole },
      { chunkSize: 5, truncateAfterChunks: 6, streamingProfile: { tps: 50 } },
    );
    const said: ChatPart[] = [];
    const reading = (async () => {
      for await (const part of await first(modelsOf([deployment("m")]).chats).chat(chat({ streamed: true })))
        said.push(part);
    })();
    await expect(reading).rejects.toMatchObject({ code: "model-unreachable" });
    expect(whole.startsWith(textOf(said))).toBe(true);
    expect(textOf(said)).not.toBe("");
    expect(said.some((part) => part.kind === "end")).toBe(false);
    expect(sent()).toHaveLength(1);
  });

  test("words in place of JSON are sent back once with what was wrong, and never passed on", async () => {
    mock.on({ userMessage: "PERSON_7K3Q", sequenceIndex: 0 }, { content: "Sure! Here is your letter:" });
    mock.on({ userMessage: "Not valid" }, good);
    expect((await write(modelsOf([deployment("m")]))).output).toEqual({ body: "Dear" });
    expect(sent()).toHaveLength(2);
    mock.reset();
    mock.onMessage(/PERSON|Not valid/, { content: '{"body":12,"else":"x"}' });
    await expect(write(modelsOf([deployment("m")]))).rejects.toMatchObject({ code: "answer-rejected" });
  });

  test("what is refused for what it asks is asked once: 400, 401, 404", async () => {
    for (const status of [400, 401, 404]) {
      mock.reset();
      mock.onMessage("PERSON", { error: { message: "no" }, status });
      await expect(write(modelsOf([deployment("m")]))).rejects.toMatchObject({ code: "model-refused" });
      expect(sent()).toHaveLength(1);
    }
  });

  test("after so many failures the breaker opens: the next one is chosen, and the one that is out is not called", async () => {
    mock.on({ userMessage: "PERSON", model: "worse" }, { error: { message: "no" }, status: 500 });
    mock.on({ userMessage: "PERSON", model: "better" }, good);
    const models = modelsOf([{ ...deployment("worse"), rank: 0 }, deployment("better")], {
      breaker: { failures: 2, openSeconds: 600 },
    });
    for (let call = 0; call < 2; call += 1)
      await expect(write(models)).rejects.toMatchObject({ where: { model: "worse" } });
    expect(sent()).toHaveLength(6);
    const { model, choice } = models.text("write", anywhere);
    expect(choice.reason).toContain("worse failed too often");
    expect((await model.generate(letter())).output).toEqual({ body: "Dear" });
    expect(sent()).toHaveLength(7);
  });

  test("while it is out, and its breaker still closed, the row goes to the one that is left", async () => {
    mock.on({ userMessage: "PERSON", model: "better" }, good);
    const models = modelsOf([{ ...deployment("worse"), rank: 0 }, deployment("better")]);
    const { model } = models.text("write", { ...anywhere, without: ["worse"] });
    expect((await model.generate(letter())).output).toEqual({ body: "Dear" });
  });
});
