// What a language model replied is found again by what it was told, and by nothing else.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openInbox, takeReplies } from "./bridge.ts";
import { startRecordedPlanner } from "./endpoint.ts";
import { keyOf } from "./exchange.ts";
import type { Prompt } from "./exchange.ts";
import { openRecorded } from "./recorded.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "gantry-replies-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const schema = { type: "object", properties: { flow: { type: "string" }, steps: { type: "array" } } };
const promptAbout = (name: string, more = ""): Prompt => ({
  messages: [
    { role: "system", content: "Plan." },
    { role: "user", content: `Catalog:\ncrm.accounts${more}\n\nQuestion:\nWhere is ${name}?` },
  ],
  schema,
});

const record = (prompt: Prompt, reply: string, kind = "json") => {
  const file = path.join(folder, "replies.json");
  const recorded = openRecorded(file);
  openInbox(folder)(prompt);
  const [last = ""] = readdirSync(path.join(folder, "inbox")).toSorted().toReversed();
  mkdirSync(path.join(folder, "outbox"), { recursive: true });
  writeFileSync(path.join(folder, "outbox", last.replace("json", kind)), reply);
  return { ...takeReplies(folder, recorded), recorded: openRecorded(file), file };
};

test("a reply is found for the same prompt, with that prompt's own tokens", () => {
  const { recorded } = record(promptAbout("COMPANY_2X9B"), '{"sql":"name = \'COMPANY_2X9B\'"}');
  expect(recorded.find(promptAbout("COMPANY_8Y4D"))).toBe('{"sql":"name = \'COMPANY_8Y4D\'"}');
});

test("a prompt that says anything else is another one", () => {
  const { recorded } = record(promptAbout("COMPANY_2X9B"), "{}");
  expect(recorded.find(promptAbout("COMPANY_2X9B", " key id"))).toBeUndefined();
  expect(recorded.find({ ...promptAbout("COMPANY_2X9B"), schema: {} })).toBeUndefined();
});

test("the inbox has what a model is told and no more, each prompt once", () => {
  const put = openInbox(folder);
  put(promptAbout("COMPANY_2X9B"));
  put(promptAbout("COMPANY_8Y4D"));
  put(promptAbout("COMPANY_8Y4D", " key id"));
  openInbox(folder)(promptAbout("COMPANY_1A2B"));
  expect(readdirSync(path.join(folder, "inbox"))).toEqual(["001.json", "002.json"]);
  const first = JSON.parse(readFileSync(path.join(folder, "inbox", "001.json"), "utf8")) as Prompt;
  expect(Object.keys(first)).toEqual(["messages", "schema"]);
  expect(keyOf(first)).toBe(keyOf(promptAbout("COMPANY_2X9B")));
});

test("a reply in a code fence is taken as the object it is, one that is none as its text; what waits is told", () => {
  const fenced = record(promptAbout("COMPANY_2X9B"), '```json\n{"flow":"none"}\n```', "txt");
  expect(fenced.recorded.find(promptAbout("COMPANY_2X9B"))).toBe('{"flow":"none"}');
  const other = record(promptAbout("COMPANY_2X9B", " key id"), "I can't.", "txt");
  expect(other.recorded.find(promptAbout("COMPANY_2X9B", " key id"))).toBe("I can't.");
  openInbox(folder)(promptAbout("COMPANY_2X9B", " more"));
  expect(takeReplies(folder, openRecorded(other.file))).toEqual({ taken: 2, waiting: ["003"] });
});

test("what is not recorded is declined, counted and handed on; what is no plan is refused", async () => {
  const { recorded } = record(promptAbout("COMPANY_2X9B"), '{"flow":"asked"}');
  const missed: Prompt[] = [];
  const planner = await startRecordedPlanner(recorded, (it) => missed.push(it));
  const ask = async (prompt: Prompt) => {
    const format = { type: "json_schema", json_schema: { schema: prompt.schema } };
    const response = await fetch(`${planner.env["GANTRY_MODEL_URL"]}/chat/completions`, {
      method: "POST",
      body: JSON.stringify({ model: "recorded", messages: prompt.messages, response_format: format }),
    });
    return { status: response.status, text: await response.text() };
  };
  try {
    expect((await ask(promptAbout("COMPANY_8Y4D"))).text).toContain(String.raw`{\"flow\":\"asked\"}`);
    expect((await ask(promptAbout("COMPANY_8Y4D", " key id"))).text).toContain("Nothing is recorded");
    expect((await ask({ ...promptAbout("x"), schema: { properties: { body: {} } } })).status).toBe(400);
    expect([planner.missed, missed.length, planner.told.length]).toEqual([1, 1, 2]);
  } finally {
    await planner.close();
  }
});
