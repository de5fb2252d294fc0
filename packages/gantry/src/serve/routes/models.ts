// Models as configured and as they fare, and what was spent on them.
import { GantryError } from "@gantry/contract";
import type { ModelsView, UsageView } from "@gantry/contract";
import type { FastifyInstance } from "fastify";
import { isDay } from "../../catalog/index.ts";
import { may } from "../../policy/index.ts";
import type { Access } from "../access.ts";
import type { ServeDeps } from "../deps.ts";

export function modelRoutes(server: FastifyInstance, deps: ServeDeps, access: Access): void {
  server.get("/api/models", async (request, reply): Promise<ModelsView> => {
    await access.allowed(request, reply, "chat");
    return deps.gateway.deployments();
  });

  server.get<{ Querystring: { since?: string } }>("/api/models/usage", async (request, reply): Promise<UsageView> => {
    const caller = await access.caller(request, reply);
    const { since = `${deps.clock().today.slice(0, 7)}-01` } = request.query;
    if (!isDay(since)) throw new GantryError("bad-request", "since must be a day, YYYY-MM-DD");
    // Everybody sees what he spent himself.
    return deps.gateway.usage(since, may(deps.policy, caller, "see:ledger") ? null : caller.subject);
  });
}
