import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createBudget } from "./budget.ts";
import type { Limits } from "./connection.ts";
import { createHttp, type Http } from "./http.ts";
import type { Context } from "./types.ts";

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const context = (over: Partial<Context> = {}): Context => ({
  signal: new AbortController().signal,
  now: () => new Date("2026-11-16T12:00:00Z"),
  secret: () => "",
  budget: createBudget(Infinity),
  ...over,
});

/** A server that answers as told, and a client for it. `calls` are the methods that arrived. */
const serve = async (
  answer: (request: IncomingMessage, reply: ServerResponse, count: number) => void,
  limits: Limits = {},
) => {
  const calls: string[] = [];
  const server: Server = createServer((request, reply) => {
    calls.push(request.method ?? "");
    request.resume();
    answer(request, reply, calls.length);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const http: Http = createHttp({
    source: "erp",
    origins: [origin],
    limits: { timeoutSeconds: 1, attempts: 3, longestWaitSeconds: 0.01, ...limits },
  });
  open.push(http, { close: () => (server.closeAllConnections(), server.close()) });
  return { calls, http, url: new URL("/x?secret=value", origin) };
};

describe("calling over HTTP", () => {
  it.each([
    ["429", (_: IncomingMessage, reply: ServerResponse) => reply.writeHead(429).end(), "rate-limited"],
    ["503", (_: IncomingMessage, reply: ServerResponse) => reply.writeHead(503).end(), "source-timeout"],
    ["a broken connection", (_: IncomingMessage, reply: ServerResponse) => reply.destroy(), "source-timeout"],
    ["no answer", () => undefined, "source-timeout"],
  ])("never repeats a write that may have happened, after %s", async (_name, answer, code) => {
    const { http, url, calls } = await serve(answer);
    await expect(http.send({ url, method: "POST", body: "{}" }, context())).rejects.toMatchObject({ code });
    expect(calls).toEqual(["POST"]);
  });

  it("repeats a write that is the same twice", async () => {
    const { http, url, calls } = await serve((_, reply, count) => reply.writeHead(count < 3 ? 503 : 201).end("made"));
    expect(await http.send({ url, method: "PATCH", body: "{}", idempotent: true }, context())).toMatchObject({
      status: 201,
      text: "made",
    });
    expect(calls.length).toBe(3);
  });

  it("counts every try against the budget, and stops at its end", async () => {
    const { http, url, calls } = await serve((_, reply) => reply.writeHead(503).end());
    const budget = createBudget(2, "erp");
    await expect(http.send({ url }, context({ budget }))).rejects.toMatchObject({ code: "budget-exceeded" });
    expect([calls.length, budget.spent]).toEqual([2, 2]);
  });

  it("stops waiting for its turn when its caller goes", async () => {
    const stop = new AbortController();
    const { http, url, calls } = await serve(
      (_, reply) => {
        reply.writeHead(503, { "retry-after": "60" }).end();
        reply.once("close", () => setImmediate(() => stop.abort()));
      },
      { longestWaitSeconds: 100 },
    );
    await expect(http.send({ url }, context({ signal: stop.signal }))).rejects.toMatchObject({ code: "cancelled" });
    expect(calls.length).toBe(1);
  });

  it("says how long it was asked to wait, where that is longer than it has patience for", async () => {
    for (const [status, code] of [
      [429, "rate-limited"],
      [503, "source-unreachable"],
    ] as const) {
      const { http, url, calls } = await serve((_, reply) => reply.writeHead(status, { "retry-after": "90" }).end());
      await expect(http.send({ url }, context())).rejects.toMatchObject({ code, retryable: true, retryAfter: 90 });
      expect(calls.length).toBe(1);
    }
  });

  it("takes no reply larger than allowed", async () => {
    const { http, url } = await serve((_, reply) => reply.end("x".repeat(2000)), { largestReply: 1000 });
    await expect(http.send({ url }, context())).rejects.toMatchObject({ code: "source-refused" });
  });

  it("follows no redirect and calls no host but its own, and never quotes an address's query", async () => {
    const { http, url } = await serve((_, reply) => reply.writeHead(302, { location: "http://127.0.0.1:1/" }).end());
    expect((await http.send({ url }, context())).status).toBe(302);
    const error: unknown = await http
      .send({ url: new URL("http://127.0.0.2/?secret=value") }, context())
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "source-refused" });
    expect(String(error)).not.toContain("value");
  });
});
