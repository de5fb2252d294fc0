// Asks a saved question again: as its owner, by the rights that she has now, once for each time that it is due.
import { GantryError } from "@gantry/contract";
import { resolveInput } from "../../flow/index.ts";
import { may } from "../../policy/index.ts";
import type { Caller } from "../../policy/index.ts";
import { questionRows, questionRunRows } from "../../store/index.ts";
import type { QuestionRow, Transaction } from "../../store/index.ts";
import type { SavedQuestion } from "./kept.ts";
import type { KnownFlow, QuestionsOptions } from "./types.ts";

/** Whoever has not signed in for so long is not asked for any more: nobody knows what she may do. */
const longestAway = 90 * 86_400_000;

interface Ready extends KnownFlow {
  readonly input: Readonly<Record<string, string | number>>;
  readonly interpretation: Parameters<QuestionsOptions["runs"]["start"]>[0]["interpretation"];
}

/**
 * The flow that answers it now.
 *
 * @throws GantryError `forbidden` where the caller may not ask it (any more), and what planning throws
 */
export async function readyFor(
  { ask, flows, policy }: QuestionsOptions,
  { question, flow, input }: Pick<SavedQuestion, "question" | "flow" | "input">,
  caller: Caller,
  run: string,
): Promise<Ready> {
  const demand = (permission: string): void => {
    if (may(policy, caller, permission)) return;
    throw new GantryError("forbidden", `whoever saved this question has not the right "${permission}"`, {
      remedy: "have an administrator add it to the policy, or sign in with another role, and run the question again",
    });
  };
  if (question !== null) {
    demand("ask");
    const planned = await ask.plan(question, caller, undefined, run);
    if (planned.kind === "unable") throw planned.problem;
    demand(`run:${planned.flow}`);
    const found = planned.made ?? flows.find((it) => it.document.name === planned.flow);
    if (found) return { ...found, input: planned.input, interpretation: planned.interpretation };
  }
  const found = flows.find((it) => it.document.name === flow);
  if (flow === null || found === undefined)
    throw new GantryError("not-found", "the flow that answers this is not published", { remedy: "gantry check" });
  demand(`run:${flow}`);
  return { ...found, ...ask.fill(found.document, input) };
}

export const requireHere = (seenAt: Date, now: Date): void => {
  if (now.getTime() - seenAt.getTime() < longestAway) return;
  throw new GantryError("forbidden", "whoever saved this question has not signed in for 90 days", {
    remedy: "sign in, and run the question once",
  });
};

/** Somebody else has begun it. */
class AlreadyBegun extends Error {}

export interface Beginning {
  readonly row: QuestionRow;
  readonly saved: SavedQuestion;
  readonly caller: Caller;
  readonly key: string;
  /** When it is asked next. */
  readonly next: Date | null;
}

/**
 * Starts the run, and takes it down in the same transaction; where a budget has no room for it, the run has failed before it
 * began, and the question says so. Undefined where another process has.
 */
export async function begin(
  options: QuestionsOptions,
  { row, saved, caller, key, next }: Beginning,
): Promise<string | undefined> {
  const { runs, calendar } = options;
  const id = runs.newId();
  const ready = await readyFor(options, saved, caller, id);
  const foreseen = await options.foresee?.(ready, ready, caller);
  const { interpretation = ready.interpretation, refused } = foreseen ?? {};
  await options.record(caller, row.id, refused);
  const takeDown = async (tx: Transaction, run: string): Promise<void> => {
    if (!(await questionRows.moveOn(tx, row, next))) throw new AlreadyBegun();
    if (!(await questionRunRows.insert(tx, { question: row.id, key, run, at: options.now() })))
      throw new AlreadyBegun();
    const problem = refused === undefined ? null : { code: refused.code, text: refused.message, at: options.now() };
    await questionRows.note(tx, row.id, { active: true, problem });
  };
  try {
    const run = await runs.start({
      id,
      flow: ready.document,
      shapes: ready.shapes,
      input: resolveInput(ready.document, ready.input, { ...options.clock(), calendar }),
      interpretation,
      ...(refused === undefined ? {} : { refused }),
      caller: { ...caller, surface: "api" },
      question: saved.question,
      also: takeDown,
    });
    // A run with the same input waits or works, and the flow's queue wants no second.
    if (run !== id) await options.store.transaction((tx) => takeDown(tx, run));
    return run;
  } catch (error) {
    if (error instanceof AlreadyBegun) return undefined;
    throw error;
  }
}
