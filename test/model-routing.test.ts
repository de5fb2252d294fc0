// Two providers of the same models, vectors, pictures, and budgets: as a client of `/v1` and the command line see them.
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodePng, rasterize } from "../examples/meridian/src/raster/index.ts";
import { startChatProvider } from "./support/chat-provider.ts";
import type { ChatProvider } from "./support/chat-provider.ts";
import { gantry, openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { OpenAiFailure, openAiClient } from "./support/openai-client.ts";
import type { OpenAiClient } from "./support/openai-client.ts";

let first: ChatProvider;
let second: ChatProvider;
let house: House;
let client: OpenAiClient;

beforeAll(async () => {
  [first, second] = await Promise.all([startChatProvider("sk-models"), startChatProvider("sk-models")]);
  house = await openHouse({
    GANTRY_PROJECT: new URL("./projects/models", import.meta.url).pathname,
    TEST_MODELS: `${first.url} ${second.url}`,
    GANTRY_SECRET_MODELS: "sk-models",
  });
  client = openAiClient(house.url, await house.token("sales-manager"));
});
afterAll(async () => {
  await house?.close();
  await Promise.all([first?.close(), second?.close()]);
});

const ask = (content: string, model = "gpt-4o") => ({ model, messages: [{ role: "user", content }] });
const receiptOf = async (run: string | null) => (await house.client("sales-manager")).receipt(run ?? "");

describe("vectors and pictures", () => {
  test("are made of masked texts; the same name has the same token for every caller", async () => {
    const body = { model: "embed-1", input: ["Ada Lovelace, ada@aldermoor.example", "pumps"] };
    expect(await client.send("embeddings", body)).toMatchObject({
      object: "list",
      data: [
        { index: 0, embedding: [expect.any(Number), 0.5] },
        { index: 1, embedding: [5, 0.5] },
      ],
      usage: { prompt_tokens: 7, total_tokens: 7 },
    });
    await openAiClient(house.url, await house.token("sales-director")).send("embeddings", body);
    expect(first.raw.at(-1)).toBe(first.raw.at(-2));
    expect(first.raw.join("\n")).not.toMatch(/Ada|Lovelace|aldermoor/);
    const packed = await client.send("embeddings", { ...body, input: "pumps", encoding_format: "base64" });
    expect(packed).toMatchObject({
      data: [{ embedding: Buffer.from(Float32Array.of(5, 0.5).buffer).toString("base64") }],
    });
  });

  test("are drawn, and never as an address", async () => {
    const body = { model: "auto", prompt: "A pump for Ada Lovelace", size: "512x512" };
    expect(await client.send("images/generations", body)).toMatchObject({ data: [{ b64_json: "iVBORw0KGgo=" }] });
    expect(first.raw.at(-1)).toMatch(/A pump for PERSON_\w{6}/);
    await expect(client.send("images/generations", { ...body, response_format: "url" })).rejects.toMatchObject({
      status: 400,
      failure: { param: "response_format" },
    });
  });
});

describe("a picture in a chat", () => {
  const drawing = rasterize('<svg><rect width="8" height="8" rx="2" fill="#3366cc"/></svg>', 8, 8);
  const noted = encodePng(drawing, { texts: { Author: "Ada Lovelace" }, exif: Buffer.from("MM\0*GPS 47.37") });
  const plain = encodePng(drawing);
  const shows = (picture: Buffer, type = "image/png") => ({
    model: "second",
    messages: [
      {
        role: "user",
        content: [{ type: "image_url", image_url: { url: `data:${type};base64,${picture.toString("base64")}` } }],
      },
    ],
  });

  test("leaves without what it says of itself, and the receipt knows its bytes", async () => {
    const { headers } = await client.complete(shows(noted));
    expect(second.raw.at(-1)).toContain(plain.toString("base64"));
    const { egresses } = await receiptOf(headers.get("x-gantry-run"));
    const sha256 = createHash("sha256").update(plain).digest("hex");
    expect(egresses[0]?.images).toMatchObject([{ sha256, mediaType: "image/png", dropped: ["tEXt", "eXIf"] }]);
  });

  test("of a kind that can't be stripped does not leave", async () => {
    const before = second.raw.length;
    const gif = Buffer.from("GIF89a of Ada Lovelace");
    await expect(client.complete(shows(gif, "image/gif"))).rejects.toMatchObject({
      status: 400,
      failure: { code: "bad-input" },
    });
    expect(second.raw.length).toBe(before);
  });
});

describe("a name that two deployments share", () => {
  test("goes to the one with the least price × latency, with its own headers, and the receipt says why", async () => {
    const { headers } = await client.complete(ask("hi"));
    expect(headers.get("x-gantry-model")).toBe("first");
    expect(first.headers.at(-1)).toMatchObject({ "x-team": "sales", authorization: "Bearer sk-models" });
    const { egresses } = await receiptOf(headers.get("x-gantry-run"));
    expect(egresses[0]?.reason).toMatch(/^least of 2 by price × latency: \$/);
  });

  test("falls back when that one fails, leaves it alone after so many failures, and all of it is in the receipt", async () => {
    first.answer = () => ({ status: 503, headers: { "retry-after": "0" } });
    const before = first.asked.length;
    for (const _ of [1, 2]) {
      const { headers, completion } = await client.complete(ask("hi"));
      expect(completion.choices[0].message.content).toBe("Good day.");
      expect(headers.get("x-gantry-model")).toBe("second");
      const { egresses } = await receiptOf(headers.get("x-gantry-run"));
      expect(egresses.map(({ destination, status, reason }) => [destination, status, reason])).toEqual([
        ["first", "failed", expect.stringContaining("least of 2")],
        ["second", "done", "fallback behind first"],
      ]);
    }
    // Four attempts each, by us alone.
    expect(first.asked.length - before).toBe(8);
    const { headers } = await client.complete(ask("hi"));
    expect(first.asked.length - before).toBe(8);
    const { egresses } = await receiptOf(headers.get("x-gantry-run"));
    expect(egresses).toMatchObject([
      { destination: "second", reason: "the only one that may (first failed too often)" },
    ]);
    const { models } = await (await house.client("sales-manager")).models();
    expect(models.filter(({ name }) => /first|second/.test(name))).toMatchObject([
      { name: "first", breaker: "open", priceFrom: "configured" },
      { name: "second", breaker: "closed", latency: expect.any(Number) },
    ]);
  });
});

describe("budgets", () => {
  test("a call that would overdraw one does not leave, and the error names it", async () => {
    const analyst = openAiClient(house.url, await house.token("analyst"));
    const body = { ...ask("hi", "second"), max_tokens: 400 };
    // Each takes an estimate of about 410 of 1200 tokens, and gives back all but the 52 that were used.
    await Promise.all([analyst.complete(body), analyst.complete(body)]);
    const before = second.asked.length;
    const thrown = await analyst.complete({ ...body, max_tokens: 1_100 }).catch((error: unknown) => error);
    if (!(thrown instanceof OpenAiFailure)) throw new Error("it was let through");
    expect(thrown).toMatchObject({ status: 429, failure: { code: "insufficient_quota", type: "rate_limit_error" } });
    expect(thrown.message).toContain('budget "analyst" (1200 tokens a day for each caller)');
    expect(second.asked.length).toBe(before);
    await analyst.complete(body);
    // Others have a budget of their own.
    await client.complete({ ...body, max_tokens: 1_100 });
  });

  test("what was spent is what the ledger says, and who may see it sees it all", async () => {
    const view = await (await house.client("compliance")).usage("2020-01-01");
    const own = await (await house.client("analyst")).usage("2020-01-01");
    const analyst = view.usage.filter(({ caller }) => caller === "meridian:analyst");
    expect(analyst).toEqual([
      {
        caller: "meridian:analyst",
        model: "second",
        calls: 3,
        images: 0,
        input: 120,
        output: 36,
        cost: expect.closeTo(0.192, 6),
      },
    ]);
    expect(own).toMatchObject({ usage: analyst, budgets: [] });
    expect(view.budgets.find(({ name }) => name === "analyst")).toMatchObject({ tokens: 156, mostTokens: 1_200 });
    const all = view.usage.reduce((sum, it) => sum + it.cost, 0);
    expect(view.budgets.find(({ name }) => name === "house")).toMatchObject({
      cost: expect.closeTo(all, 5),
      mostCost: 100,
    });
    const { code, out } = await gantry(["model", "usage", "--since", "2020-01-01", "--as", "compliance"], house.env);
    expect(code).toBe(0);
    expect(out).toMatch(/meridian:analyst\s+second\s+3\s+0\s+120\s+36\s+0\.1920/);
    expect(out).toMatch(/budget "analyst" of meridian:analyst, from 2026-11-16: 156 of 1200 tokens/);
    expect((await gantry(["model", "list"], house.env)).out).toMatch(
      /first\s.*open[\s\S]*prices: @pydantic\/genai-prices/,
    );
  });
});
