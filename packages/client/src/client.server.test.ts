// The client against a real HTTP server that answers as it is told.
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { GantryError } from "@gantry/contract";
import type { RunEvent, RunStatus } from "@gantry/contract";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createClient } from "./client.ts";
import type { Client } from "./api.ts";

type Reply = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let client: Client;
let replies: Reply[];
let requests: IncomingMessage[];
let bodies: string[];

beforeEach(async () => {
  replies = [];
  requests = [];
  bodies = [];
  server = createServer((request, response) => {
    requests.push(request);
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      bodies.push(body);
      const reply = replies.shift();
      if (reply) reply(request, response);
      else response.writeHead(500).end("{}");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  client = createClient({ url: urlOf(server), token: () => "the-token", surface: "console" });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

// A listening TCP server's address is never a pipe's path.
const urlOf = (listening: Server): string => `http://127.0.0.1:${(listening.address() as AddressInfo).port}/`;

const json =
  (body: unknown, status = 200, type = "application/json"): Reply =>
  (_, response) =>
    response.writeHead(status, { "content-type": type }).end(JSON.stringify(body));

const caller = { subject: "u1", name: "Una", roles: ["analyst"], via: "issuer", attributes: {} };

const step = (id: number): RunEvent => ({
  type: "step",
  id,
  step: { step: `s${id}`, kind: "query", title: `Step ${id}`, state: "done" },
});
const status = (id: number, now: RunStatus): RunEvent => ({ type: "status", id, status: now });

/** Sends events, then breaks or ends the line. */
const events =
  (sent: readonly RunEvent[], then: "break" | "end" | "stay"): Reply =>
  (_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    const text = sent
      .map((event) => `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
      .join("");
    response.write(`: still here\n\n${text}`, () => {
      if (then === "break") response.destroy();
      else if (then === "end") response.end();
    });
  };

async function collected(run: AsyncIterable<RunEvent>): Promise<number[]> {
  const ids: number[] = [];
  for await (const event of run) ids.push(event.id);
  return ids;
}

test("a call carries token, surface and body, and gives what the contract says", async () => {
  replies.push(json(caller));
  expect(await client.me()).toEqual(caller);
  expect(requests[0]).toMatchObject({
    url: "/api/me",
    headers: { authorization: "Bearer the-token", "x-gantry-surface": "console" },
  });
  replies.push(json({}, 200));
  await client.decide("a/1", { decision: "reject", contentHash: "h" }).catch(() => undefined);
  expect(requests[1]?.url).toBe("/api/approvals/a%2F1/decision");
  expect(JSON.parse(bodies[1] ?? "")).toEqual({ decision: "reject", contentHash: "h" });
});

test("waiting and an idempotency key go as headers", async () => {
  replies.push(json({}));
  await client.ask("who?", { wait: 20, idempotencyKey: "k1" }).catch(() => undefined);
  expect(requests[0]?.headers).toMatchObject({ prefer: "wait=20", "idempotency-key": "k1" });
});

test("a problem comes back as the error that it was", async () => {
  const error = new GantryError("already-decided", "this has been accepted already", {
    remedy: "look at the run",
    where: { approval: "a1" },
  });
  replies.push(json(error.toProblem(), 409, "application/problem+json"));
  const thrown = await client.decide("a1", { decision: "accept", contentHash: "h" }).catch((it: unknown) => it);
  expect(thrown).toBeInstanceOf(GantryError);
  expect(thrown).toMatchObject({
    code: "already-decided",
    status: 409,
    remedy: "look at the run",
    where: { approval: "a1" },
  });
});

test("a reply of another form is named by its route, not shown", async () => {
  replies.push(json({ ...caller, roles: "Ada Lovelace" }));
  const thrown = await client.me().catch((it: unknown) => it);
  expect(thrown).toMatchObject({ code: "internal", message: expect.stringContaining("GET /api/me") });
  expect((thrown as Error).message).not.toContain("Ada");
});

test("a server that does not answer is told as such, and may be tried again", async () => {
  const gone = createClient({ url: "http://127.0.0.1:1", token: "t" });
  await expect(gone.me()).rejects.toMatchObject({ code: "source-unreachable", retryable: true });
});

test("a cancelled call ends as cancelled", async () => {
  const stop = new AbortController();
  replies.push(() => stop.abort());
  await expect(client.answer("r1", { signal: stop.signal })).rejects.toMatchObject({ code: "cancelled" });
});

test("events come once and in order over a broken line, resumed after the last one seen", async () => {
  replies.push(
    events([status(1, "running"), step(2)], "break"),
    events([step(3)], "end"),
    events([step(4), status(5, "waiting")], "stay"),
  );
  expect(await collected(client.events("r1"))).toEqual([1, 2, 3, 4, 5]);
  expect(requests.map((request) => request.headers["last-event-id"])).toEqual(["0", "2", "3"]);
});

test("a server that restarts in between does not end the events", async () => {
  const again = new GantryError("source-unreachable", "starting", { retryable: true });
  replies.push(
    events([step(1)], "break"),
    json(again.toProblem(), 503, "application/problem+json"),
    events([status(2, "done")], "end"),
  );
  expect(await collected(client.events("r1"))).toEqual([1, 2]);
});

test("an answer that says no ends the events with its reason", async () => {
  const gone = new GantryError("not-found", "there is no such run");
  replies.push(json(gone.toProblem(), 404, "application/problem+json"));
  await expect(collected(client.events("r1"))).rejects.toMatchObject({ code: "not-found" });
  expect(requests).toHaveLength(1);
});

test("an event cut in two by the network is one event; one of another form is an error, not tried again", async () => {
  const text = `data: ${JSON.stringify(status(1, "done"))}\n\n`;
  replies.push((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(text.slice(0, 17), () => setImmediate(() => response.end(text.slice(17))));
  });
  expect(await collected(client.events("r1"))).toEqual([1]);
  replies.push((_, response) => response.writeHead(200).end('data: {"type":"surprise"}\n\n'));
  await expect(collected(client.events("r1"))).rejects.toMatchObject({ code: "internal" });
  expect(requests).toHaveLength(2);
});

test("events stop when they are told to, also while the line is being waited for", async () => {
  const stop = new AbortController();
  replies.push(events([step(1)], "stay"));
  const reading = client.events("r1", { signal: stop.signal });
  expect((await reading.next()).value).toMatchObject({ id: 1 });
  const next = reading.next();
  stop.abort();
  await expect(next).rejects.toMatchObject({ code: "cancelled" });

  const later = new AbortController();
  replies.push((_, response) => {
    response.destroy();
    setImmediate(() => later.abort());
  });
  await expect(collected(client.events("r1", { signal: later.signal }))).rejects.toMatchObject({ code: "cancelled" });
});
