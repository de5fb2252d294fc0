// Effects of which nobody knows whether they happened, and what a person says who has looked; those taken back in time.
import { ResolutionRequest } from "@gantry/contract";
import type { FastifyInstance } from "fastify";
import type { Access } from "../access.ts";
import type { ServeDeps } from "../deps.ts";

interface EffectParams {
  Params: { id: string; step: string; row: string };
}

export function effectRoutes(server: FastifyInstance, deps: ServeDeps, access: Access): void {
  server.get("/api/effects/uncertain", async (request, reply) =>
    deps.runs.uncertain(await access.allowed(request, reply, "see:runs")),
  );

  server.post<EffectParams>("/api/runs/:id/effects/:step/:row/resolution", async (request, reply) => {
    const caller = await access.caller(request, reply);
    const resolution = ResolutionRequest.parse(request.body);
    await deps.ledger.request(caller, "POST", "/api/runs/{id}/effects/{step}/{row}/resolution");
    const { id: run, step, row } = request.params;
    await deps.runs.resolve({ run, step, row }, resolution, caller);
    return deps.runs.uncertain(caller);
  });

  server.post<EffectParams>("/api/runs/:id/effects/:step/:row/undo", async (request, reply) => {
    const caller = await access.caller(request, reply);
    await deps.ledger.request(caller, "POST", "/api/runs/{id}/effects/{step}/{row}/undo");
    const { id: run, step, row } = request.params;
    await deps.runs.undo({ run, step, row }, caller);
    return deps.runs.get(run, caller);
  });
}
