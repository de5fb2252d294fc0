// Approvals: what waits for a person, and the decision, bound to the hash of exactly what was shown.
import { DecisionRequest } from "@gantry/contract";
import type { FastifyInstance } from "fastify";
import type { Access } from "../access.ts";
import type { ServeDeps } from "../deps.ts";

export function approvalRoutes(server: FastifyInstance, deps: ServeDeps, access: Access): void {
  server.get<{ Querystring: { run?: string } }>("/api/approvals", async (request, reply) => {
    const caller = await access.allowed(request, reply, "see:runs");
    const { run } = request.query;
    return deps.runs.approvals(caller, run === undefined ? {} : { run });
  });

  server.post<{ Params: { id: string } }>("/api/approvals/:id/decision", async (request, reply) => {
    const caller = await access.caller(request, reply);
    const decision = DecisionRequest.parse(request.body);
    await deps.ledger.request(caller, "POST", "/api/approvals/{id}/decision");
    return deps.runs.decide(request.params.id, decision, caller);
  });
}
