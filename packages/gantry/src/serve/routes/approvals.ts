// Approvals: what waits for a person, and the decision, bound to the hash of exactly what was shown.
import { DecisionRequest, DecisionsRequest, DecisionState } from "@gantry/contract";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Access } from "../access.ts";
import type { ServeDeps } from "../deps.ts";

/** Those that wait come first, so that nobody has to page to find his work. */
const usualLimit = 500;

const Filter = z.strictObject({
  run: z.string().optional(),
  state: DecisionState.optional(),
  limit: z.coerce.number().int().min(1).max(2000).default(usualLimit),
});

export function approvalRoutes(server: FastifyInstance, deps: ServeDeps, access: Access): void {
  server.get("/api/approvals", async (request, reply) => {
    const caller = await access.allowed(request, reply, "see:runs");
    const { run, state, limit } = Filter.parse(request.query);
    return deps.runs.approvals(caller, {
      ...(run === undefined ? {} : { run }),
      ...(state === undefined ? {} : { state }),
      limit,
    });
  });

  server.get<{ Params: { id: string } }>("/api/approvals/:id", async (request, reply) =>
    deps.runs.approval(request.params.id, await access.allowed(request, reply, "see:runs")),
  );

  server.post<{ Params: { id: string } }>("/api/approvals/:id/decision", async (request, reply) => {
    const caller = await access.caller(request, reply);
    const decision = DecisionRequest.parse(request.body);
    await deps.ledger.request(caller, "POST", "/api/approvals/{id}/decision");
    return deps.runs.decide(request.params.id, decision, caller);
  });

  server.post("/api/approvals/decisions", async (request, reply) => {
    const caller = await access.caller(request, reply);
    const decisions = DecisionsRequest.parse(request.body);
    await deps.ledger.request(caller, "POST", "/api/approvals/decisions");
    return deps.runs.decideEach(decisions, caller);
  });
}
