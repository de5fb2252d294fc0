// `createQuestions`: saved questions, looked after by their owners, asked by the clock, told to those who subscribed.
import { randomUUID } from "node:crypto";
import { GantryError } from "@gantry/contract";
import type { QuestionView } from "@gantry/contract";
import { access, may } from "../../policy/index.ts";
import type { Caller } from "../../policy/index.ts";
import { seesAtLeast } from "../../run/index.ts";
import { isDatabaseAway, questionRows, questionRunRows, subscriberRows } from "../../store/index.ts";
import type { QuestionRow } from "../../store/index.ts";
import { begin, requireHere } from "./begin.ts";
import { digestOf } from "./digest.ts";
import { createKeptQuestions } from "./kept.ts";
import type { SavedQuestion } from "./kept.ts";
import { createPeople } from "./people.ts";
import type { Person } from "./people.ts";
import { requirePerson, saveQuestion } from "./save.ts";
import { settle } from "./settle.ts";
import { nextOf } from "./times.ts";
import type { Questions, QuestionsOptions } from "./types.ts";
import { viewOf } from "./view.ts";

/** Of one question. */
const shown = 50;

export function createQuestions(options: QuestionsOptions): Questions {
  const { store, keyring, policy, now } = options;
  const { pool } = store;
  const people = createPeople(pool, keyring, now, (error) => options.report(error, "people"));
  const kept = createKeptQuestions(pool, keyring);
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();

  interface Found {
    readonly row: QuestionRow;
    readonly saved: SavedQuestion;
    readonly owner: Person | undefined;
    readonly person: string;
    readonly subscribed: boolean;
  }
  const open = async (row: QuestionRow, viewer: Caller): Promise<Found | undefined> => {
    const saved = kept.open(row.id, row.sealed);
    if (saved === undefined) return undefined;
    const person = people.id(viewer.subject);
    const owner = await people.find(row.owner);
    const subscribers = await subscriberRows.list(pool, row.id);
    const subscribed = subscribers.some((it) => it.person === person);
    const sees = row.owner === person || subscribed || (owner !== undefined && seesAll(viewer, owner.caller));
    return sees ? { row, saved, owner, person, subscribed } : undefined;
  };
  /** Whoever could see all that its owner sees may hear of it. */
  const seesAll = (viewer: Caller, owner: Caller): boolean => {
    if (viewer.via === "crm" || !may(policy, viewer, "see:runs")) return false;
    try {
      return seesAtLeast(access(policy, viewer), access(policy, owner));
    } catch (error) {
      if (error instanceof GantryError) return false;
      throw error;
    }
  };
  const find = async (id: string, caller: Caller): Promise<Found> => {
    const row = await questionRows.find(pool, id);
    const found = row && (await open(row, caller));
    if (found) return found;
    throw new GantryError("not-found", "there is no such saved question, or it shows data that your role may not see", {
      remedy: "gantry questions list",
    });
  };
  const view = (found: Found, viewer: Caller, most = shown): Promise<QuestionView> =>
    viewOf(options, { ...found, viewer }, most);
  const shownAgain = async (id: string, caller: Caller): Promise<QuestionView> => view(await find(id, caller), caller);
  const requireSubscribed = async (found: Found, done: Promise<boolean>): Promise<void> => {
    if (await done) return;
    throw new GantryError("conflict", "you have not subscribed to this question", {
      remedy: `subscribe: POST /api/questions/${found.row.id}/subscribe`,
    });
  };

  /** Asked by the clock. What is a matter of rights ends it; the rest is said, and tried at its next time. */
  const fire = async (row: QuestionRow): Promise<void> => {
    const saved = kept.open(row.id, row.sealed);
    const owner = await people.find(row.owner);
    if (saved === undefined || owner === undefined) {
      await questionRows.moveOn(pool, row, null);
      return;
    }
    const next = nextOf(saved.schedule, now());
    try {
      requireHere(owner.seenAt, now());
      const key = `at:${row.nextAt?.toISOString() ?? ""}`;
      await begin(options, { row, saved, caller: owner.caller, key, next });
    } catch (error) {
      if (!(error instanceof GantryError) || error.retryable) throw error;
      const active = error.code !== "forbidden";
      const problem = { code: error.code, text: error.message, at: now() };
      await store.transaction(async (tx) => {
        if (await questionRows.moveOn(tx, row, next)) await questionRows.note(tx, row.id, { active, problem });
      });
    }
  };
  const each = async <T>(all: readonly T[], idOf: (it: T) => string, work: (it: T) => Promise<void>): Promise<void> => {
    for (const it of all) {
      await work(it).catch((error: unknown) => {
        // The next look is a moment away.
        if (!isDatabaseAway(error) && !(error instanceof GantryError && error.retryable))
          options.report(error, idOf(it));
      });
    }
  };
  const lookNow = async (): Promise<void> => {
    try {
      await each(await questionRows.due(pool, now(), 50), (it) => it.id, fire);
      await each(
        await questionRunRows.settled(pool, 50),
        (it) => it.question,
        (it) => settle(options, kept, people, it),
      );
    } catch (error) {
      if (!isDatabaseAway(error)) options.report(error, "questions");
    }
  };

  const questions: Questions = {
    launch: () => {
      timer = setInterval(() => void questions.look(), options.interval ?? 1000);
      timer.unref();
    },
    look: async () => {
      looking = looking.then(lookNow);
      await looking;
    },
    list: async (caller) => {
      const found = await Promise.all((await questionRows.list(pool)).map((row) => open(row, caller)));
      return Promise.all(found.filter((it) => it !== undefined).map((it) => view(it, caller, 1)));
    },
    show: shownAgain,
    save: async (request, caller) => shownAgain(await saveQuestion(options, people, kept, request, caller), caller),
    remove: async (id, caller) => {
      const { row, person } = await find(id, caller);
      if (row.owner !== person && !may(policy, caller, "administer"))
        throw new GantryError("forbidden", "only who saved a question, or an administrator, may remove it", {
          remedy: `leave it: POST /api/questions/${id}/unsubscribe`,
        });
      await questionRows.remove(pool, [id]);
    },
    run: async (id, caller) => {
      const { row, saved, person } = await find(id, caller);
      if (row.owner !== person)
        throw new GantryError("forbidden", "only who saved a question may run it: it is asked with her rights", {
          remedy: "ask it yourself",
        });
      requirePerson(caller);
      await people.put(pool, caller);
      const next = nextOf(saved.schedule, now());
      const run = await begin(options, { row, saved, caller, key: `by-hand:${randomUUID()}`, next });
      if (run !== undefined) return { run };
      throw new GantryError("conflict", "the question is being asked just now", { retryable: true });
    },
    subscribe: async (id, subscribed, caller) => {
      const found = await find(id, caller);
      requirePerson(caller);
      if (!subscribed) await subscriberRows.remove(pool, id, found.person);
      else {
        await store.transaction(async (tx) => {
          await people.put(tx, caller);
          await subscriberRows.insert(tx, id, [found.person], now());
        });
      }
      return view(found, caller);
    },
    mute: async (id, muted, caller) => {
      const found = await find(id, caller);
      await requireSubscribed(found, subscriberRows.change(pool, id, found.person, { muted }));
      return view(found, caller);
    },
    seen: async (id, caller) => {
      const found = await find(id, caller);
      await requireSubscribed(found, subscriberRows.change(pool, id, found.person, { seenAt: now() }));
      return view(found, caller);
    },
    saw: (caller) => people.saw(caller),
    digest: (id, run) => digestOf(options, people, kept, id, run),
    search: async (finder, forget) => (await kept.search(finder, forget)) + (await people.search(finder, forget)),
    close: async () => {
      clearInterval(timer);
      await looking;
    },
  };
  return questions;
}
