// What the caller may see of the house itself: himself, catalog, policy, ledger, inbox, health.
import { GantryError } from "@gantry/contract";
import type { CallerView, CatalogView, PolicyDocument, PolicyView } from "@gantry/contract";
import type { FastifyInstance } from "fastify";
import { access as accessOf, permissionsOf } from "../../policy/index.ts";
import type { Caller, Policy } from "../../policy/index.ts";
import type { Catalog } from "../../catalog/index.ts";
import type { Access } from "../access.ts";
import type { ServeDeps } from "../deps.ts";

export function houseRoutes(server: FastifyInstance, deps: ServeDeps, access: Access): void {
  server.get("/health", async (_request, reply) => {
    const parts = await deps.health();
    const ok = parts.every((part) => part.ok);
    const draining = deps.draining?.signal.aborted === true;
    return reply.status(ok && !draining ? 200 : 503).send({
      status: draining ? "draining" : ok ? "ok" : "degraded",
      version: deps.version,
      project: deps.project.name,
      parts,
    });
  });

  server.get("/api/me", async (request, reply): Promise<CallerView> => {
    const { subject, name, roles, via, attributes } = await access.caller(request, reply);
    return { subject, name, roles: [...roles], via, attributes: { ...attributes } };
  });

  server.get("/api/catalog", async (request, reply) =>
    catalogView(deps.catalog, deps.policy, await access.allowed(request, reply, "see:catalog")),
  );

  server.get("/api/policy", async (request, reply) => {
    await access.allowed(request, reply, "see:policy");
    return policyView(deps);
  });

  server.get<{ Params: { version: string } }>("/api/policy/versions/:version", async (request, reply) => {
    await access.allowed(request, reply, "see:policy");
    const version = request.params.version === "current" ? deps.policy.version : request.params.version;
    const document = await deps.policyVersion(version);
    if (document !== undefined) return { version, document } satisfies PolicyDocument;
    throw new GantryError("not-found", "no policy of that version has been in force here", {
      remedy: `in force is ${deps.policy.version}`,
    });
  });

  server.get<{ Querystring: { run?: string; limit?: string } }>("/api/ledger", async (request, reply) => {
    await access.allowed(request, reply, "see:ledger");
    const { run, limit } = request.query;
    return deps.ledger.list({ limit: Math.min(Number(limit) || 200, 1000), ...(run === undefined ? {} : { run }) });
  });

  server.get("/api/ledger/verify", async (request, reply) => {
    await access.allowed(request, reply, "see:ledger");
    return deps.ledger.verify();
  });

  if (deps.inbox) {
    const { inbox } = deps;
    server.get("/api/inbox", async (request, reply) => {
      await access.allowed(request, reply, "see:inbox");
      return inbox();
    });
  }
}

function catalogView(catalog: Catalog, policy: Policy, caller: Caller): CatalogView {
  const hidden = new Set(accessOf(policy, caller).forbidden);
  return {
    version: catalog.version,
    sources: Object.values(catalog.sources).map(({ name, connector, title }) => ({ name, connector, title })),
    tables: Object.values(catalog.tables).map((table) => ({
      name: table.name,
      ...(table.description === undefined ? {} : { description: table.description }),
      columns: table.columns
        .filter((column) => !hidden.has(`${table.name}.${column.name}`))
        .map(({ name, type, labels, description, references }) => ({
          name,
          type,
          labels: [...labels],
          ...(description === undefined ? {} : { description }),
          ...(references === undefined ? {} : { references }),
        })),
    })),
  };
}

function policyView({ policy, flows }: Pick<ServeDeps, "policy" | "flows">): PolicyView {
  const names = flows.map((it) => it.document.name);
  return {
    version: policy.version,
    treatments: policy.treatments.map(({ label, level, to, treatment, why }) => ({
      label,
      level: level ?? "any",
      destination: [to.kind, to.zone, to.name, to.role].filter(Boolean).join(" · ") || "anywhere",
      treatment,
      ...(why === undefined ? {} : { why }),
    })),
    access: policy.roles.map(({ name, title }) => ({
      role: name,
      may: [...permissionsOf(policy, name, names)],
      note: title,
    })),
  };
}
