// POST /api/ask: a question becomes a run of a proved flow. `Prefer: wait=N` waits for the answer, up to N
// seconds. With `explain` nothing runs, with `readsOnly` no flow that does more than read: how it is understood, and what it
// would take.
import { AskRequest, GantryError } from "@gantry/contract";
import type { FastifyInstance } from "fastify";
import { onlyReads } from "../../flow/index.ts";
import type { Access } from "../access.ts";
import { requirePermission } from "../access.ts";
import type { ServeDeps } from "../deps.ts";
import { explained, startRun } from "./start-run.ts";
import { preferredWait, replyWithRun } from "./waiting.ts";

export function askRoutes(server: FastifyInstance, deps: ServeDeps, access: Access): void {
  server.post("/api/ask", async (request, reply) => {
    const caller = await access.allowed(request, reply, "ask");
    const { question, conversation, edits, explain, readsOnly, planner } = AskRequest.parse(request.body);
    await deps.ledger.request(caller, "POST", "/api/ask");
    const id = deps.runs.newId();
    const ask = planner === undefined ? deps.ask : deps.ask.by(planner);
    const planned = explain
      ? await ask.look(question, caller, conversation, edits)
      : await ask.plan(question, caller, conversation, id, edits);
    if (planned.kind === "unable") throw planned.problem;
    const published = planned.made ?? deps.flows.find((it) => it.document.name === planned.flow);
    if (!published)
      throw new GantryError("not-found", `the planner chose flow "${planned.flow}", which is not published`);
    requirePermission(deps.policy, caller, `run:${planned.flow}`);
    if (explain || (readsOnly && !onlyReads(published.document))) return explained(deps, published, planned, caller);
    const run = await startRun(deps, request, published, planned, caller, question, id);
    return replyWithRun(deps, reply, run, caller, preferredWait(request));
  });
}
