// The one place where concrete connectors, providers and stores meet: builds a whole house from a project and its settings.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { GantryError } from "@gantry/contract";
import type { FastifyInstance } from "fastify";
import { createRemoteJWKSet, createLocalJWKSet } from "jose";
import { createAsk, keptConversations } from "../ask/index.ts";
import { defineCatalog, withConnections } from "../catalog/index.ts";
import type { ConnectorFactory } from "../connect/kit/index.ts";
import { files } from "../connect/files/index.ts";
import { odata } from "../connect/odata/index.ts";
import { postgres } from "../connect/postgres/index.ts";
import { salesforce } from "../connect/salesforce/index.ts";
import { smtp } from "../connect/smtp/index.ts";
import { parameterLabels } from "../flow/index.ts";
import { createGuard, createLedger, checkpointFile } from "../guard/index.ts";
import { createModels, logistic } from "../model/index.ts";
import { access, agreement, may, narrow } from "../policy/index.ts";
import { createQueryEngine } from "../query/index.ts";
import { createRuns } from "../run/index.ts";
import { createAuthenticate, createDraining, createServer, localIssuer, openIssuer } from "../serve/index.ts";
import type { ServeDeps, TrustedIssuer } from "../serve/index.ts";
import { blobFolder, createKeyring, launchPostgres, openStore, requireOwn, s3Blobs } from "../store/index.ts";
import { createAuditing } from "./auditing.ts";
import { createBudgets } from "./budgets.ts";
import { clockOf } from "./clock.ts";
import { createConnections } from "./connections.ts";
import { startDriftWatch } from "./drift-watch.ts";
import { explainFlow } from "./explain-flow.ts";
import { createGateway } from "./gateway.ts";
import { introspectorsOf } from "./introspectors.ts";
import { describeError } from "./log.ts";
import type { Log } from "./log.ts";
import { observe } from "./observe.ts";
import { createPinnedPolicies } from "./pinned-policy.ts";
import { requireFittingPolicy } from "./policy-facts.ts";
import type { Project, Systems } from "./project.ts";
import { ownQuery } from "./own/query.ts";
import { atQuery } from "./own/statement.ts";
import type { OwnQueryOptions } from "./own/statement.ts";
import { ownStream } from "./own/stream.ts";
import { publishFlows } from "./publish.ts";
import { reminderMail } from "./reminder-mail.ts";
import { createReplaying } from "./replaying.ts";
import { requireFittingQueues } from "./queues.ts";
import { startRetention } from "./retention.ts";
import { rateLimit } from "./rate-limit.ts";
import { secretsOf } from "./secrets.ts";
import { openTriggers, requireFittingTriggers } from "./triggers.ts";
import type { Settings } from "./settings.ts";

export interface House {
  readonly server: FastifyInstance;
  /** Flows that did not pass the checker, with why. */
  readonly refused: readonly string[];
  /** Tells the house where it can be reached, once it listens. */
  announce(url: string): Promise<void>;
  close(): Promise<void>;
}

/** By the name that a catalog gives. */
export const connectors: Readonly<Record<string, ConnectorFactory>> = { files, odata, postgres, salesforce, smtp };

/** Most calls to sources that one query may make. */
const callBudget = 2_000;

/** Opens everything and recovers what a dead process left behind; the server does not listen yet. */
export async function openHouse(project: Project, settings: Settings, log: Log): Promise<House> {
  const closers: (() => Promise<unknown>)[] = [];
  const closing = async (): Promise<void> => {
    for (const close of closers.toReversed())
      await close().catch((error: unknown) => log.error(describeError(error), "closing"));
  };
  try {
    return await build(project, settings, log, closers, closing);
  } catch (error) {
    await closing();
    throw error;
  }
}

async function build(
  project: Project,
  settings: Settings,
  log: Log,
  closers: (() => Promise<unknown>)[],
  closing: () => Promise<void>,
): Promise<House> {
  const { dataFolder, databaseUrl } = settings;
  const watch = observe(log);
  const clock = clockOf(project.catalog.calendar.timeZone, settings.fixedToday);
  // First what needs no server: a wrong setting is told at once.
  const models = createModels({
    environment: process.env,
    document: project.models,
    secret: secretsOf(undefined),
    phrasebooks: project.phrasebooks,
    scores: Object.values(project.scores).map((document) => logistic(document)),
  });
  const written = defineCatalog(project.catalog, project.lock);
  requireFittingPolicy(project.policy, written, project);
  requireFittingTriggers(project, written);
  requireFittingQueues(project);
  const url = databaseUrl ?? (await embeddedPostgres(dataFolder, settings.port, closers));
  const keyring = createKeyring(dataFolder);
  const [store, systems] = await Promise.all([openStore(url), startSystems(project, settings, url, clock().today)]);
  closers.push(() => store.close());
  await requireOwn(store.pool, keyring);
  if (systems) closers.push(() => systems.stop());

  const catalog = withConnections(written, systems?.connections ?? {});
  const connections = createConnections(connectors, catalog, secretsOf(systems), callBudget, watch.sourceCalls);
  closers.push(() => connections.close());
  const drift = startDriftWatch({ lock: project.lock, connections, report: (line) => log.warn({}, line) });
  closers.push(() => drift.stop());
  const query = createQueryEngine({
    catalog,
    connectors: (source) => drift.guard(source, connections.connector(source)),
    rowBudget: settings.rowBudget,
  });
  closers.push(() => query.close());

  const checkpoints = path.join(dataFolder, "checkpoints");
  const ledger = createLedger({
    store: store.ledger,
    keys: keyring,
    checkpoints: checkpointFile(path.join(checkpoints, `${Date.now()}-${process.pid}.jsonl`)),
  });
  closers.push(() => ledger.close());
  const pinnedPolicy = await createPinnedPolicies(
    project.policy,
    store.policies,
    async (run) => (await runs.pinned(run))?.policy,
  );
  const guarding = {
    ...createBudgets(project, store, async (run) => (await runs.pinned(run))?.flow.name, clock),
    own: [project.title],
    vocabulary: [
      ...(project.vocabulary ?? []),
      ...catalog.subjects.flatMap(({ name, synonyms }) => [name, ...synonyms]),
    ],
    catalog,
    vaultStore: store.vault,
    ledger,
    keys: keyring,
    action: (operation: string) => {
      const bound = connections.action(operation);
      if (bound) return bound.action;
      throw new GantryError("bad-flow", `no source offers the operation "${operation}"`);
    },
  };
  const guard = createGuard({
    ...guarding,
    models,
    policy: async (run) => ((await runs.pinned(run))?.narrows ?? []).reduce(narrow, await pinnedPolicy(run)),
    currentPolicy: () => project.policy,
    parameterLabels: async (run) => {
      const pinned = await runs.pinned(run);
      return pinned === undefined ? {} : parameterLabels(pinned.flow);
    },
    onEgress: watch.egress,
  });
  const conversations = keptConversations({ store: store.conversations, keyring });
  const auditing = createAuditing({
    store,
    ledger,
    keyring,
    catalog,
    query,
    runs: () => runs,
    context: connections.context,
    checkpoints,
  });
  const blobs = settings.blobs ? s3Blobs(settings.blobs) : blobFolder(path.join(dataFolder, "blobs"));
  const publishing = { flows: project.flows, catalog, policy: project.policy, query, models, connections };
  const { published, refused } = await publishFlows(project.flows, publishing);
  let address = "";
  const runs = createRuns({
    store,
    blobs,
    largeFrom: settings.largeFrom,
    keyring,
    catalog,
    query,
    guard,
    models,
    policy: {
      version: project.policy.version,
      may: (caller, permission) => may(project.policy, caller, permission),
      access: (caller) => access(project.policy, caller),
      agreement: (flow) => agreement(project.policy, flow),
    },
    ...(project.reminders ? { reminders: reminderMail(project.reminders, () => address) } : {}),
    action: connections.action,
    context: (source, caller, signal) => connections.context(source, signal, caller?.tokens[source]),
    recheck: (edit) => guard.recheck(edit),
    record: ({ run, caller, ...body }) => ledger.append({ kind: "decision", run, caller, body }),
    certify: (record) => auditing.certify(record),
    elsewhere: (finder, forget) => {
      if (forget) query.forget();
      return conversations.search(finder, forget);
    },
    replaying: createReplaying({
      ...publishing,
      guard: guarding,
      flows: project.flows,
      requireFitting: (policy) => requireFittingPolicy(policy, written, project),
    }),
    recordResolution: ({ run, caller, ...body }) => ledger.append({ kind: "resolution", run, caller, body }),
    ...(project.queues === undefined ? {} : { queues: project.queues }),
    executor: databaseUrl === undefined ? "embedded" : null,
    onJob: watch.job,
    onLease: watch.lease,
    onClockJump: (seconds) => log.warn({ seconds }, "the database's clock has jumped"),
    report: (error, job) => log.error({ job, ...describeError(error) }, "job"),
  });
  await runs.launch();
  const keeping = startRetention({ rules: project.retention ?? {}, store, ledger, blobs }, (error) =>
    log.error(describeError(error), "retention"),
  );
  closers.push(async () => keeping.stop());
  closers.push(() => runs.shutdown());
  const draining = createDraining();

  const issuer = databaseUrl === undefined ? await openIssuer(dataFolder, project.personas) : undefined;
  const issuers: TrustedIssuer[] = issuer
    ? [{ issuer: localIssuer, keys: createLocalJWKSet({ keys: [...issuer.jwks.keys] }) }]
    : [];
  if (settings.issuer)
    issuers.push({ issuer: settings.issuer.issuer, keys: createRemoteJWKSet(new URL(settings.issuer.jwksUrl)) });

  const own: OwnQueryOptions = { catalog, policy: project.policy, query, guard, connections, clock };
  const packages = fileURLToPath(new URL("../../../", import.meta.url));
  const ask = createAsk({
    conversations,
    flows: published.map((it) => it.document),
    catalog,
    models,
    calendar: catalog.calendar,
    today: () => clock().today,
    mayRun: (caller, flow) => may(project.policy, caller, `run:${flow}`),
    send: ({ caller, ...question }) => guard.question({ ...question, caller: caller.subject }),
  });
  const { triggers, refused: refusedTriggers } = await openTriggers(project, settings, {
    ...publishing,
    published,
    store,
    ledger,
    keyring,
    runs,
    ask,
    clock,
    secret: secretsOf(systems),
    report: (error, trigger) => log.error({ trigger, ...describeError(error) }, "trigger"),
  });
  await triggers.launch();
  closers.push(() => triggers.close());
  const deps: ServeDeps = {
    project: { name: project.name, title: project.title },
    version: "0.1.0",
    catalog,
    policy: project.policy,
    // Kept by \`createPinnedPolicies\`, as an object.
    policyVersion: async (version) => (await store.policies.find(version)) as Record<string, unknown> | undefined,
    flows: published,
    ask,
    runs,
    gateway: createGateway({ project, models, guard, store }),
    triggers,
    explain: (flow, input, caller) =>
      explainFlow(flow, input, caller, {
        query,
        policy: project.policy,
        connections,
        time: { ...clock(), calendar: catalog.calendar },
      }),
    query: (request, caller, signal) => atQuery(() => ownQuery(request, caller, signal, own)),
    stream: (request, format, caller, signal) => atQuery(() => ownStream(request, format, caller, signal, own)),
    clock,
    authenticate: createAuthenticate({ issuers, introspectors: introspectorsOf(project, connections) }),
    ...(issuer ? { issuer } : {}),
    limit: rateLimit(databaseUrl === undefined ? undefined : store),
    draining,
    served: watch.served,
    metrics: watch.metrics(store, settings.metricsToken),
    origins: () => [...settings.origins, ...(systems?.origins ?? [])],
    ledger: {
      list: async ({ run, limit }) =>
        run === undefined ? store.ledger.latest(limit) : (await store.ledger.ofRun(run)).slice(0, limit),
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
  const server = await createServer(deps);
  closers.push(() => server.close());
  closers.push(async () => {
    const patience = settings.drainSeconds * 1000;
    // Requests first: they may still start runs, which then wait for whoever comes next.
    await draining.begin(patience / 2);
    await runs.shutdown(patience / 2);
  });
  return {
    server,
    refused: [...refused, ...refusedTriggers],
    announce: async (at) => {
      address = at;
      await systems?.announce?.({ url: at, script: `${at}/element/gantry-answer.js` });
    },
    close: closing,
  };
}

async function embeddedPostgres(
  dataFolder: string,
  port: number,
  closers: (() => Promise<unknown>)[],
): Promise<string> {
  const postgres = await launchPostgres({ dataDir: dataFolder, ...(port === 0 ? {} : { port: port + 4 }) });
  closers.push(() => postgres.stop());
  return postgres.url;
}

const startSystems = (
  project: Project,
  settings: Settings,
  postgresUrl: string,
  today: string,
): Promise<Systems | undefined> =>
  project.systems?.({
    dataFolder: settings.dataFolder,
    postgresUrl,
    port: settings.port,
    seed: settings.seed,
    today,
    accounts: settings.accounts,
  }) ?? Promise.resolve(undefined);
