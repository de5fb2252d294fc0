// The runs of the house, with all that they reach outside of themselves.
import type { SearchedConversations } from "../../ask/index.ts";
import type { Catalog } from "../../catalog/index.ts";
import { createKeptReplies } from "../../guard/index.ts";
import type { Models } from "../../model/index.ts";
import { createRuns, runPolicyOf } from "../../run/index.ts";
import type { DigestPlan, Runs, TextFinder } from "../../run/index.ts";
import type { Auditing } from "../auditing.ts";
import { describeError } from "../log.ts";
import { requireFittingPolicy } from "../policy-facts.ts";
import type { PublishOptions } from "../publish.ts";
import { digestMail } from "../digest-mail.ts";
import { reminderMail } from "../reminder-mail.ts";
import { createReplaying } from "../replaying.ts";
import type { Governing } from "./governing.ts";
import type { HouseDocuments } from "./documents.ts";
import type { Opening } from "./opening.ts";
import type { Sources } from "./sources.ts";
import type { Stores } from "./stores.ts";

export interface Working {
  readonly stores: Stores;
  readonly sources: Sources;
  readonly models: Models;
  readonly governing: Governing;
  readonly publishing: PublishOptions;
  /** The catalog as its file says it. */
  readonly written: Catalog;
  readonly conversations: SearchedConversations;
  readonly documents: HouseDocuments;
  readonly auditing: Auditing;
  /** Where people reach the house, as links in mails say it. */
  readonly address: () => string;
  /** Saved questions and people that quote something; with `forget`, they are gone. */
  readonly questionsSearch: (finder: TextFinder, forget: boolean) => Promise<number>;
  /** Whom the answer of a saved question goes to. */
  readonly digestOfQuestion: (id: string, run: string) => Promise<DigestPlan | undefined>;
}

/** The runs, not yet launched. */
export function openRuns(opening: Opening, working: Working): Runs {
  const { project, settings, log, watch } = opening;
  const { conversations, documents, auditing, models } = working;
  const { store, blobs, keyring } = working.stores;
  const { catalog, query, connections, statistics } = working.sources;
  const { guard, ledger, guarding } = working.governing;
  const digests = digestMail(project, working.address, working.digestOfQuestion);
  const replies = createKeptReplies(store.replies, keyring);
  return createRuns({
    store,
    blobs,
    largeFrom: settings.largeFrom,
    keyring,
    catalog,
    query,
    guard,
    models,
    policy: runPolicyOf(project.policy),
    ...(project.reminders ? { reminders: reminderMail(project.reminders, working.address) } : {}),
    ...(digests === undefined ? {} : { digests }),
    action: connections.action,
    find: documents.find,
    tools: working.publishing.tools,
    context: (source, caller, signal) => connections.context(source, signal, caller?.tokens[source]),
    recheck: (edit) => guard.recheck(edit),
    record: ({ run, caller, ...body }) => ledger.append({ kind: "decision", run, caller, body }),
    certify: (record) => auditing.certify(record),
    elsewhere: async (finder, forget) => {
      if (forget) {
        query.forget();
        statistics.forget();
      }
      const found = await Promise.all([conversations, replies].map((it) => it.search(finder, forget)));
      const saved = await working.questionsSearch(finder, forget);
      return found.reduce((sum, it) => sum + it, saved + (await documents.erase(finder, forget)));
    },
    replaying: createReplaying({
      ...working.publishing,
      guard: guarding,
      flows: project.flows,
      requireFitting: (policy) => requireFittingPolicy(policy, working.written, project),
    }),
    recordResolution: ({ run, caller, ...body }) => ledger.append({ kind: "resolution", run, caller, body }),
    ...(project.queues === undefined ? {} : { queues: project.queues }),
    executor: settings.databaseUrl === undefined ? "embedded" : null,
    onJob: watch.job,
    onLease: watch.lease,
    onClockJump: (seconds) => log.warn({ seconds }, "the database's clock has jumped"),
    report: (error, job) => log.error({ job, ...describeError(error) }, "job"),
  });
}
