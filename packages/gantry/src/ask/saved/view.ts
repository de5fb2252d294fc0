// A saved question as one of those who may see it sees it.
import type { QuestionOutcome, QuestionView } from "@gantry/contract";
import type { Caller } from "../../policy/index.ts";
import { questionRunRows, subscriberRows } from "../../store/index.ts";
import type { QuestionRow, QuestionRunRow } from "../../store/index.ts";
import { changeText } from "./change.ts";
import type { SavedQuestion } from "./kept.ts";
import type { Person } from "./people.ts";
import type { QuestionsOptions } from "./types.ts";

export interface Viewing {
  readonly row: QuestionRow;
  readonly saved: SavedQuestion;
  readonly owner: Person | undefined;
  readonly viewer: Caller;
  /** Her keyed hash. */
  readonly person: string;
}

/** @param most outcomes to show */
export async function viewOf(
  { store: { pool }, now, mailOf, sendsMail, calendar }: QuestionsOptions,
  { row, saved, owner, viewer, person }: Viewing,
  most: number,
): Promise<QuestionView> {
  const [subscribers, runs] = await Promise.all([
    subscriberRows.list(pool, row.id),
    questionRunRows.list(pool, row.id, Math.max(most, 10)),
  ]);
  const mine = subscribers.find((it) => it.person === person);
  const news = runs.find((it) => it.alert);
  const problem =
    row.problem !== null && row.problemCode !== null && row.problemAt !== null
      ? { code: row.problemCode, detail: row.problem, at: row.problemAt.toISOString() }
      : null;
  const latest = [news?.at, row.problemAt].filter((it) => it != null);
  return {
    id: row.id,
    name: saved.name,
    question: saved.question,
    flow: saved.flow,
    input: { ...saved.input },
    owner: owner?.caller.name ?? "",
    mine: row.owner === person,
    schedule: saved.schedule,
    next: row.active ? (row.nextAt?.toISOString() ?? null) : null,
    alert: saved.alert,
    active: row.active,
    problem,
    subscribers: subscribers.length,
    subscribed: mine !== undefined,
    muted: mine?.muted ?? false,
    byMail: sendsMail && (viewer.mail ?? mailOf(viewer.subject)) !== undefined,
    unseen: mine !== undefined && !mine.muted && latest.some((it) => it > mine.seenAt),
    outcomes: runs.slice(0, most).map((it) => outcomeOf(it, now(), saved.schedule?.timeZone ?? calendar.timeZone)),
  };
}

const outcomeOf = (row: QuestionRunRow, now: Date, timeZone: string): QuestionOutcome => ({
  at: row.at.toISOString(),
  run: row.run,
  state: row.state,
  rows: row.rows,
  added: row.added,
  gone: row.gone,
  changed: row.changed,
  alert: row.alert,
  text: row.state === "compared" ? changeText(row, now, timeZone) : row.state,
});
