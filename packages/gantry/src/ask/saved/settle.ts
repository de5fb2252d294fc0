// A saved question's run has settled: its answer is compared with the last one, and told where there is something to tell.
import { questionRunRows, digestRows, questionRows } from "../../store/index.ts";
import type { QuestionRunRow } from "../../store/index.ts";
import { changeOf, fingerprintOf } from "./change.ts";
import type { KeptQuestions } from "./kept.ts";
import type { People } from "./people.ts";
import type { QuestionsOptions } from "./types.ts";

/** Rows that are compared one by one; of more, none are. */
const mostRows = 20_000;

export async function settle(
  options: QuestionsOptions,
  kept: KeptQuestions,
  people: People,
  row: QuestionRunRow & { readonly status: string },
): Promise<void> {
  const { store, runs } = options;
  const conclude = async (to: Partial<QuestionRunRow>, tells = false): Promise<void> => {
    await store.transaction(async (tx) => {
      if (!(await questionRunRows.conclude(tx, { ...row, ...to })) || !tells) return;
      const digest = { run: row.run, origin: `question:${row.question}`, state: "due" } as const;
      await digestRows.insert(tx, digest, [""], options.now());
    });
  };
  const question = await questionRows.find(store.pool, row.question);
  const saved = question && kept.open(question.id, question.sealed);
  const owner = question && (await people.find(question.owner));
  if (saved === undefined || owner === undefined || (row.status !== "done" && row.status !== "waiting")) {
    // The first failure of a row of them is told.
    const isFirst = row.status === "failed" && !(await questionRunRows.failureTold(store.pool, row.question, row.at));
    return conclude({ state: "failed", alert: isFirst }, isFirst);
  }
  const hashes = await runs.rowHashes(row.run, owner.caller);
  if (hashes === undefined || hashes.rows.size > mostRows) {
    const rows = hashes?.rows.size ?? 0;
    return conclude({ state: "compared", rows, alert: saved.alert === null }, saved.alert === null);
  }
  const before = await questionRunRows.before(store.pool, row.question, row.at);
  const print = fingerprintOf(hashes, saved.alert);
  const last = before?.sealed ? kept.openPrint(row.question, before.key, before.sealed) : undefined;
  const { compared, ...change } = changeOf(last, print, saved.alert);
  const sealed = kept.sealPrint(row.question, row.key, print);
  const since = compared ? (before?.at ?? null) : null;
  await conclude({ state: "compared", sealed, ...change, since }, change.alert);
}
