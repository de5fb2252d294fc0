// Guests that Gantry runs itself: modules of a project in a process of their own. What they are (a function, LangChain's Runnable,
// LangGraph's graph, a query engine), what they may not, and how they end.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createModels, defineModels } from "../packages/gantry/src/model/index.ts";
import type { ModelsDefinition, TextReply } from "../packages/gantry/src/model/index.ts";
import { langchain } from "./support/guests/langchain.ts";

let folder: string;
let house: Server;
let url: string;
const paths: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gantry-guest-"));
  mkdirSync(path.join(folder, ".gantry"));
  mkdirSync(path.join(folder, "data"));
  for (const place of [".gantry", "data"]) writeFileSync(path.join(folder, place, "master.key"), "a secret");
  writeFileSync(path.join(folder, "gantry.config.ts"), "");
  writeFileSync(path.join(folder, "words.txt"), "Good day.");
  symlinkSync(path.join(langchain().folder, "node_modules"), path.join(folder, "node_modules"));
  house = createServer((request, response) => {
    paths.push(request.url ?? "");
    const message = { role: "assistant", content: "The model says hello." };
    const completion = {
      id: "c",
      object: "chat.completion",
      created: 1,
      model: "m",
      choices: [{ index: 0, message, finish_reason: "stop" }],
    };
    request.resume();
    request.on("end", () =>
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(completion)),
    );
  });
  await new Promise<void>((done) => house.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(house.address() as AddressInfo).port}`;
}, 180_000);
afterAll(() => {
  house?.closeAllConnections();
  house?.close();
  rmSync(folder, { recursive: true, force: true });
});

let written = 0;

type Limits = NonNullable<ModelsDefinition["deployments"][number]["limits"]>;

/** A guest of this source. */
const guestOf = (source: string, limits: Limits = {}) => {
  const file = path.join(folder, `guest-${(written += 1)}.ts`);
  writeFileSync(file, source);
  const document = defineModels({
    deployments: [
      {
        provider: "guest",
        model: "own",
        module: pathToFileURL(file),
        zone: "inside",
        limits: { patienceSeconds: 0, ...limits },
      },
    ],
  });
  const { model } = createModels({ document }).text("write", { zones: ["inside"] });
  return (prompt = "Greet them."): Promise<TextReply> =>
    model.generate({
      task: "write",
      instructions: "Be brief.",
      facts: { name: "PERSON_7K3Q2X" },
      prompt,
      schema: { type: "object", properties: { body: { type: "string" } }, required: ["body"] },
      guest: { thread: `t-${written}`, house: { url, token: "pass" } },
      signal: new AbortController().signal,
    });
};
const bodyOf = async (reply: Promise<TextReply>): Promise<unknown> => (await reply).output["body"];

describe("a guest may be", () => {
  test("a function", async () => {
    const ask = guestOf("export const guest = ({ facts, prompt }) => ({ body: `${prompt} ${facts.name}` });");
    expect(await bodyOf(ask())).toBe("Greet them. PERSON_7K3Q2X");
  });

  test("a Runnable of LangChain's, whose model is the house", async () => {
    const ask = guestOf(`
      import { RunnableLambda } from "@langchain/core/runnables";
      import { ChatOpenAI } from "@langchain/openai";
      export const guest = RunnableLambda.from(async ({ prompt }, { configurable: { gantry } }) => {
        const model = new ChatOpenAI({ model: "auto", apiKey: gantry.token, configuration: { baseURL: gantry.url + "/v1" } });
        return { body: (await model.invoke(prompt)).content };
      });`);
    expect(await bodyOf(ask())).toBe("The model says hello.");
    expect(paths).toContain("/v1/chat/completions");
  });

  test("a graph of LangGraph's: what it interrupts itself with is the draft that a person will see", async () => {
    const ask = guestOf(`
      import { Annotation, END, MemorySaver, START, StateGraph, interrupt } from "@langchain/langgraph";
      const State = Annotation.Root({ prompt: Annotation(), body: Annotation() });
      let drafted = 0;
      export const input = ({ prompt }) => ({ prompt });
      export const output = ({ body }) => ({ body });
      export const guest = new StateGraph(State)
        .addNode("draft", ({ prompt }) => ({ body: "Draft " + (drafted += 1) + ": " + prompt }))
        .addNode("review", ({ body }) => ({ body: interrupt({ body }) }))
        .addEdge(START, "draft").addEdge("draft", "review").addEdge("review", END)
        .compile({ checkpointer: new MemorySaver() });`);
    expect(await bodyOf(ask())).toBe("Draft 1: Greet them.");
    // Asked the same again, it waits where it waited.
    expect(await bodyOf(ask())).toBe("Draft 1: Greet them.");
  });

  test("a query engine, as LlamaIndex has them", async () => {
    const ask = guestOf(`
      export const output = ({ response }) => ({ body: response });
      export const guest = { query: async ({ query }) => ({ response: "On " + query.split("\\n").at(-1), sourceNodes: [] }) };`);
    expect(await bodyOf(ask())).toBe("On Greet them.");
  });
});

describe("a guest may not", () => {
  /** One guest that tries whatever it is asked to. */
  let ask: ReturnType<typeof guestOf> | undefined;
  const tried = (attempt: string): Promise<unknown> => {
    ask ??= guestOf(`
      import { readFileSync, writeFileSync } from "node:fs";
      import { spawnSync } from "node:child_process";
      import { Worker } from "node:worker_threads";
      import dgram from "node:dgram";
      import dns from "node:dns/promises";
      import net from "node:net";
      const here = (file) => new URL(file, import.meta.url);
      const known = { readFileSync, writeFileSync, spawnSync, Worker, dgram, dns, net, here };
      const Attempt = (async () => {}).constructor;
      export const guest = async ({ prompt }) => {
        try {
          return { body: String(await new Attempt(...Object.keys(known), prompt)(...Object.values(known))) };
        } catch (error) {
          return { body: "refused: " + (error.code ?? error.cause?.message ?? error.message) };
        }
      };`);
    return bodyOf(ask(attempt));
  };

  test("see the environment, but its own files", async () => {
    expect(await tried(`return Object.keys(process.env).join();`)).toBe("");
    expect(await tried(`return readFileSync(here("./words.txt"), "utf8");`)).toBe("Good day.");
  });

  test.each([
    [`return readFileSync(here("./.gantry/master.key"), "utf8");`],
    [`return readFileSync(here("./data/master.key"), "utf8");`],
    [`return readFileSync("/etc/hostname", "utf8");`],
    [`return readFileSync("/proc/self/environ", "utf8");`],
    [`return writeFileSync(here("./left.txt"), "x");`],
    [`return spawnSync("id").error?.code ?? "ran";`],
    [`return new Worker("1", { eval: true });`],
    [`return process.binding("tcp_wrap");`],
  ])("read the house's keys, write, or start anything: %s", async (attempt) => {
    expect(await tried(attempt)).toMatch(/^refused: ERR_ACCESS_DENIED|^ERR_ACCESS_DENIED/);
  });

  test("reach anybody but the house", async () => {
    const { port } = new URL(url);
    const elsewhere = createServer((_, response) => response.end("reached"));
    await new Promise<void>((done) => elsewhere.listen(0, "127.0.0.1", done));
    const { port: other } = elsewhere.address() as AddressInfo;
    try {
      expect(await tried(`return (await fetch("http://127.0.0.1:${port}/v1/models")).status;`)).toBe("200");
      for (const attempt of [
        `return (await fetch("http://127.0.0.1:${other}/")).text();`,
        `return new Promise((done, fail) => net.connect(${other}, "127.0.0.1", () => done("reached")).on("error", fail));`,
        `return new Promise((done, fail) => net.connect("/tmp/any.sock", () => done("reached")).on("error", fail));`,
        `"use strict"; net.Socket.prototype.connect = () => "mine"; return "changed";`,
        `return dns.resolve("example.com");`,
        `return dns.lookup("example.com");`,
        `return dgram.createSocket("udp4").send("x", 53, "127.0.0.1");`,
      ])
        expect(await tried(attempt)).toMatch(/^refused: (?:a guest that Gantry runs|Cannot assign)/);
    } finally {
      elsewhere.closeAllConnections();
      elsewhere.close();
    }
  });
});

describe("a guest that goes wrong", () => {
  test("takes too long: is killed, and asked again it works", async () => {
    const ask = guestOf(
      `export const guest = ({ prompt }) => { while (prompt === "hang") {} return { body: "here" }; };`,
      { timeoutSeconds: 2 },
    );
    await expect(ask("hang")).rejects.toMatchObject({ code: "model-unreachable", retryable: true });
    expect(await bodyOf(ask())).toBe("here");
  });

  test("takes too much memory: ends, and nothing else does", async () => {
    const ask = guestOf(
      `const kept = [];
       export const guest = ({ prompt }) => { while (prompt === "eat") kept.push(Array(1e5).fill({})); return { body: "here" }; };`,
      { memoryMb: 64 },
    );
    await expect(ask("eat")).rejects.toMatchObject({ code: "model-unreachable" });
    expect(await bodyOf(ask())).toBe("here");
  });

  test("exports nothing, replies in another form, or throws: says so without its words", async () => {
    await expect(guestOf("export const other = 1;")()).rejects.toMatchObject({
      remedy: expect.stringContaining("exports"),
    });
    await expect(guestOf("export const guest = () => ({ text: 1 });")()).rejects.toMatchObject({
      code: "answer-rejected",
    });
    const failing = guestOf(`export const guest = () => { throw new Error("Ada Lovelace"); };`)();
    await expect(failing).rejects.toMatchObject({ message: 'guest "guest:own" fails (503)' });
  });
});
