// What stands first in a prompt is the same for every row of a step, and is marked where a provider keeps it for that.
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createModels, defineModels } from "../index.ts";
import type { TextRequest } from "../index.ts";

/** As it came over the wire. */
const bodies: string[] = [];
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      bodies.push(text);
      response.writeHead(400, { "content-type": "application/json" }).end('{"error":{"message":"no"}}');
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  // Listening on a port, it has an address with one.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});

afterAll(() => new Promise((done) => server.close(done)));

const row = (mark: string): TextRequest => ({
  task: "write",
  instructions: "Write a letter.",
  aside: `X is ${mark}.`,
  facts: {},
  prompt: `⟦data ${mark}⟧\nRow ${mark}\n⟦end ${mark}⟧`,
  schema: { type: "object", properties: { body: { type: "string", maxLength: 20 } }, required: ["body"] },
  signal: new AbortController().signal,
});

/** What two rows send. */
async function sentBy(provider: "anthropic" | "openai" | "compatible"): Promise<readonly [string, string]> {
  bodies.length = 0;
  const document = defineModels({ deployments: [{ provider, model: "m", url, key: { secret: "key" } }] });
  const { model } = createModels({ document, secret: () => "sk" }).text("write", { zones: ["outside"] });
  for (const mark of ["0a1b2c", "9f8e7d"])
    await expect(model.generate(row(mark))).rejects.toMatchObject({ code: "model-refused" });
  const [one = "", other = ""] = bodies;
  return [one, other];
}

interface Anthropic {
  readonly system: readonly { readonly text: string; readonly cache_control?: { readonly type: string } }[];
}
interface OpenAI {
  readonly prompt_cache_key?: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

test("Anthropic gets it as a part of its own, with cache control, and what changes behind it", async () => {
  const [one, other] = (await sentBy("anthropic")).map((body) => JSON.parse(body) as Anthropic);
  expect(one?.system.map((it) => it.cache_control?.type)).toEqual(["ephemeral", undefined]);
  expect(one?.system[0]).toEqual(other?.system[0]);
  expect(one?.system[0]?.text).toMatch(/^Write a letter\.[\s\S]*at most 20 characters/);
  expect(one?.system[1]?.text).toBe("X is 0a1b2c.");
});

test("OpenAI gets one message that begins with it, and a key that tells equal beginnings; others the message", async () => {
  const [one, other] = (await sentBy("openai")).map((body) => JSON.parse(body) as OpenAI);
  expect(one?.prompt_cache_key).toMatch(/^[0-9a-f]{32}$/);
  expect(one?.prompt_cache_key).toBe(other?.prompt_cache_key);
  const system = one?.messages[0]?.content ?? "";
  expect(system.endsWith("X is 0a1b2c.")).toBe(true);
  expect(other?.messages[0]?.content).toBe(system.replace("0a1b2c", "9f8e7d"));
  const [third] = (await sentBy("compatible")).map((body) => JSON.parse(body) as OpenAI);
  expect(third?.messages.map((it) => it.role)).toEqual(["system", "user"]);
  expect(third?.prompt_cache_key).toBeUndefined();
});
