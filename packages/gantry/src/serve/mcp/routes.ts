// `/mcp`: the Model Context Protocol over streamable HTTP, without sessions: each request has its own caller and is served
// by a server of its own, so that nothing of one caller is there for another.
import { Readable } from "node:stream";
import { createMcpHandler, Server } from "@modelcontextprotocol/server";
import { GantryError } from "@gantry/contract";
import type { Answer } from "@gantry/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { chartPngIfDrawn } from "../../model/index.ts";
import { may } from "../../policy/index.ts";
import type { Caller } from "../../policy/index.ts";
import type { Access } from "../access.ts";
import type { ServeDeps } from "../deps.ts";
import { startRun } from "../routes/start-run.ts";
import { atRestWithin } from "../routes/waiting.ts";
import { argumentsOf, failureOf, resultOf, toolOf } from "./tools.ts";

/** Seconds that a call waits for its run; after that it says where the answer will be. */
const longest = 110;

/** As models look at pictures: small. */
const chartsOf = async ({ blocks }: Answer): Promise<readonly Buffer[]> => {
  const charts = blocks.filter((it) => it.kind === "chart");
  const drawn = await Promise.all(charts.map((it) => chartPngIfDrawn(it, { width: 720, scale: 1 })));
  return drawn.filter((it) => it !== undefined);
};

const serverFor = (deps: ServeDeps, caller: Caller, request: FastifyRequest): Server => {
  const mine = deps.flows.filter((it) => may(deps.policy, caller, `run:${it.document.name}`));
  const base = `${request.protocol}://${request.host}`;
  const server = new Server(
    { name: deps.project.name, title: deps.project.title, version: deps.version },
    {
      capabilities: { tools: {} },
      instructions:
        "Each tool runs one governed flow as the person who signed in: rows and columns are those that she may see, names may stand as tokens. Mails and writes wait for a person; no tool decides.",
    },
  );
  server.setRequestHandler("tools/list", () => ({ tools: mine.map((it) => toolOf(it.document)) }));
  server.setRequestHandler("tools/call", async ({ params }) => {
    try {
      const published = mine.find((it) => it.document.name === params.name);
      if (published === undefined) {
        const names = mine.map((it) => it.document.name).join(", ") || "none";
        throw new GantryError("not-found", `there is no tool "${params.name}" for you`, { remedy: `tools: ${names}` });
      }
      await deps.ledger.request(caller, "POST", `/mcp ${params.name}`);
      const { input, pictures } = argumentsOf(published.document, params.arguments ?? {});
      const filled = deps.ask.fill(published.document, input);
      const run = await startRun(deps, request, published, filled, caller, null);
      await atRestWithin(deps, run, longest);
      const answer = await deps.runs.answer(run, caller);
      return resultOf(answer, base, pictures ? await chartsOf(answer) : []);
    } catch (error) {
      if (!(error instanceof GantryError)) deps.report(error, request.id);
      return failureOf(error);
    }
  });
  return server;
};

/** The request as the web writes it; its body has been read and is handed over apart. */
const asWebRequest = (request: FastifyRequest): Request => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === "string" && name !== "content-length") headers.set(name, value);
  const url = new URL(request.url, `${request.protocol}://${request.host}`);
  const body = request.method === "POST" ? { body: JSON.stringify(request.body ?? null) } : {};
  return new Request(url, { method: request.method, headers, ...body });
};

const send = (reply: FastifyReply, response: Response): FastifyReply => {
  reply.status(response.status);
  for (const [name, value] of response.headers) reply.header(name, value);
  return response.body === null ? reply.send() : reply.send(Readable.fromWeb(response.body));
};

export function mcpRoutes(server: FastifyInstance, deps: ServeDeps, access: Access): void {
  server.route({
    method: ["GET", "POST", "DELETE"],
    url: "/mcp",
    handler: async (request, reply) => {
      const known = await access.caller(request, reply);
      const caller: Caller = known.via === "issuer" ? { ...known, surface: "mcp" } : known;
      const handler = createMcpHandler(() => serverFor(deps, caller, request), {
        onerror: (error) => deps.report(error, request.id),
      });
      return send(reply, await handler.fetch(asWebRequest(request), { parsedBody: request.body }));
    },
  });
}
