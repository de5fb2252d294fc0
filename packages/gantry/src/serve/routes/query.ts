// POST /api/query: SQL of the caller's own over the catalog; filtered, treated and refused like an answer's table.
import { QueryRequest } from "@gantry/contract";
import type { FastifyInstance } from "fastify";
import type { Access } from "../access.ts";
import type { ServeDeps } from "../deps.ts";

export function queryRoutes(server: FastifyInstance, deps: ServeDeps, access: Access): void {
  server.post("/api/query", async (request, reply) => {
    const caller = await access.allowed(request, reply, "query");
    const wanted = QueryRequest.parse(request.body);
    await deps.ledger.request(caller, "POST", "/api/query");
    // Who goes away stops the sources too.
    const stop = new AbortController();
    reply.raw.once("close", () => stop.abort());
    return deps.query(wanted, caller, stop.signal);
  });
}
