// Saved questions of the house, made ready.
import type { Ask, Questions } from "../ask/index.ts";
import { createQuestions } from "../ask/index.ts";
import type { Foresee, Runs } from "../run/index.ts";
import type { PublishedFlow } from "../serve/index.ts";
import type { Opening } from "./house/opening.ts";
import type { Working } from "./house/working.ts";
import { describeError } from "./log.ts";

export interface QuestionParts {
  readonly published: readonly PublishedFlow[];
  readonly ask: Ask;
  readonly runs: Runs;
  readonly foresee?: Foresee;
}

/** They wait for `launch`. */
export function openQuestions(
  { project, clock, log }: Opening,
  { stores, sources, governing }: Pick<Working, "stores" | "sources" | "governing">,
  { published, ask, runs, foresee }: QuestionParts,
): Questions {
  const { store, keyring } = stores;
  return createQuestions({
    store,
    keyring,
    policy: project.policy,
    calendar: sources.catalog.calendar,
    ask,
    flows: published,
    runs,
    mailOf: (subject) => project.subscribers?.find((it) => it.subject === subject)?.mail,
    sendsMail: project.digests !== undefined,
    clock,
    now: () => new Date(),
    ...(foresee === undefined ? {} : { foresee }),
    record: (caller, question, refused) =>
      governing.ledger.appendRequest({
        caller: caller.subject,
        method: "ASK",
        route: `/api/questions/${question}`,
        status: refused?.status ?? 0,
      }),
    report: (error, question) => log.error({ question, ...describeError(error) }, "saved question"),
  });
}
