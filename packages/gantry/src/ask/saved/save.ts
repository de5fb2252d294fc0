// Saves a question: planned once to see that it can be answered, and that what is to be watched is there.
import { randomUUID } from "node:crypto";
import { GantryError } from "@gantry/contract";
import type { QuestionAlert, SaveQuestionRequest } from "@gantry/contract";
import type { FlowDocument } from "../../flow/index.ts";
import type { Caller } from "../../policy/index.ts";
import { questionRows, subscriberRows } from "../../store/index.ts";
import { readyFor } from "./begin.ts";
import type { KeptQuestions, SavedQuestion } from "./kept.ts";
import type { People } from "./people.ts";
import { nextOf, requireSchedule } from "./times.ts";
import type { QuestionsOptions } from "./types.ts";

/** Of one person. */
const mostQuestions = 100;

/** Whoever signs in at another system is known there alone: nobody can ask for her later. */
export const requirePerson = ({ via }: Caller): void => {
  if (via === "issuer") return;
  throw new GantryError("forbidden", "saved questions are for people who sign in at Gantry's identity provider", {
    remedy: "sign in there",
  });
};

/** @returns its id */
export async function saveQuestion(
  options: QuestionsOptions,
  people: People,
  kept: KeptQuestions,
  request: SaveQuestionRequest,
  caller: Caller,
): Promise<string> {
  requirePerson(caller);
  const { store, calendar, now } = options;
  const { name, question = null, flow = null, input = {}, schedule, alert = null, subscribers = [] } = request;
  const saved: SavedQuestion = {
    name,
    question,
    flow,
    input,
    schedule: schedule === undefined ? null : { cron: schedule.cron, timeZone: schedule.timeZone ?? calendar.timeZone },
    alert,
  };
  requireSchedule(saved.schedule, now());
  const { document } = await readyFor(options, saved, caller, options.runs.newId());
  requireWatchable(alert, document);
  const owner = people.id(caller.subject);
  if ((await questionRows.countOf(store.pool, owner)) >= mostQuestions)
    throw new GantryError("conflict", `you have saved ${mostQuestions} questions`, {
      remedy: "remove one: gantry questions remove ID",
    });
  const others = await Promise.all(
    subscribers.map(async (subject) => {
      const person = people.id(subject);
      if (person === owner || (await people.find(person)) !== undefined) return person;
      throw new GantryError("bad-input", "one of the subscribers has never subscribed to anything here", {
        remedy: "have her subscribe herself: she sees the question in the console where she may see its data",
      });
    }),
  );
  const id = `s_${randomUUID().replaceAll("-", "").slice(0, 20)}`;
  const at = now();
  await store.transaction(async (tx) => {
    await people.put(tx, caller);
    const sealed = kept.seal(id, saved);
    await questionRows.insert(tx, { id, owner, sealed, createdAt: at, nextAt: nextOf(saved.schedule, at) });
    await subscriberRows.insert(tx, id, [...new Set([owner, ...others])], at);
  });
  return id;
}

/** @throws GantryError `bad-input` where the answer has no such number to watch */
function requireWatchable(alert: QuestionAlert | null, { answer }: FlowDocument): void {
  if (alert === null) return;
  const refuse = (what: string, remedy: string): never => {
    throw new GantryError("bad-input", what, { remedy });
  };
  const table = answer.find((it) => it.kind === "table");
  if (table === undefined) return refuse("the answer has no table to compare", "ask for a list or for numbers");
  if (alert.kind === "changed") return;
  if (alert.above === undefined && alert.below === undefined) refuse("the threshold is missing", "above or below");
  if (alert.kind === "count") return;
  const numeric = table.columns.filter((it) => ["number", "percent", "currency"].includes(it.format));
  if (numeric.some((it) => it.name === alert.column)) return;
  refuse(
    `the answer has no number "${alert.column}"`,
    numeric.length === 0 ? "watch the number of rows" : `there are: ${numeric.map((it) => it.name).join(", ")}`,
  );
}
