// What an auditor takes along, and what a person may demand: the ledger as a file that proves itself, and erasures.
import { EraseRequest } from "@gantry/contract";
import type { ErasureView } from "@gantry/contract";
import type { FastifyInstance } from "fastify";
import type { Access } from "../access.ts";
import type { ServeDeps } from "../deps.ts";

export function auditRoutes(server: FastifyInstance, deps: ServeDeps, access: Access): void {
  const { audit } = deps;
  if (audit === undefined) return;

  server.get<{ Querystring: { run?: string; subject?: string } }>("/api/ledger/export", async (request, reply) => {
    const caller = await access.allowed(request, reply, "see:ledger");
    const { run, subject } = request.query;
    // To look a person up in all runs is for those who may erase her.
    if (subject !== undefined) await access.allowed(request, reply, "erase");
    await deps.ledger.request(caller, "GET", "/api/ledger/export");
    const scope = { ...(run === undefined ? {} : { run }), ...(subject === undefined ? {} : { subject }) };
    return reply.type("application/x-ndjson").send(await audit.exported(scope));
  });

  server.get("/api/ledger/key", async (request, reply) => {
    await access.caller(request, reply);
    return reply.type("application/x-pem-file").send(audit.publicKey);
  });

  server.get("/api/ledger/checkpoints", async (request, reply) => {
    await access.allowed(request, reply, "see:ledger");
    return audit.checkpoints();
  });

  server.post("/api/erasures", async (request, reply): Promise<ErasureView> => {
    const caller = await access.allowed(request, reply, "erase");
    const { subject, dryRun, without } = EraseRequest.parse(request.body);
    await deps.ledger.request(caller, "POST", "/api/erasures");
    return dryRun ? audit.search(subject, caller, without) : audit.erase(subject, caller, without);
  });
}
