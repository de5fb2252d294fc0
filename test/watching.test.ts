// What an operator sees: figures that a scraper can read, and a log by which an event is found again, without a value in either.
import { afterAll, beforeAll, expect, test } from "vitest";
import { draftsOf, mainQuestion } from "./support/answer.ts";
import { openHouse, readData } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { call } from "./support/http.ts";
import { until } from "./support/until.ts";

const token = "scrape-me";
const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
let house: House;
let run: string;
let waiting: number;
let names: readonly string[];

beforeAll(async () => {
  house = await openHouse({ GANTRY_METRICS_TOKEN: token, GANTRY_LOG_LEVEL: "debug" });
  const client = await house.client("sales-manager");
  const answer = await client.ask(mainQuestion, { wait: 60 });
  run = answer.run;
  const drafts = draftsOf(answer);
  waiting = (await client.approvals()).filter((it) => it.state === "pending").length;
  names = drafts.map((it) => it.to ?? "").filter((it) => it !== "");
});
afterAll(() => house?.close());

const scrape = async (
  headers: Readonly<Record<string, string>> = { authorization: `Bearer ${token}` },
): Promise<string> => {
  const response = await fetch(`${house.url}/metrics`, { headers });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toContain("text/plain");
  return response.text();
};

/** Value of a series, labels in any order. */
function valueOf(text: string, name: string, labels: Readonly<Record<string, string>> = {}): number {
  const line = text
    .split("\n")
    .find(
      (it) =>
        new RegExp(`^${name}[{ ]`).test(it) &&
        Object.entries(labels).every(([label, value]) => it.includes(`${label}="${value}"`)),
    );
  return Number(line?.split(" ").at(-1));
}

test("figures of runs, people, models, systems and requests are there, and true", async () => {
  const text = await scrape();
  expect(valueOf(text, "gantry_runs", { status: "waiting" })).toBe(1);
  expect(valueOf(text, "gantry_approvals_waiting")).toBeGreaterThanOrEqual(waiting);
  expect(valueOf(text, "gantry_effects_uncertain")).toBe(0);
  expect(valueOf(text, "gantry_jobs", { state: "enqueued" })).toBe(0);
  expect(valueOf(text, "gantry_step_seconds_count", { kind: "query" })).toBeGreaterThan(0);
  expect(valueOf(text, "gantry_egress_total", { kind: "model" })).toBeGreaterThan(0);
  expect(valueOf(text, "gantry_egress_bytes_total", { kind: "model" })).toBeGreaterThan(100);
  expect(valueOf(text, "gantry_source_calls_total", { source: "crm" })).toBeGreaterThan(0);
  expect(valueOf(text, "gantry_http_seconds_count", { route: "/api/ask", status: "200" })).toBe(1);
  expect(valueOf(text, "gantry_pool_connections", { state: "open" })).toBeGreaterThan(0);
  expect(valueOf(text, "nodejs_eventloop_lag_seconds")).toBeGreaterThanOrEqual(0);
  for (const name of names) expect(text).not.toContain(name);
});

test("who asks for figures from elsewhere needs a token: the one set, or that of the data", async () => {
  const proxied = { "x-forwarded-for": "203.0.113.7" };
  expect((await call(`${house.url}/metrics`, { headers: proxied })).status).toBe(403);
  expect((await call(`${house.url}/metrics`, { headers: { ...proxied, authorization: "Bearer other" } })).status).toBe(
    403,
  );
  expect(await scrape({ ...proxied, authorization: `Bearer ${token}` })).toContain("gantry_runs");
  expect(await scrape({ ...proxied, authorization: `Bearer ${readData(house, "local.key")}` })).toContain(
    "gantry_runs",
  );
});

test("each request is a line with its id, route and trace, each step one with its run; none holds a value", async () => {
  const reply = await call(`${house.url}/api/runs/${run}/state?secret=${names[0]}`, {
    token: await house.token("sales-manager"),
    headers: { traceparent: `00-${trace}-00f067aa0ba902b7-01` },
  });
  const id = reply.headers.get("x-request-id");
  const lines = (): readonly Record<string, unknown>[] =>
    house
      .output()
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const line = await until("the line", async () => lines().find((it) => it["request"] === id));
  expect(line).toMatchObject({
    level: "info",
    msg: "request",
    method: "GET",
    route: "/api/runs/:id/state",
    status: 200,
    trace,
    run,
  });
  const steps = lines().filter((it) => it["msg"] === "step" && it["run"] === run);
  expect(steps.map((it) => it["kind"])).toEqual(expect.arrayContaining(["query", "score", "prompt", "approve"]));
  for (const name of names) expect(house.output()).not.toContain(name);
});
