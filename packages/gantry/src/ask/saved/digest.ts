// Whom the answer of a saved question goes to, and what is said above it.
import type { DigestPlan, Recipient } from "../../run/index.ts";
import { questionRows, questionRunRows, subscriberRows } from "../../store/index.ts";
import { alertText, changeText } from "./change.ts";
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
  const said = changeText(outcome, now(), saved.schedule?.timeZone ?? calendar.timeZone);
  const why =
    saved.alert === null || saved.alert.kind === "changed" ? [] : [`You are told ${alertWords(saved.alert)}.`];
  return { title: saved.name, subject: `${saved.name}: ${said}`, recipients, news: [capital(said), ...why] };
}

const alertWords = (alert: Parameters<typeof alertText>[0]): string => `once this is so: ${alertText(alert)}`;
const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
