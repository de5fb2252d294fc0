// Checkpoints of a guest's graph in the house: LangGraph's own suite for checkpointers, and what goes with an erasure.
import { createServer } from "node:http";
import type { Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gantrySaver } from "@gantry/client/guest";
import type { GuestAsk } from "@gantry/client/guest";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } from "vitest";
import { langchain } from "./support/guests/langchain.ts";
import type { LangGraph, Saver } from "./support/guests/langchain.ts";
import { dumpDatabase } from "./support/database.ts";
import { openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { call } from "./support/http.ts";

/** As much of a checkpointer as is used beside the suite. */
interface Tested extends Saver {
  list(config: object): AsyncIterable<{ readonly config: { readonly configurable: { readonly thread_id: string } } }>;
  put(config: object, checkpoint: object, metadata: object, anew: object): Promise<object>;
  getTuple(config: object): Promise<{ readonly checkpoint: object } | undefined>;
  deleteThread(thread: string): Promise<void>;
}

interface Initializer {
  readonly checkpointerName: string;
  createCheckpointer(): unknown;
  destroyCheckpointer(saver: Tested): Promise<void>;
}

interface Validation {
  validate(this: void, initializer: Initializer): void;
  deltaChannelHistoryTests(this: void, initializer: Initializer): void;
}

const peers = langchain();
const { BaseCheckpointSaver } = (await peers.load("@langchain/langgraph")) as LangGraph;

/** A guest that never replies: its rows stay at work, and their tokens good. */
const asks: GuestAsk[] = [];
const held: ServerResponse[] = [];
let guest: Server;
let house: House;
let run: string;

beforeAll(async () => {
  const asked = Promise.withResolvers<void>();
  guest = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      asks.push(JSON.parse(body) as GuestAsk);
      held.push(response);
      if (asks.length === 2) asked.resolve();
    });
  });
  await new Promise<void>((done) => guest.listen(0, "127.0.0.1", done));
  house = await openHouse({
    GANTRY_PROJECT: new URL("./projects/guests", import.meta.url).pathname,
    TEST_GUEST: `http://127.0.0.1:${(guest.address() as AddressInfo).port}`,
    TEST_MODELS: "http://127.0.0.1:9/v1",
    GANTRY_SECRET_GUEST: "guest-key",
    GANTRY_SECRET_MODELS: "none",
  });
  const client = await house.client("sales-manager");
  const input = { region: "EMEA", segment: "enterprise", period: "this quarter" };
  ({ run } = await client.runFlow("retention", input));
  await asked.promise;
}, 180_000);
afterAll(async () => {
  await house?.close();
  guest?.closeAllConnections();
  guest?.close();
});

const saverOf = (ask: GuestAsk | undefined): Tested => gantrySaver(BaseCheckpointSaver, ask?.house) as Tested;
const first = (): Tested => saverOf(asks[0]);

describe("LangGraph's validation of checkpointers", async () => {
  // The suite takes the test runner's words from where Jest puts them.
  Object.assign(globalThis, { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test });
  const { validate, deltaChannelHistoryTests } = (await peers.load(
    "@langchain/langgraph-checkpoint-validation",
  )) as Validation;
  let made = 0;
  const initializer: Initializer = {
    checkpointerName: "GantrySaver",
    // Each row has a limit of its own on calls.
    createCheckpointer: () => saverOf(asks[(made += 1) % asks.length]),
    destroyCheckpointer: async (saver) => {
      const threads = new Set<string>();
      for await (const { config } of saver.list({})) threads.add(config.configurable.thread_id);
      for (const thread of threads) await saver.deleteThread(thread);
    },
  };
  validate(initializer);
  deltaChannelHistoryTests(initializer);
});

const checkpoint = { v: 4, id: "1ef4f797-8335-6428-8001-8a1503f9b875", ts: "2026-11-16", channel_values: {} };
const config = { configurable: { thread_id: "of the first" } };

describe("what a guest keeps", () => {
  test("is seen by nobody but the guest of that very row", async () => {
    await first().put(config, checkpoint, { source: "input", step: 0, parents: {} }, {});
    expect(await first().getTuple(config)).toMatchObject({ checkpoint: { id: checkpoint.id } });
    expect(await saverOf(asks[1]).getTuple(config)).toBeUndefined();
    const url = `${house.url}/api/guest/checkpoints`;
    expect((await call(url, { token: await house.token("sales-manager") })).status).toBe(401);
    // Not the last letter: some of its bits say nothing.
    const forged = asks[0]?.house?.token.replace(/.(?=.{9}$)/, (letter) => (letter === "A" ? "B" : "A"));
    expect((await call(url, { token: forged ?? "" })).status).toBe(401);
  });

  test("stands in the database sealed", async () => {
    const versions = { analysis: 1 };
    const state = { ...checkpoint, channel_values: { analysis: "fewer people sign in" }, channel_versions: versions };
    await first().put(config, state, { source: "loop", step: 1, parents: {} }, versions);
    expect(await first().getTuple(config)).toMatchObject({ checkpoint: state });
    const dumped = await dumpDatabase(house);
    expect(dumped.find(({ table }) => table === "gantry.guest_parts")?.text).toContain(checkpoint.id);
    for (const { text } of dumped) expect(text).not.toMatch(/fewer people sign in|of the first/);
  });

  test("and its token opens nothing else of the house", async () => {
    const { token = "" } = asks[0]?.house ?? {};
    for (const route of ["/api/runs", `/api/runs/${run}`, "/api/flows", "/api/approvals", "/api/ledger"])
      expect((await call(`${house.url}${route}`, { token })).status).toBe(401);
    expect((await call(`${house.url}/v1/models`, { token })).status).toBe(200);
  });

  test("nothing can be kept any more once the run has ended", async () => {
    await (await house.client("sales-manager")).cancel(run);
    await expect(first().getTuple(config)).rejects.toMatchObject({ code: "expired" });
  });
});
