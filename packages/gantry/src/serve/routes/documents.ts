// POST /api/documents/search and /index: passages as the caller may see them; the index brought up to date.
import { DocumentSearch, GantryError, IndexRequest } from "@gantry/contract";
import type { FastifyInstance } from "fastify";
import type { Access } from "../access.ts";
import type { DocumentsDeps, ServeDeps } from "../deps.ts";

export function documentRoutes(server: FastifyInstance, deps: ServeDeps, access: Access): void {
  const documents = (): DocumentsDeps => {
    if (deps.documents) return deps.documents;
    throw new GantryError("unsupported", "there are no documents here", {
      remedy: 'give the catalog a source with the connector "documents"',
    });
  };
  server.post("/api/documents/search", async (request, reply) => {
    const caller = await access.allowed(request, reply, "query");
    const wanted = DocumentSearch.parse(request.body);
    await deps.ledger.request(caller, "POST", "/api/documents/search");
    const stop = new AbortController();
    reply.raw.once("close", () => stop.abort());
    return documents().search(wanted, caller, stop.signal);
  });
  // It names documents that the caller might not see.
  server.post("/api/documents/index", async (request, reply) => {
    const caller = await access.allowed(request, reply, "administer");
    const { collection } = IndexRequest.parse(request.body ?? {});
    await deps.ledger.request(caller, "POST", "/api/documents/index");
    return documents().index(collection);
  });
}
