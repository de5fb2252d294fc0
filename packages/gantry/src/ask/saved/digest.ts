// Whom the answer of a saved question goes to, and what is said above it.
import type { DigestPlan, Recipient } from "../../run/index.ts";
import { questionRows, questionRunRows, subscriberRows } from "../../store/index.ts";
import type { Queryable, QuestionRunRow } from "../../store/index.ts";
import { alertText, changeText, differenceOf } from "./change.ts";
import type { KeptQuestions } from "./kept.ts";
import type { People } from "./people.ts";
import type { QuestionsOptions } from "./types.ts";

/** Undefined where the question is gone. */
export async function digestOf(
  { store: { pool }, now, mailOf, calendar }: QuestionsOptions,
  people: People,
  kept: KeptQuestions,
  id: string,
  run: string,
): Promise<DigestPlan | undefined> {
  const row = await questionRows.find(pool, id);
  const saved = row && kept.open(id, row.sealed);
  const outcome = await questionRunRows.ofRun(pool, id, run);
  if (saved === undefined || outcome === undefined) return undefined;
  const recipients: Recipient[] = [];
  for (const { person, muted } of await subscriberRows.list(pool, id)) {
    const known = muted ? undefined : await people.find(person);
    if (known) recipients.push({ caller: known.caller, mail: known.caller.mail ?? mailOf(known.caller.subject) });
  }
  if (outcome.state === "failed") return { title: saved.name, recipients, tellsFailure: outcome.alert };
  const said = changeText(outcome, now(), saved.schedule?.timeZone ?? calendar.timeZone);
  const why =
    saved.alert === null || saved.alert.kind === "changed" ? [] : [`You are told ${alertWords(saved.alert)}.`];
  const marks = await marksOf(pool, kept, outcome);
  return {
    title: saved.name,
    ...(marks === undefined ? {} : { marks }),
    subject: `${saved.name}: ${said}`,
    recipients,
    news: outcome.since === null ? why : [capital(said), ...why],
  };
}

/** Which rows are new, and which read otherwise: ids, by which the letter marks them. */
async function marksOf(pool: Queryable, kept: KeptQuestions, outcome: QuestionRunRow): Promise<DigestPlan["marks"]> {
  const { question, key, sealed, at, since } = outcome;
  const before = since === null ? undefined : await questionRunRows.before(pool, question, at);
  const old = before?.sealed ? kept.openPrint(question, before.key, before.sealed) : undefined;
  const now = sealed === null ? undefined : kept.openPrint(question, key, sealed);
  return old === undefined || now === undefined ? undefined : differenceOf(old, now);
}

const alertWords = (alert: Parameters<typeof alertText>[0]): string => `once this is so: ${alertText(alert)}`;
const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
