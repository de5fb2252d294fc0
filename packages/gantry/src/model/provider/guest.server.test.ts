// A guest over HTTP, as one that we did not write might behave.
import { createServer } from "node:http";
import type { IncomingHttpHeaders, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createModels, defineModels } from "../index.ts";
import type { ModelsDefinition, TextReply } from "../index.ts";

interface Said {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Closes the connection and says nothing. */
  readonly breaks?: boolean;
}

let server: Server;
let says: Said[];
let heard: { readonly headers: IncomingHttpHeaders; readonly body: Readonly<Record<string, unknown>> }[];

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      heard.push({ headers: request.headers, body: JSON.parse(text) as Record<string, unknown> });
      const {
        status = 200,
        headers = {},
        body = { output: { body: "Good day." } },
        breaks = false,
      } = says.shift() ?? {};
      if (breaks) return void request.socket.destroy();
      response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  [says, heard] = [[], []];
});

type Limits = NonNullable<ModelsDefinition["deployments"][number]["limits"]>;

const ask = (limits: Limits = {}): Promise<TextReply> => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const document = defineModels({
    deployments: [{ provider: "guest", model: "letters", url, key: { secret: "guest" }, limits }],
  });
  const { model } = createModels({ document, secret: () => "the key" }).text("write", { zones: ["outside"] });
  return model.generate({
    task: "write",
    instructions: "Be brief.",
    aside: "Marks are of this call.",
    facts: { name: "PERSON_7K3Q2X" },
    prompt: "Greet PERSON_7K3Q2X.",
    schema: { type: "object", properties: { body: { type: "string", maxLength: 20 } }, required: ["body"] },
    guest: { thread: "t-1", house: { url: "http://house", token: "pass" } },
    signal: new AbortController().signal,
  });
};

test("is told all that it needs, under its key, and its reply is the row's", async () => {
  expect(await ask()).toEqual({
    output: { body: "Good day." },
    arguments: [],
    usage: { input: 0, output: 0, cost: 0 },
  });
  const [first] = heard;
  expect(first?.headers.authorization).toBe("Bearer the key");
  expect(first?.body).toMatchObject({
    gantry: 1,
    thread: "t-1",
    task: "write",
    instructions: "Be brief.\n\nMarks are of this call.",
    facts: { name: "PERSON_7K3Q2X" },
    house: { url: "http://house", token: "pass" },
  });
});

test("what it interrupts itself with is a draft", async () => {
  says = [{ body: { interrupt: { body: "Shall I?" } } }];
  expect((await ask()).output).toEqual({ body: "Shall I?" });
});

test("is waited for while it is away, and asked the very same again", async () => {
  says = [{ status: 503 }, { breaks: true }, { status: 429, headers: { "retry-after": "0" } }];
  expect((await ask()).output).toEqual({ body: "Good day." });
  expect(heard).toHaveLength(4);
  expect(new Set(heard.map(({ body }) => JSON.stringify(body))).size).toBe(1);
});

test.each([
  [{ status: 503 }, "model-unreachable", true],
  [{ breaks: true }, "model-unreachable", true],
  [{ status: 401 }, "model-refused", false],
  [{ body: "hello" }, "answer-rejected", false],
  [{ body: { output: { text: "hello" } } }, "answer-rejected", false],
  [{ body: { output: { body: "longer than it was asked for" } } }, "answer-rejected", false],
  [{ body: { output: { body: "fine", more: "than asked for" } } }, "answer-rejected", false],
] as const)("%j is %s, told without its words", async (said, code, retryable) => {
  says = [said];
  const failed = ask({ patienceSeconds: 0 });
  await expect(failed).rejects.toMatchObject({ code, retryable, where: { model: "guest:letters" } });
  await expect(failed).rejects.not.toThrow(/hello|longer/);
  expect(heard).toHaveLength(1);
});

test.each([
  [{}, /"guest" needs a url, or a module/],
  [{ url: "http://a.example", module: new URL("file:///a.ts") }, /a module is a file, of a guest without a url/],
  [{ module: new URL("http://a.example/a.ts") }, /a module is a file/],
  [{ url: "http://a.example", modality: "image" as const }, /a guest writes text/],
  [{ url: "http://a.example", limits: { timeoutSeconds: 4000 } }, /an hour at most/],
])("a deployment of %j is refused", (more, why) => {
  expect(() => defineModels({ deployments: [{ provider: "guest", model: "letters", ...more }] })).toThrow(why);
});

test("it is no model behind /v1, and plans nothing: it does what it is there for", () => {
  const document = defineModels({ deployments: [{ provider: "guest", model: "letters", url: "http://a.example" }] });
  const models = createModels({ document });
  expect(models.chats).toEqual([]);
  expect(models.text("plan", { zones: ["outside", "inside"] }).model.deployment.name).toBe("builtin/rules");
});
