// A run is cancelled while a source is slow: the source sees its connection closed, whichever process was told.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { Server } from "node:http";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { defineCatalog } from "../packages/gantry/src/catalog/index.ts";
import { freeContext } from "../packages/gantry/src/query/testing/memory.ts";
import { odata } from "../packages/gantry/src/connect/odata/index.ts";
import { query } from "../packages/gantry/src/flow/index.ts";
import { manager } from "../packages/gantry/src/run/testing/house.ts";
import { ended, flowOf, openSteps } from "./support/steps/open.ts";
import type { Steps } from "./support/steps/open.ts";

const metadata = `<?xml version="1.0"?><edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0">
<edmx:DataServices><Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="slow">
<EntityType Name="Order"><Key><PropertyRef Name="Id"/></Key><Property Name="Id" Type="Edm.String" Nullable="false"/></EntityType>
<EntityContainer Name="All"><EntitySet Name="Orders" EntityType="slow.Order"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`;

let server: Server;
let steps: Steps;
/** Resolves when the slow request has come, and then when its connection is closed. */
let asked: Promise<void>;
let closed: Promise<void>;
let onAsked: (request: { once(event: "close", then: () => void): unknown }) => void;

beforeEach(() => {
  asked = new Promise((resolveAsked) => {
    closed = new Promise((resolveClosed) => {
      onAsked = (socket) => {
        socket.once("close", resolveClosed);
        resolveAsked();
      };
    });
  });
});

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url?.includes("$metadata") === true) {
      response.writeHead(200, { "content-type": "application/xml", "odata-version": "4.0" }).end(metadata);
      return;
    }
    if (request.url?.includes("$count") === true) {
      response.writeHead(200, { "content-type": "text/plain" }).end("1");
      return;
    }
    // The first bytes come, the rest never does.
    response.writeHead(200, { "content-type": "application/json" }).write('{"value":[');
    onAsked(request.socket);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const source = { name: "erp", connector: "odata", title: "ERP", connection: { url: `http://127.0.0.1:${port}/` } };
  const connector = odata(source);
  const { name: _, ...rest } = source;
  const catalog = defineCatalog(
    {
      sources: { erp: rest },
      tables: { "erp.orders": { columns: { id: "public" } } },
      calendar: { timeZone: "UTC", fiscalYearStart: 1 },
    },
    { erp: await connector.discover(freeContext()) },
  );
  steps = await openSteps({ systems: { catalog, connector: () => connector } });
});

afterAll(async () => {
  await steps?.close();
  server?.closeAllConnections();
  server?.close();
});

const slow = (): Promise<string> => steps.start(flowOf({ orders: query("id", "select id from erp.orders") }));

test("told to this process", async () => {
  const run = await slow();
  await asked;
  await steps.runs.cancel(run, manager);
  await closed;
  expect(await ended(steps, run)).toBe("cancelled");
});

test("told to another process", async () => {
  const run = await slow();
  await asked;
  const app = path.resolve(import.meta.dirname, "../packages/gantry/src/run/testing/app.ts");
  const options = { url: steps.store.url, executor: null, outbox: "", log: "", cancel: run };
  const child = spawn(process.execPath, ["--conditions=source", app, JSON.stringify(options)]);
  const [code] = (await once(child, "exit")) as [number];
  expect(code).toBe(0);
  await closed;
  expect(await ended(steps, run)).toBe("cancelled");
});

test("a run that has failed lets no source wait for the rest of it", async () => {
  const flow = flowOf({
    orders: query("id", "select id from erp.orders"),
    broken: query("id", "select cast('x' || $region as integer) as id"),
  });
  const run = await steps.start(flow);
  await Promise.all([asked, closed]);
  expect(await ended(steps, run)).toBe("failed");
});
