// Runs: state, answer as this caller may see it, live events (resumable), receipt, cancellation.
import { GantryError } from "@gantry/contract";
import type { ChartBlock } from "@gantry/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { chartPng, chartSvg } from "../../model/index.ts";
import { requirePermission } from "../access.ts";
import type { Access } from "../access.ts";
import type { ServeDeps } from "../deps.ts";
import { sendEvents } from "../events.ts";
import { exportJson } from "../export/content.ts";
import { exportHtml } from "../export/html.ts";
import { preferredWait, replyWithRun } from "./waiting.ts";

/** How a chart is to be drawn: what anything else is, the refusal says. */
const ChartSize = z.strictObject({
  width: z.coerce.number().int().min(240).max(2000).optional(),
  theme: z.enum(["light", "dark"]).optional(),
});
const PngSize = ChartSize.extend({ scale: z.coerce.number().min(1).max(4).optional() });

interface RunParams {
  Params: { id: string };
}

interface ChartParams {
  Params: { id: string; chart: string };
  Querystring: unknown;
}

type Block = z.infer<typeof ChartBlock>;

export function runRoutes(server: FastifyInstance, deps: ServeDeps, access: Access): void {
  server.get("/api/runs", async (request, reply) => deps.runs.list(await access.allowed(request, reply, "see:runs")));

  server.get<RunParams>("/api/runs/:id", async (request, reply) => {
    const caller = await access.allowed(request, reply, "see:runs");
    return replyWithRun(deps, reply, request.params.id, caller, preferredWait(request));
  });

  server.get<RunParams>("/api/runs/:id/state", async (request, reply) =>
    deps.runs.get(request.params.id, await access.allowed(request, reply, "see:runs")),
  );

  server.get<RunParams>("/api/runs/:id/receipt", async (request, reply) => {
    const caller = await access.caller(request, reply);
    const { id } = request.params;
    // Who asked over `/v1` may see what left for it.
    const own = await deps.gateway.receipt(id, caller);
    if (own !== undefined) return own;
    requirePermission(deps.policy, caller, "see:runs");
    return (await deps.runs.answer(id, caller)).receipt;
  });

  /** As this caller may see it, whatever it is drawn as. */
  const chartOf = async (request: FastifyRequest<ChartParams>, reply: FastifyReply): Promise<Block> => {
    const caller = await access.allowed(request, reply, "see:runs");
    const { id, chart } = request.params;
    const charts = (await deps.runs.answer(id, caller)).blocks.filter((it) => it.kind === "chart");
    const block = charts[Number(chart) - 1];
    if (block !== undefined) return block;
    throw new GantryError("not-found", `the answer has no chart ${chart}, it has ${charts.length}`);
  };

  server.get<ChartParams>("/api/runs/:id/charts/:chart(^\\d+).svg", async (request, reply) => {
    const block = await chartOf(request, reply);
    const { width, theme } = ChartSize.parse(request.query);
    return reply.type("image/svg+xml").send(await chartSvg(block, width, theme));
  });

  server.get<ChartParams>("/api/runs/:id/charts/:chart(^\\d+).png", async (request, reply) => {
    const block = await chartOf(request, reply);
    return reply.type("image/png").send(await chartPng(block, PngSize.parse(request.query)));
  });

  server.get<RunParams>("/api/runs/:id/export.json", async (request, reply) => {
    const caller = await access.allowed(request, reply, "see:runs");
    return exportJson(await deps.runs.answer(request.params.id, caller));
  });

  server.get<RunParams>("/api/runs/:id/export.html", async (request, reply) => {
    const caller = await access.allowed(request, reply, "see:runs");
    const page = await exportHtml(await deps.runs.answer(request.params.id, caller));
    // Should it be opened where it lies: it is a paper, no page of ours.
    return reply
      .type("text/html; charset=utf-8")
      .header("content-security-policy", "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox")
      .header("content-disposition", 'attachment; filename="answer.html"')
      .send(page);
  });

  server.get<RunParams>("/api/runs/:id/explain", async (request, reply) =>
    deps.runs.explain(request.params.id, await access.allowed(request, reply, "see:runs")),
  );

  server.get<RunParams>("/api/runs/:id/events", async (request, reply) => {
    const caller = await access.allowed(request, reply, "see:runs");
    const { id } = request.params;
    await deps.runs.get(id, caller);
    const after = Number(request.headers["last-event-id"] ?? 0);
    const from = Number.isSafeInteger(after) ? after : 0;
    return sendEvents(request, reply, (stop) => deps.runs.events(id, from, stop), deps.draining?.signal);
  });

  server.post<RunParams>("/api/runs/:id/cancel", async (request, reply) => {
    const caller = await access.allowed(request, reply, "see:runs");
    await deps.ledger.request(caller, "POST", "/api/runs/{id}/cancel");
    await deps.runs.cancel(request.params.id, caller);
    return deps.runs.get(request.params.id, caller);
  });
}
