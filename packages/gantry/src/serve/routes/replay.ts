// Runs again: with their sources as they were to see what would differ, or from where they failed.
import { FlowCaseRequest, ReplayRequest, RetryRequest } from "@gantry/contract";
import type { FastifyInstance } from "fastify";
import type { Access } from "../access.ts";
import type { ServeDeps } from "../deps.ts";

interface RunParams {
  Params: { id: string };
}

export function replayRoutes(server: FastifyInstance, deps: ServeDeps, access: Access): void {
  server.post<RunParams>("/api/runs/:id/replay", async (request, reply) => {
    const caller = await access.allowed(request, reply, "see:runs");
    const wanted = ReplayRequest.parse(request.body ?? {});
    await deps.ledger.request(caller, "POST", "/api/runs/{id}/replay");
    return deps.runs.replay(request.params.id, wanted, caller);
  });

  server.post<RunParams>("/api/runs/:id/case", async (request, reply) => {
    const caller = await access.allowed(request, reply, "see:runs");
    const { withPersonalData } = FlowCaseRequest.parse(request.body ?? {});
    await deps.ledger.request(caller, "POST", "/api/runs/{id}/case");
    return deps.runs.flowCase(request.params.id, withPersonalData, caller);
  });

  server.post<RunParams>("/api/runs/:id/retry", async (request, reply) => {
    const caller = await access.allowed(request, reply, "see:runs");
    const { step } = RetryRequest.parse(request.body ?? {});
    await deps.ledger.request(caller, "POST", "/api/runs/{id}/retry");
    await deps.runs.retry(request.params.id, step, caller);
    return deps.runs.get(request.params.id, caller);
  });
}
