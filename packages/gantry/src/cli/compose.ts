// The one place where concrete connectors, providers and stores meet: builds a whole house from a project and its settings.
import type { FastifyInstance } from "fastify";
import { createAsk, keptConversations } from "../ask/index.ts";
import type { Questions } from "../ask/index.ts";
import { checkFlow } from "../flow/index.ts";
import { defineCatalog } from "../catalog/index.ts";
import { createGuests } from "../guest/index.ts";
import type { TextFinder } from "../run/index.ts";
import { createModels, logistic } from "../model/index.ts";
import { access, may } from "../policy/index.ts";
import { createDraining, createServer } from "../serve/index.ts";
import { createAuditing } from "./auditing.ts";
import { clockOf } from "./clock.ts";
import { openHouseDocuments } from "./house/documents.ts";
import { openGoverning } from "./house/governing.ts";
import { openIssuers } from "./house/issuers.ts";
import type { Opening } from "./house/opening.ts";
import { serveDeps } from "./house/serving.ts";
import { openSources } from "./house/sources.ts";
import { openStores } from "./house/stores.ts";
import { openRuns } from "./house/working.ts";
import { describeError } from "./log.ts";
import type { Log } from "./log.ts";
import { observe } from "./observe.ts";
import { requireFittingPolicy } from "./policy-facts.ts";
import type { Project } from "./project.ts";
import { createPrices } from "./price/index.ts";
import { checkOptionsOf, publishFlows } from "./publish.ts";
import { openQuestions } from "./questions.ts";
import { requireFittingQueues } from "./queues.ts";
import { startRetention } from "./retention.ts";
import { secretsOf } from "./secrets.ts";
import type { Settings } from "./settings.ts";
import { requireFittingSubscribers } from "./subscribers.ts";
import { toolsOf } from "./tools.ts";
import { openTriggers, requireFittingTriggers } from "./triggers.ts";

export interface House {
  readonly server: FastifyInstance;
  /** Flows that did not pass the checker, with why. */
  readonly refused: readonly string[];
  /** Tells the house where it can be reached, once it listens. */
  announce(url: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens everything and recovers what a dead process left behind; the server does not listen yet. */
export async function openHouse(project: Project, settings: Settings, log: Log): Promise<House> {
  const closers: (() => Promise<unknown>)[] = [];
  const closing = async (): Promise<void> => {
    for (const close of closers.toReversed())
      await close().catch((error: unknown) => log.error(describeError(error), "closing"));
  };
  const clock = clockOf(project.catalog.calendar.timeZone, settings.fixedToday);
  try {
    return await build({ project, settings, log, clock, watch: observe(log), closers }, closing);
  } catch (error) {
    await closing();
    throw error;
  }
}

async function build(opening: Opening, closing: () => Promise<void>): Promise<House> {
  const { project, settings, log, clock, closers } = opening;
  // First what needs no server: a wrong setting is told at once.
  const models = createModels({
    environment: process.env,
    document: project.models,
    secret: secretsOf(undefined),
    phrasebooks: project.phrasebooks,
    scores: Object.values(project.scores).map((document) => logistic(document)),
  });
  const tools = toolsOf(project, secretsOf(undefined));
  const written = defineCatalog(project.catalog, project.lock);
  requireFittingPolicy(project.policy, written, project);
  requireFittingTriggers(project, written);
  requireFittingQueues(project);
  requireFittingSubscribers(project);

  const stores = await openStores(opening);
  const { store, keyring, blobs, systems } = stores;
  const sources = openSources(opening, written, stores);
  const { catalog, query, connections } = sources;
  const listening = Promise.withResolvers<string>();
  const guests = createGuests({ store, keyring, address: listening.promise });
  // Each needs the other: the guard asks what a run was started with, and a run leaves through the guard.
  const governing = await openGoverning(opening, stores, sources, { models, guests }, (run) => runs.pinned(run));
  const { guard, ledger, checkpoints } = governing;
  const { context } = connections;
  const documents = openHouseDocuments(opening, { stores, sources, governing, models });
  const auditing = createAuditing({ store, ledger, keyring, catalog, query, runs: () => runs, context, checkpoints });
  const publishing = { flows: project.flows, catalog, policy: project.policy, query, models, connections, tools };
  const { published, refused } = await publishFlows(project.flows, publishing);
  const conversations = keptConversations({ store: store.conversations, keyring });
  let address = "";
  // They ask of the runs, whose answers they send.
  let questions: Questions | undefined;
  const working = {
    stores,
    sources,
    models,
    governing,
    publishing,
    written,
    conversations,
    documents,
    auditing,
    address: () => address,
    digestOfQuestion: async (id: string, run: string) => questions?.digest(id, run),
    questionsSearch: async (finder: TextFinder, forget: boolean) => (await questions?.search(finder, forget)) ?? 0,
  };
  const runs = openRuns(opening, working);
  await runs.launch();
  const keeping = startRetention({ rules: project.retention ?? {}, store, ledger, blobs }, (error) =>
    log.error(describeError(error), "retention"),
  );
  closers.push(async () => keeping.stop());
  closers.push(() => runs.shutdown());

  const { price, priceOfFlow } = createPrices({
    ...sources,
    models,
    taken: store.taken,
    inputOf: async (run) => (await runs.pinned(run))?.input,
    policy: project.policy,
    time: () => ({ ...clock(), calendar: catalog.calendar }),
    published,
  });
  const ask = createAsk({
    conversations,
    flows: published.map((it) => it.document),
    catalog,
    models,
    calendar: catalog.calendar,
    today: () => clock().today,
    mayRun: (caller, flow) => may(project.policy, caller, `run:${flow}`),
    send: ({ caller, ...question }) => guard.question({ ...question, caller: caller.subject }),
    price,
    open: {
      catalog,
      hidden: (caller) => access(project.policy, caller).forbidden,
      check: (document) => checkFlow(document, checkOptionsOf(publishing)),
    },
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
  questions = openQuestions(opening, working, { published, ask, runs });
  questions.launch();
  closers.push(async () => questions?.close());
  const draining = createDraining();
  const issuers = await openIssuers(opening);
  const server = await createServer(
    serveDeps(opening, {
      ...working,
      published,
      ask,
      price: priceOfFlow,
      runs,
      triggers,
      questions,
      issuers,
      draining,
      guests,
    }),
  );
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
      listening.resolve(at);
      await systems?.announce?.({ url: at, script: `${at}/element/gantry-answer.js` });
    },
    close: closing,
  };
}
