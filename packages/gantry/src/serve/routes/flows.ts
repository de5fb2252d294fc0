// Every flow is a REST endpoint: list, proof, run.
import { GantryError, StartRunRequest } from "@gantry/contract";
import type { FlowView } from "@gantry/contract";
import type { FastifyInstance } from "fastify";
import { resolveReferences } from "../../flow/index.ts";
import { may } from "../../policy/index.ts";
import type { Access } from "../access.ts";
import type { PublishedFlow, ServeDeps } from "../deps.ts";
import { inputSchema } from "../input-schema.ts";
import { explained, startRun } from "./start-run.ts";
import { preferredWait, replyWithRun } from "./waiting.ts";

export function flowRoutes(server: FastifyInstance, deps: ServeDeps, access: Access): void {
  const find = (name: string): PublishedFlow => findFlow(deps, name);

  server.get("/api/flows", async (request, reply) => {
    const caller = await access.caller(request, reply);
    const all = may(deps.policy, caller, "see:proofs");
    return deps.flows.filter((it) => all || may(deps.policy, caller, `run:${it.document.name}`)).map(flowView);
  });

  server.get<{ Params: { name: string } }>("/api/flows/:name/proof", async (request, reply) => {
    await access.caller(request, reply);
    return find(request.params.name).proof;
  });

  server.post<{ Params: { name: string } }>("/api/flows/:name/explain", async (request, reply) => {
    const { name } = request.params;
    const caller = await access.allowed(request, reply, `run:${name}`);
    const { input } = StartRunRequest.parse(request.body ?? {});
    const published = find(name);
    return deps.explain(published, deps.ask.fill(published.document, input).input, caller);
  });

  server.post<{ Params: { name: string } }>("/api/flows/:name/runs", async (request, reply) => {
    const { name } = request.params;
    const caller = await access.allowed(request, reply, `run:${name}`);
    const { input, explain } = StartRunRequest.parse(request.body ?? {});
    const published = find(name);
    if (explain) return explained(deps, published, deps.ask.fill(published.document, input), caller);
    await deps.ledger.request(caller, "POST", `/api/flows/${name}/runs`);
    const run = await startRun(deps, request, published, deps.ask.fill(published.document, input), caller, null);
    return replyWithRun(deps, reply, run, caller, preferredWait(request));
  });
}

/** A published flow. Throws `not-found` naming those there are. */
export function findFlow(deps: Pick<ServeDeps, "flows">, name: string): PublishedFlow {
  const found = deps.flows.find((it) => it.document.name === name);
  if (found) return found;
  const names = deps.flows.map((it) => it.document.name).join(", ");
  throw new GantryError("not-found", `there is no flow "${name}"`, { remedy: `flows: ${names}` });
}

function flowView({ document, version }: PublishedFlow): FlowView {
  const after = resolveReferences(document);
  return {
    name: document.name,
    title: document.title,
    purpose: document.purpose,
    asks: [...document.asks],
    version,
    input: inputSchema(document),
    steps: Object.entries(document.steps).map(([name, step]) => ({
      name,
      kind: step.kind,
      after: [...(after[name] ?? [])],
    })),
  };
}
