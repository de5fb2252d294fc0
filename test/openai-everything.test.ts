// `/v1` with somebody's value in every place that OpenAI's request format has: what reached the provider is walked string by
// string, keys included.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startChatProvider } from "./support/chat-provider.ts";
import type { ChatAsked, ChatProvider } from "./support/chat-provider.ts";
import { openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { call } from "./support/http.ts";
import { OpenAiFailure, openAiClient } from "./support/openai-client.ts";
import type { OpenAiClient } from "./support/openai-client.ts";

let provider: ChatProvider;
let house: House;
let client: OpenAiClient;

beforeAll(async () => {
  provider = await startChatProvider();
  house = await openHouse(provider.env);
  client = openAiClient(house.url, await house.token("sales-manager"));
});
afterAll(async () => {
  await house?.close();
  await provider?.close();
});
beforeEach(() => {
  provider.answer = () => ({ text: "Good day." });
});

/** A mailbox that tells its place. */
const mailbox = (place: string): string => `ada.${place}@aldermoor.example`;

const schemaWith = (place: string): object => ({
  type: "object",
  title: mailbox(`${place}-title`),
  description: mailbox(`${place}-description`),
  $comment: mailbox(`${place}-comment`),
  "x-owner": mailbox(`${place}-extension`),
  [mailbox(`${place}-keyword`)]: true,
  properties: {
    [mailbox(`${place}-property`)]: { type: "string" },
    ada_lovelace: { type: "integer" },
    GraceHopper: { type: "integer" },
    plain: {
      type: "string",
      enum: [mailbox(`${place}-enum`)],
      const: mailbox(`${place}-const`),
      default: mailbox(`${place}-default`),
      examples: [{ [mailbox(`${place}-example-key`)]: mailbox(`${place}-example`) }],
      pattern: `^${mailbox(`${place}-pattern`).replaceAll(".", "\\.")}$`,
      format: mailbox(`${place}-format`),
    },
    named: { $ref: `#/$defs/${mailbox(`${place}-definition`)}` },
  },
  patternProperties: { [`^${mailbox(`${place}-pattern-property`).replaceAll(".", "\\.")}$`]: { type: "string" } },
  dependentRequired: { [mailbox(`${place}-dependent`)]: [mailbox(`${place}-dependent-on`)] },
  $defs: { [mailbox(`${place}-definition`)]: { type: "string" } },
  required: [mailbox(`${place}-property`), "ada_lovelace"],
});

const called = {
  id: mailbox("call-id"),
  type: "function",
  function: {
    name: "ada_lovelace_lookup",
    arguments: JSON.stringify({
      [mailbox("argument-key")]: 3,
      inner: [{ [mailbox("argument-inner-key")]: mailbox("argument") }],
      number: 442_079_460_958,
    }),
  },
};

/** A request in full, after the API's reference of `chat/completions`. */
const everything = {
  model: "auto",
  messages: [
    { role: "system", content: `Serve ${mailbox("system")}.`, name: mailbox("system-name") },
    { role: "developer", content: [{ type: "text", text: `Serve ${mailbox("developer")}.` }] },
    { role: "user", content: `I am ${mailbox("user-text")}.`, name: mailbox("user-name") },
    {
      role: "user",
      content: [{ type: "text", text: `See ${mailbox("part")} and data:image/png;base64,QWRhIExvdmVsYWNl` }],
    },
    { role: "assistant", content: `Calling for ${mailbox("assistant")}.`, tool_calls: [called] },
    { role: "tool", tool_call_id: mailbox("call-id"), content: JSON.stringify({ [mailbox("result-key")]: 1 }) },
  ],
  tools: [
    {
      type: "function",
      function: {
        name: "ada_lovelace_lookup",
        description: `Of ${mailbox("tool-description")}`,
        parameters: schemaWith("tool"),
      },
    },
  ],
  tool_choice: { type: "function", function: { name: "ada_lovelace_lookup" } },
  response_format: {
    type: "json_schema",
    json_schema: {
      name: "letter_to_ada_lovelace",
      description: mailbox("format-description"),
      schema: schemaWith("format"),
      strict: true,
    },
  },
  stop: [mailbox("stop"), "Ada Lovelace"],
  user: mailbox("user"),
  safety_identifier: mailbox("safety"),
  prompt_cache_key: mailbox("cache-key"),
  metadata: { [mailbox("metadata-key")]: mailbox("metadata") },
  service_tier: mailbox("tier"),
  prediction: { type: "content", content: mailbox("prediction") },
  web_search_options: { user_location: { type: "approximate", approximate: { city: mailbox("city") } } },
  logit_bias: { [mailbox("bias")]: 1 },
  temperature: 0.5,
};

/** Every string of some JSON, keys too, and of the JSON within its strings. */
const stringsOf = (value: unknown): readonly string[] => {
  if (typeof value === "string") {
    try {
      const inner: unknown = JSON.parse(value);
      return typeof inner === "object" ? [value, ...stringsOf(inner)] : [value];
    } catch {
      return [value];
    }
  }
  if (typeof value === "number") return [String(value)];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...stringsOf(item)]);
};

const personal = /ada[^a-z]?lovelace|grace[^a-z]?hopper|aldermoor|442079460958|QWRhIExvdmVsYWNl/i;
const left = (): readonly string[] =>
  provider.raw.flatMap((raw) => stringsOf(JSON.parse(raw))).filter((text) => personal.test(text));

const failureOf = async (body: object): Promise<OpenAiFailure> => {
  const thrown = await client.complete(body).then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown instanceof OpenAiFailure) return thrown;
  throw new Error("this was not refused", { cause: thrown });
};

test("nothing that is somebody's leaves, wherever in the request it stands", async () => {
  await client.complete(everything);
  expect(left()).toEqual([]);
  expect(JSON.stringify(provider.headers)).not.toMatch(personal);
  const { tools, response_format, stop, messages }: ChatAsked = provider.asked.at(-1) ?? { model: "", messages: [] };
  // It is still the request that was made: names that are nobody's stand, and those that were tokens agree.
  const [{ function: tool } = { function: { name: "", parameters: {} } }] = tools ?? [];
  expect(tool.parameters).toMatchObject({ type: "object", properties: { plain: { type: "string" } } });
  expect(messages.find((it) => it.role === "assistant")?.tool_calls?.[0]?.function.name).toBe(tool.name);
  expect(stop).toEqual([expect.stringMatching(/^EMAIL_/), expect.stringMatching(/^PERSON_/)]);
  expect(response_format?.json_schema?.schema).toMatchObject({ required: [expect.anything(), expect.anything()] });
});

test("names that left as tokens come back as the caller wrote them", async () => {
  provider.answer = ({ tools }) => {
    const { name = "", parameters = {} } = tools?.[0]?.function ?? {};
    const [named = ""] = Object.keys("properties" in parameters ? (parameters.properties as object) : {});
    return { calls: [{ name, arguments: JSON.stringify({ [named]: "x", ok: 1 }) }] };
  };
  const { completion } = await client.complete(everything);
  const [made] = completion.choices[0].message.tool_calls ?? [];
  expect(made?.function.name).toBe("ada_lovelace_lookup");
  expect(JSON.parse(made?.function.arguments ?? "")).toEqual({ [mailbox("tool-property")]: "x", ok: 1 });
});

test("what is no name is refused where one must stand", async () => {
  const user = { role: "user", content: "hi" };
  const odd = { ...called, function: { ...called.function, name: mailbox("called") } };
  const history = [user, { role: "assistant", content: "", tool_calls: [odd] }];
  expect(await failureOf({ model: "auto", messages: history })).toMatchObject({ status: 400 });
  const choice = { type: "function", function: { name: mailbox("choice") } };
  expect(await failureOf({ ...everything, tool_choice: choice })).toMatchObject({ status: 400 });
  const other = { type: "function", function: { name: "no_such_tool" } };
  expect(await failureOf({ ...everything, tool_choice: other })).toMatchObject({ status: 400 });
});

test("the ledger's hashes cover all that left: another stop, schema or setting is another hash", async () => {
  const compliance = await house.token("compliance");
  const hashesOf = async (more: object): Promise<string> => {
    const asked = { model: "auto", messages: [{ role: "user", content: "hi" }], ...more };
    const { headers } = await client.complete(asked);
    const { body } = await call(`${house.url}/api/ledger?run=${headers.get("x-gantry-run")}`, { token: compliance });
    const [attempted] = body as unknown as { body: { hashes: object } }[];
    return JSON.stringify(attempted?.body.hashes);
  };
  const schema = { type: "object", properties: { a: { type: "string" } } };
  const format = { type: "json_schema", json_schema: { name: "letter", schema } };
  const all = [{}, { stop: ["x"] }, { stop: ["y"] }, { response_format: format }, { seed: 7 }];
  const hashes = [];
  for (const more of all) hashes.push(await hashesOf(more));
  expect(new Set(hashes).size).toBe(all.length);
});
