import { GantryError } from "@gantry/contract";
import { afterEach, describe, expect, test } from "vitest";
import { createModels, testModels } from "../index.ts";
import type { TextReply, TextRequest } from "../index.ts";
import { startStandIn } from "./stand-in.ts";
import type { Received, Reply, StandIn } from "./stand-in.ts";

const anywhere = { zones: ["inside", "partner", "outside"] } as const;
const key = "sk-very-secret-0001";
const secret = "PERSON_7K3 complains about the centrifuge";
const schema = {
  type: "object",
  properties: { subject: { type: "string", maxLength: 20 }, body: { type: "string", maxLength: 500 } },
  required: ["subject", "body"],
};
const good = JSON.stringify({ subject: "Hello", body: "A letter" });

let standIn: StandIn | undefined;
afterEach(() => standIn?.close());

const environmentOf = (url: string, more: Record<string, string> = {}): Record<string, string> => ({
  GANTRY_MODEL_URL: url,
  GANTRY_MODEL_KEY: key,
  GANTRY_MODEL_NAME: "stand-in",
  ...more,
});

const request = (signal = new AbortController().signal): TextRequest => ({
  task: "write",
  instructions: "Write a letter.",
  facts: {},
  prompt: `Data:\n${secret}`,
  schema,
  signal,
});

const ask = async (
  answer: (request: Received, count: number) => Reply,
  more: Record<string, string> = {},
  asked = request(),
): Promise<TextReply> => {
  standIn = await startStandIn(answer);
  const models = createModels({ environment: environmentOf(standIn.url, more), retry: { baseDelay: 1 } });
  return models.text("write", anywhere).model.generate(asked);
};

const failure = async (promise: Promise<unknown>): Promise<GantryError> => {
  const thrown = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof GantryError)) throw new Error(`expected a GantryError, got ${String(thrown)}`);
  return thrown;
};

describe("a model behind an OpenAI-compatible address", () => {
  test("gets instructions, data and the schema, and its reply comes back as an object with its cost", async () => {
    const reply = await ask(() => ({ content: good }), { GANTRY_MODEL_PRICE: "1,10" });
    expect(reply.output).toEqual({ subject: "Hello", body: "A letter" });
    expect(reply.usage).toEqual({ input: 100, output: 20, cost: 0.0003 });
    const [got] = standIn?.received ?? [];
    expect(got?.path).toBe("/v1/chat/completions");
    expect(got?.authorization).toBe(`Bearer ${key}`);
    expect(got?.body.model).toBe("stand-in");
    expect(got?.body.response_format?.type).toBe("json_schema");
    expect(got?.body.response_format?.json_schema?.schema).toMatchObject({ additionalProperties: false });
    expect(JSON.stringify(got?.body.messages)).toContain(secret);
  });

  test("is called again after 429, 500 and a broken body, by us alone", async () => {
    const replies: Reply[] = [
      { status: 429, retryAfter: "0" },
      { status: 500 },
      { raw: "<html>gateway</html>" },
      { content: good },
    ];
    const reply = await ask((_, count) => replies[count] ?? { content: good });
    expect(reply.output["subject"]).toBe("Hello");
    expect(standIn?.received).toHaveLength(4);
  });

  test.each([
    [429, "model-unreachable", 4],
    [503, "model-unreachable", 4],
    [401, "model-refused", 1],
    [404, "model-refused", 1],
  ] as const)("that keeps answering %i ends in %s after %i calls", async (status, code, calls) => {
    const error = await failure(ask(() => ({ status, error: `bad ${key} ${secret}` })));
    expect(error.code).toBe(code);
    expect(standIn?.received).toHaveLength(calls);
    expect(error.message).toContain("compatible:stand-in");
    expect(error.remedy).toBeTruthy();
    const all = JSON.stringify({ ...error.toProblem(), stack: error.stack, cause: String(error.cause) });
    expect(all).not.toContain(key);
    expect(all).not.toContain("centrifuge");
  });

  test("that does not answer in time ends in an error that says so", async () => {
    const error = await failure(ask(() => "hang", { GANTRY_MODEL_TIMEOUT: "0.05" }));
    expect(error.code).toBe("model-unreachable");
    expect(error.message).toContain("did not answer within");
    expect(standIn?.received).toHaveLength(4);
  });

  test("is cancelled with the run, without another call", async () => {
    const controller = new AbortController();
    const error = await failure(
      ask(
        () => {
          controller.abort();
          return "hang";
        },
        {},
        request(controller.signal),
      ),
    );
    expect(error.code).toBe("cancelled");
    expect(standIn?.received).toHaveLength(1);
  });

  test("that breaks the form is told what was wrong, once", async () => {
    const reply = await ask((_, count) => ({ content: count === 0 ? "Sure! Here it is." : good }));
    expect(reply.output["body"]).toBe("A letter");
    expect(reply.usage.input).toBe(200);
    expect(JSON.stringify(standIn?.received[1]?.body.messages)).toContain("not a JSON object");
  });

  test("that breaks the form twice is rejected: nothing wrong is passed on", async () => {
    const tooLong = JSON.stringify({ subject: "A subject far longer than allowed", body: "x", extra: 1 });
    const error = await failure(ask(() => ({ content: tooLong })));
    expect(error.code).toBe("answer-rejected");
    expect(error.message).toContain("subject: too_big");
    expect(error.message).not.toContain("longer than allowed");
    expect(standIn?.received).toHaveLength(2);
  });

  test("that takes no JSON schema is asked in words instead", async () => {
    const reply = await ask((it) =>
      it.body.response_format === undefined
        ? { content: "```json\n" + good + "\n```" }
        : { status: 400, error: "response_format json_schema is not supported" },
    );
    expect(reply.output["subject"]).toBe("Hello");
    expect(standIn?.received).toHaveLength(2);
  });

  test("that declines is an error of its own, and is not asked again", async () => {
    const error = await failure(ask(() => ({ content: "", finish: "content_filter" })));
    expect(error.code).toBe("model-refused");
    expect(standIn?.received).toHaveLength(1);
  });
});

describe("OPENAI_BASE_URL", () => {
  test("sends what would go to OpenAI to a corporate address", async () => {
    standIn = await startStandIn(() => ({ content: good }));
    const models = createModels({
      environment: { OPENAI_API_KEY: key, OPENAI_BASE_URL: standIn.url, GANTRY_MODEL: "openai:gpt-5-mini" },
    });
    const { model, choice } = models.text("write", anywhere);
    await model.generate(request());
    expect(choice.deployment).toMatchObject({ name: "openai:gpt-5-mini", zone: "outside" });
    expect(standIn.received[0]).toMatchObject({ path: "/v1/chat/completions", body: { model: "gpt-5-mini" } });
  });
});

describe("the other makers' protocols", () => {
  const anthropic = JSON.stringify({
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: "claude",
    content: [{ type: "text", text: good }],
    stop_reason: "end_turn",
    stop_sequence: null,
    usage: { input_tokens: 1000, output_tokens: 100 },
  });
  const google = JSON.stringify({
    candidates: [{ content: { role: "model", parts: [{ text: good }] }, finishReason: "STOP", index: 0 }],
    usageMetadata: { promptTokenCount: 1000, candidatesTokenCount: 100, totalTokenCount: 1100 },
  });

  test.each([
    ["Anthropic", anthropic, "ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL", "/v1/messages", 0.0045],
    ["Google", google, "GOOGLE_GENERATIVE_AI_API_KEY", "GOOGLE_BASE_URL", "/v1/models/", 0.00055],
  ])("%s's: asked for JSON, read, and paid for", async (_, raw, keyName, urlName, path, cost) => {
    standIn = await startStandIn(() => ({ raw }));
    const models = createModels({ environment: { [keyName]: key, [urlName]: standIn.url } });
    const reply = await models.text("write", anywhere).model.generate(request());
    expect(reply.output).toEqual({ subject: "Hello", body: "A letter" });
    expect(reply.usage).toEqual({ input: 1000, output: 100, cost });
    expect(standIn.received[0]?.path).toContain(path);
    expect(JSON.stringify(standIn.received[0]?.body)).toContain("at most 20 characters");
  });
});

describe("gantry model test", () => {
  const sum = JSON.stringify({ sum: 42, word: "signal" });

  test("reports a model that answers, with its latency and cost", async () => {
    standIn = await startStandIn(() => ({ content: sum }));
    const [it] = await testModels({ environment: environmentOf(standIn.url) }, new AbortController().signal);
    expect(it).toMatchObject({ deployment: "compatible:stand-in", zone: "outside", ok: true });
    expect(it?.latency).toBeGreaterThanOrEqual(0);
  });

  test("reports a model that does not, with what would mend it, after one call", async () => {
    standIn = await startStandIn(() => ({ status: 500 }));
    const [it] = await testModels({ environment: environmentOf(standIn.url) }, new AbortController().signal);
    expect(it).toMatchObject({ ok: false, problem: { code: "model-unreachable" } });
    expect(it?.problem?.remedy).toBeTruthy();
    expect(standIn.received).toHaveLength(1);
  });

  test("reports an address where nobody listens", async () => {
    standIn = await startStandIn(() => "hang");
    const { url } = standIn;
    await standIn.close();
    const [it] = await testModels({ environment: environmentOf(url) }, new AbortController().signal);
    expect(it).toMatchObject({ ok: false, problem: { code: "model-unreachable" } });
  });
});
