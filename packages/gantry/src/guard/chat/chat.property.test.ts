// However a reply is cut, it reads the same, and no piece of it shows half a token or half a key.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChatPart, ChatRequest } from "../../model/index.ts";
import { policyOf } from "../testing/sample.ts";
import { newKeys } from "../keys.ts";
import { createReplyReader } from "./reply.ts";
import { createConversationTokens } from "./tokens.ts";
import { columnsOf, decideChat, piecesOf } from "./pieces.ts";
import { treatChat } from "./treat.ts";

const keys = newKeys();
const tokens = createConversationTokens(keys, "u1", "c1");
const names = ["Ada Lovelace", 'Grace "Amazing" Hopper', "Zoë\nMüller"];
const issued = names.map((name) => tokens.tokenOf("person.name", name));
const key = "sk-live-abcdefghijklmnop1234";
const pem = `-----BEGIN PRIVATE KEY-----\n${"QUJD".repeat(30)}\n-----END PRIVATE KEY-----`;

const word = fc.oneof(
  fc.constantFrom(
    ...issued,
    ...issued.map((it) => `${it}s`),
    "PERSON_",
    "PERSON_9Z9Z9Z",
    key,
    pem,
    "MAX_RETRIES",
    "-----BEGIN",
  ),
  fc.string({ maxLength: 12 }),
);
const reply = fc.array(word, { maxLength: 12 }).map((words) => words.join(" "));
const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 40 });

const piecesBy = (text: string, lengths: readonly number[]): readonly string[] => {
  const pieces: string[] = [];
  for (let at = 0, turn = 0; at < text.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? 1;
    pieces.push(text.slice(at, at + length));
    at += length;
  }
  return pieces;
};

const end: ChatPart = { kind: "end", reason: "stop", usage: { input: 0, output: 0, cost: 0 } };
const shownOf = (pieces: readonly string[], isJson = false): readonly string[] => {
  const reader = createReplyReader(tokens, { isJson, offered: new Set() });
  return [...pieces.map((text): ChatPart => ({ kind: "text", text })), end].flatMap((part) =>
    reader.read(part).flatMap((it) => (it.kind === "text" ? [it.text] : [])),
  );
};

test("a stream reads as the whole does, wherever it is cut, and holds no token, no key and no unknown token", () => {
  fc.assert(
    fc.property(reply, cuts, (text, lengths) => {
      const whole = shownOf([text]).join("");
      expect(shownOf(piecesBy(text, lengths)).join("")).toBe(whole);
      expect(whole).not.toContain(key);
      expect(whole).not.toContain("QUJDQUJD");
      expect(whole).not.toMatch(/PERSON_(?:[2-9][A-HJKMNP-TV-Z]){3}(?![A-Z0-9_])/);
    }),
    { numRuns: 2_000 },
  );
});

test("JSON stays JSON when its tokens are restored", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...issued)), cuts, (words, lengths) => {
      const shown = shownOf(piecesBy(JSON.stringify({ names: words }), lengths), true).join("");
      expect(JSON.parse(shown)).toEqual({ names: words.map((it) => names[issued.indexOf(it)]) });
    }),
  );
});

describe("a call of a tool", () => {
  const call = (index: number, name: string): readonly ChatPart[] => [
    { kind: "call", index, id: `call_${index}`, name },
    { kind: "arguments", index, text: '{"to":' },
    { kind: "arguments", index, text: '"all"}' },
  ];
  const called = (...parts: readonly ChatPart[]) => {
    const reader = createReplyReader(tokens, { isJson: false, offered: new Set(["find_customer"]) });
    const last: ChatPart = { kind: "end", reason: "tool-calls", usage: { input: 0, output: 0, cost: 0 } };
    return { shown: [...parts, last].flatMap((part) => reader.read(part)), flags: [...reader.flags] };
  };

  test("that was not offered is left out, its arguments with it, and flagged", () => {
    const { shown, flags } = called(...call(0, "mail_send"));
    expect(shown).toMatchObject([{ kind: "end", reason: "stop" }]);
    expect(flags).toEqual(["the reply called a tool that was not offered, which is left out"]);
  });

  test("that was offered stays, first where another before it is left out", () => {
    const { shown } = called(...call(0, "mail_send"), ...call(1, "find_customer"));
    expect(new Set(shown.map((part) => ("index" in part ? part.index : part.kind)))).toEqual(new Set([0, "end"]));
    expect(shown[0]).toMatchObject({ kind: "call", id: "call_1", name: "find_customer" });
    expect(shown.at(-1)).toMatchObject({ reason: "tool-calls" });
  });
});

const request = (texts: readonly string[]): ChatRequest => ({
  messages: texts.map((text) => ({ role: "user", parts: [{ kind: "text", text }] })),
  tools: [
    {
      name: "find_customer",
      description: "Ask ada@aldermoor.example before using it",
      parameters: { type: "object", properties: { title: { type: "string", enum: ["Ada Lovelace", "all"] } } },
    },
  ],
  streamed: false,
  signal: new AbortController().signal,
});

const outside = { kind: "model", zone: "outside", name: "m" } as const;
const treated = (texts: readonly string[], owner = "u1") => {
  const own = createConversationTokens(newKeysOnce, owner, "c1");
  const policies = [policyOf()];
  const asked = request(texts);
  const decisions = decideChat(piecesOf(asked), policies, outside);
  const options = { policies, destination: outside, tokens: own, vocabulary: new Set<string>() };
  const { request: chat } = treatChat(asked, decisions, options);
  return { chat, columns: columnsOf(decisions), said: chat.messages.map((it) => (it.role === "user" ? it.parts : [])) };
};
const newKeysOnce = newKeys();

test("a message is masked the same when the conversation goes on, and what was told once is found in what follows", () => {
  const first = "Ms Ada Lovelace (ada@aldermoor.example) called.";
  const short = treated([first]);
  const long = treated([first, "lovelace wants her mail to ADA@aldermoor.example back"]);
  expect(long.said[1]).toEqual(short.said[1]);
  expect(JSON.stringify(long.chat)).not.toMatch(/lovelace|hopper|aldermoor/i);
  const token = /PERSON_\w{6}/.exec(JSON.stringify(short.said))?.[0] ?? "none";
  expect(JSON.stringify(long.said[2])).toContain(token);
  expect(JSON.stringify(treated([first], "u2").said)).not.toContain(token);
});

test("schemas are searched where somebody wrote words, and keep their form", () => {
  const [tool] = treated(["hi"]).chat.tools;
  expect(tool?.description).toMatch(/^Ask EMAIL_\w{6} before using it$/);
  expect(tool?.parameters).toMatchObject({
    type: "object",
    properties: { title: { type: "string", enum: [expect.stringMatching(/^PERSON_/), "all"] } },
  });
});

const treatedTool = (properties: readonly string[]): object => {
  const own = createConversationTokens(newKeysOnce, "u1", "c1");
  const policies = [policyOf()];
  const parameters = {
    type: "object",
    properties: Object.fromEntries(
      properties.map((it) => [it, { type: "string", maxLength: 4, pattern: "^[A-Z]{3}$" }]),
    ),
    required: properties,
  };
  const asked = { ...request(["hi"]), tools: [{ name: "find_customer", parameters }] };
  const decisions = decideChat(piecesOf(asked), policies, outside);
  const options = { policies, destination: outside, tokens: own, vocabulary: new Set<string>() };
  return treatChat(asked, decisions, options).request.tools[0]?.parameters ?? {};
};

test("names that programs give their fields stand as they are", () => {
  const usual =
    "id name first_name lastName email max_tokens maxItems pageSize orderId bill_amount grace_period markDone willPay due_date georgia_region customer address.street $filter user_agent iban phone created_at isActive MAX_RESULTS ORDER_STATUS".split(
      " ",
    );
  expect(treatedTool(usual)).toMatchObject({
    properties: Object.fromEntries(usual.map((it) => [it, { type: "string", maxLength: 4, pattern: "^[A-Z]{3}$" }])),
    required: usual,
  });
});

test("a name that tells of somebody is a token, the same wherever it stands", () => {
  const telling = [
    "ada_lovelace",
    "AdaLovelace_id",
    "ask-ada-lovelace",
    "grace_hopper",
    "GraceHopper",
    "DE89370400440532013000",
    "ada@aldermoor.example",
  ];
  const { properties = {}, required } = treatedTool(telling) as { properties?: object; required?: readonly string[] };
  expect(Object.keys(properties)).toEqual(required);
  expect(JSON.stringify(properties)).not.toMatch(/lovelace|hopper|aldermoor|DE8937/i);
  expect(new Set(required).size).toBe(telling.length);
});
