// The HTTP server: hooks, routes, console. Built from its dependencies, so that tests call it without a port.
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import fastifyStatic from "@fastify/static";
import Fastify from "fastify";
import type { FastifyInstance } from "fastify";
import { createAccess } from "./access.ts";
import type { Authenticate } from "./authenticate.ts";
import type { ServeDeps } from "./deps.ts";
import { createLimiter } from "./limit.ts";
import { localRoutes } from "./local.ts";
import { openAiRoutes } from "./openai/index.ts";
import { openApiDocument } from "./openapi.ts";
import { useOrigins } from "./origins.ts";
import { useProblems } from "./problems.ts";
import { approvalRoutes } from "./routes/approvals.ts";
import { auditRoutes } from "./routes/audit.ts";
import { askRoutes } from "./routes/ask.ts";
import { effectRoutes } from "./routes/effects.ts";
import { replayRoutes } from "./routes/replay.ts";
import { flowRoutes } from "./routes/flows.ts";
import { guestRoutes } from "./routes/guests.ts";
import { houseRoutes } from "./routes/house.ts";
import { modelRoutes } from "./routes/models.ts";
import { metricsRoutes } from "./routes/metrics.ts";
import { rowRoutes } from "./routes/rows.ts";
import { mcpRoutes } from "./mcp/routes.ts";
import { documentRoutes } from "./routes/documents.ts";
import { queryRoutes } from "./routes/query.ts";
import { questionRoutes } from "./routes/questions.ts";
import { runRoutes } from "./routes/runs.ts";
import { triggerRoutes } from "./routes/triggers.ts";
import { useServed } from "./served.ts";

const securityHeaders = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "content-security-policy":
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
};

/** Builds the server; `listen` is the caller's. */
export async function createServer(deps: ServeDeps): Promise<FastifyInstance> {
  const server = Fastify({ bodyLimit: 1_048_576, genReqId: () => randomUUID(), forceCloseConnections: true });
  // The API takes JSON alone; Fastify would take plain text too.
  server.removeContentTypeParser("text/plain");
  useProblems(server, deps.report);
  if (deps.served) useServed(server, deps.served);
  deps.draining?.attach(server);
  useOrigins(server, deps.origins);
  server.addHook("onSend", async (_request, reply) => {
    reply.headers(securityHeaders);
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
  });

  const take = createLimiter(deps.limit);
  const authenticate: Authenticate = async (authorization) => {
    const caller = await deps.authenticate(authorization);
    // What is asked for her later is asked by the rights of her newest token.
    await deps.questions?.saw(caller);
    return caller;
  };
  const access = createAccess(authenticate, take, deps.policy, deps.guests);
  askRoutes(server, deps, access);
  flowRoutes(server, deps, access);
  rowRoutes(server, deps, access);
  mcpRoutes(server, deps, access);
  documentRoutes(server, deps, access);
  queryRoutes(server, deps, access);
  if (deps.questions) questionRoutes(server, deps.questions, deps.ledger, access);
  runRoutes(server, deps, access);
  approvalRoutes(server, deps, access);
  effectRoutes(server, deps, access);
  replayRoutes(server, deps, access);
  houseRoutes(server, deps, access);
  auditRoutes(server, deps, access);
  modelRoutes(server, deps, access);
  openAiRoutes(server, deps, access);
  if (deps.guests) guestRoutes(server, deps.guests, access);
  await triggerRoutes(server, deps, access, take);
  if (deps.metrics) metricsRoutes(server, deps.metrics);
  if (deps.local) localRoutes(server, deps.local, deps.systems ?? (() => []));
  const openApi = openApiDocument(deps.version);
  server.get("/openapi.json", () => openApi);

  if (deps.elementFolder && existsSync(deps.elementFolder)) {
    await server.register(fastifyStatic, {
      root: deps.elementFolder,
      prefix: "/element/",
      decorateReply: false,
      cacheControl: false,
    });
  }
  if (deps.consoleFolder && existsSync(deps.consoleFolder)) {
    await server.register(fastifyStatic, { root: deps.consoleFolder, prefix: "/", cacheControl: false });
  } else {
    server.get("/", (_request, reply) =>
      reply
        .type("text/plain")
        .send("The console is not built: run `npm run build -w @gantry/console`. The API is at /openapi.json.\n"),
    );
  }
  return server;
}
