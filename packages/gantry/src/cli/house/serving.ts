// What the server needs of a house that works.
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Ask, Questions } from "../../ask/index.ts";
import type { Guests } from "../../guest/index.ts";
import { tenantOf } from "../../run/index.ts";
import type { Runs, Triggers } from "../../run/index.ts";
import { createAuthenticate } from "../../serve/index.ts";
import type { Draining, PublishedFlow, ServeDeps } from "../../serve/index.ts";
import { explainFlow } from "../explain-flow.ts";
import type { createAfford } from "../budgets.ts";
import { aheadIn } from "../foreseeing.ts";
import { createGateway } from "../gateway.ts";
import { introspectorsOf } from "../introspectors.ts";
import { describeError } from "../log.ts";
import { ownQuery } from "../own/query.ts";
import { atQuery } from "../own/statement.ts";
import type { OwnQueryOptions } from "../own/statement.ts";
import { ownStream } from "../own/stream.ts";
import { rateLimit } from "../rate-limit.ts";
import type { Issuers } from "./issuers.ts";
import type { Opening } from "./opening.ts";
import type { Working } from "./working.ts";

export interface Serving extends Working {
  readonly published: readonly PublishedFlow[];
  readonly ask: Ask;
  readonly price: NonNullable<ServeDeps["price"]>;
  readonly afford: ReturnType<typeof createAfford>;
  readonly runs: Runs;
  readonly triggers: Triggers;
  readonly questions: Questions;
  readonly issuers: Issuers;
  readonly draining: Draining;
  readonly guests: Guests;
}

export function serveDeps(opening: Opening, serving: Serving): ServeDeps {
  const { project, settings, log, clock, watch } = opening;
  const { published, ask, runs, triggers, questions, issuers, draining, auditing, models, guests } = serving;
  const { store, systems } = serving.stores;
  const { catalog, query, connections } = serving.sources;
  const { guard, ledger } = serving.governing;
  const own: OwnQueryOptions = { catalog, policy: project.policy, query, guard, connections, clock };
  const packages = fileURLToPath(new URL("../../../../", import.meta.url));
  return {
    project: { name: project.name, title: project.title },
    version: "0.1.0",
    catalog,
    policy: project.policy,
    // Kept by \`createPinnedPolicies\`, as an object.
    policyVersion: async (version) => (await store.policies.find(version)) as Record<string, unknown> | undefined,
    flows: published,
    ask,
    runs,
    gateway: createGateway({ project, models, guard, ledger, store }),
    guests,
    triggers,
    questions,
    explain: (flow, input, caller) =>
      explainFlow(flow, input, caller, {
        query,
        policy: project.policy,
        connections,
        time: { ...clock(), calendar: catalog.calendar },
      }),
    price: serving.price,
    afford: (flow, caller, estimate) =>
      serving.afford({ flow, caller: caller.subject, tenant: tenantOf(caller), ...aheadIn(estimate) }),
    query: (request, caller, signal) => atQuery(() => ownQuery(request, caller, signal, own)),
    documents: serving.documents,
    stream: (request, format, caller, signal) => atQuery(() => ownStream(request, format, caller, signal, own)),
    clock,
    authenticate: createAuthenticate({
      issuers: issuers.trusted,
      introspectors: introspectorsOf(project, connections),
    }),
    ...(issuers.own ? { local: { issuer: issuers.own, key: issuers.open ? undefined : issuers.key } } : {}),
    limit: rateLimit(settings.databaseUrl === undefined ? undefined : store),
    draining,
    served: watch.served,
    metrics: watch.metrics(store, {
      tokens: [issuers.key, settings.metricsToken].filter((it) => it !== undefined),
      openHere: issuers.open,
    }),
    origins: () => [...settings.origins, ...(systems?.origins ?? [])],
    ledger: {
      list: async ({ run, limit }) => {
        await ledger.drain();
        return run === undefined ? store.ledger.latest(limit) : (await store.ledger.ofRun(run)).slice(0, limit);
      },
      request: (caller, method, route) => ledger.appendRequest({ caller: caller.subject, method, route, status: 0 }),
      verify: () => auditing.verify(),
    },
    audit: auditing,
    ...(systems?.inbox ? { inbox: () => systems.inbox?.list() ?? Promise.resolve([]) } : {}),
    ...(systems ? { systems: () => systems.endpoints } : {}),
    consoleFolder: path.join(packages, "console/dist"),
    elementFolder: path.join(packages, "client/dist"),
    health: async () => [
      await store.pool.query("select 1").then(
        () => ({ name: "database", ok: true, detail: "answers" }),
        () => ({ name: "database", ok: false, detail: "does not answer" }),
      ),
    ],
    report: (error, request) => log.error({ request, ...describeError(error) }, "request failed"),
  };
}
