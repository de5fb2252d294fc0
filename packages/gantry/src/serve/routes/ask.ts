// POST /api/ask: a question becomes a run of a proved flow. `Prefer: wait=N` waits for the answer, up to N seconds.
import { AskRequest, GantryError } from "@gantry/contract";
import type { FastifyInstance } from "fastify";
import type { Access } from "../access.ts";
import { requirePermission } from "../access.ts";
import type { ServeDeps } from "../deps.ts";
import { startRun } from "./start-run.ts";
import { preferredWait, replyWithRun } from "./waiting.ts";

export function askRoutes(server: FastifyInstance, deps: ServeDeps, access: Access): void {
  server.post("/api/ask", async (request, reply) => {
    const caller = await access.allowed(request, reply, "ask");
    const { question, conversation, edits } = AskRequest.parse(request.body);
    await deps.ledger.request(caller, "POST", "/api/ask");
    const id = deps.runs.newId();
    const planned = await deps.ask.plan(question, caller, conversation, id, edits);
    if (planned.kind === "unable") throw planned.problem;
    const published = planned.made ?? deps.flows.find((it) => it.document.name === planned.flow);
    if (!published)
      throw new GantryError("not-found", `the planner chose flow "${planned.flow}", which is not published`);
    requirePermission(deps.policy, caller, `run:${planned.flow}`);
    const run = await startRun(deps, request, published, planned, caller, question, id);
    return replyWithRun(deps, reply, run, caller, preferredWait(request));
  });
}
