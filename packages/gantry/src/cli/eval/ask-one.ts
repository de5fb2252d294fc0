// One question of a set, asked on its caller's behalf and judged. What would ask people, send or write is planned and not run.
import type { Client } from "@gantry/client";
import { GantryError } from "@gantry/contract";
import type { Answer, AskExplained, Estimate, Problem, ProblemCode, Receipt } from "@gantry/contract";
import { missingRows, otherFlow, refusalIs } from "./judge.ts";
import type { Bench } from "./judge.ts";
import type { PlacedQuestion } from "./read-sets.ts";
import type { Expected, Exposure, Outcome } from "./types.ts";

/** What went one way for one question. */
export type Left = Omit<Exposure, "columns" | "questions"> & { readonly column: string };

export interface Judged extends PlacedQuestion {
  readonly outcome: Outcome;
  /** How it was read, or why it was turned down. */
  readonly said: string;
  /** Why that is not what was expected: names and sizes. */
  readonly why: string | undefined;
  readonly code: ProblemCode | undefined;
  readonly run: string | undefined;
  readonly planner: string | undefined;
  /** Milliseconds; unknown where it was turned down. */
  readonly planningTime: number | undefined;
  readonly milliseconds: number;
  /** Of models, planning included. */
  readonly tokens: number;
  /** US dollars. */
  readonly cost: number;
  readonly left: readonly Left[];
}

export interface AskOptions extends Bench {
  readonly client: Client;
  readonly planner: string | undefined;
  /** Seconds to wait for an answer. */
  readonly wait: number;
}

/** A question that ends so was not judged: no planner's doing. */
const failures: readonly ProblemCode[] = [
  "source-unreachable",
  "source-refused",
  "source-drifted",
  "source-timeout",
  "model-unreachable",
  "budget-exceeded",
  "rate-limited",
  "query-failed",
  "out-of-memory",
  "unavailable",
  "cancelled",
  "internal",
];

/** What the next question would not be spared, and what is wrong with the set itself. */
const hopeless: readonly ProblemCode[] = ["bad-request", "bad-config", "unauthenticated", "token-expired"];

const nothing = { run: undefined, planner: undefined, planningTime: undefined, tokens: 0, cost: 0, left: [] } as const;

type Verdict = Pick<Judged, "outcome" | "why" | "code">;

/** @throws GantryError where the next question would fare no better: an unknown planner, a token that is no longer good */
export async function askOne(placed: PlacedQuestion, options: AskOptions): Promise<Judged> {
  const begun = performance.now();
  try {
    const asked = await replyTo(placed, options);
    const milliseconds = Math.round(performance.now() - begun);
    const { text, planner, planningTime } = asked.interpretation;
    const isRun = "run" in asked;
    const verdict = isRun ? await judgeAnswer(placed.expected, asked, options) : judgePlan(placed.expected, asked);
    const spent = isRun ? spentIn(asked.receipt) : spentOnPlan(asked.interpretation.estimate);
    const left = isRun ? leftIn(asked.receipt) : leftBy(asked.interpretation.estimate);
    const run = isRun ? asked.run : undefined;
    return { ...placed, ...verdict, said: text, run, planner, planningTime, milliseconds, ...spent, left };
  } catch (error) {
    if (!(error instanceof GantryError) || hopeless.includes(error.code)) throw error;
    const milliseconds = Math.round(performance.now() - begun);
    return { ...placed, ...nothing, ...turnedDown(placed.expected, error), said: error.message, milliseconds };
  }
}

async function replyTo(
  { question, expected }: PlacedQuestion,
  { client, planner, wait }: AskOptions,
): Promise<Answer | AskExplained> {
  const by = planner === undefined ? {} : { planner };
  if (expected.kind === "flow") return client.explainQuestion(question, by);
  const begun = performance.now();
  let asked = await client.askReading(question, { ...by, wait });
  while ("run" in asked && asked.status === "running" && performance.now() - begun < wait * 1000)
    asked = await client.answer(asked.run, { wait });
  return asked;
}

async function judgeAnswer(expected: Expected, answer: Answer, bench: Bench): Promise<Verdict> {
  const { problem, status } = answer;
  if (problem !== undefined) return turnedDown(expected, problem);
  if (status !== "done") return { outcome: "failed", why: `no answer in time: it is ${status}`, code: undefined };
  const why = expected.kind === "rows" ? await missingRows(expected, answer, bench) : "it is answered, and must not be";
  return { outcome: why === undefined ? "right" : "wrong", why, code: undefined };
}

function judgePlan(expected: Expected, { interpretation }: AskExplained): Verdict {
  const why =
    expected.kind === "flow"
      ? otherFlow(expected, interpretation)
      : `flow "${interpretation.flow}" would have begun: it does more than read, and was not run`;
  return { outcome: why === undefined ? "right" : "wrong", why, code: undefined };
}

function turnedDown(expected: Expected, problem: GantryError | Problem): Verdict {
  const { code } = problem;
  const why = problem instanceof GantryError ? problem.message : problem.detail;
  if (failures.includes(code)) return { outcome: "failed", why, code };
  const outcome = refusalIs(expected, problem);
  return { outcome, why: outcome === "right" ? undefined : why, code };
}

function spentIn({ egresses }: Receipt): { readonly tokens: number; readonly cost: number } {
  return {
    tokens: egresses.reduce((sum, { usage }) => sum + (usage?.input ?? 0) + (usage?.output ?? 0), 0),
    cost: egresses.reduce((sum, { usage }) => sum + (usage?.cost ?? 0), 0),
  };
}

/** Of a flow that was not run, the planning. */
function spentOnPlan(estimate: Estimate | undefined): { readonly tokens: number; readonly cost: number } {
  const planning = (estimate?.models ?? []).filter(({ step }) => step === "plan");
  return {
    tokens: planning.reduce((sum, it) => sum + it.tokens, 0),
    cost: planning.reduce((sum, it) => sum + it.cost, 0),
  };
}

const leftIn = ({ egresses }: Receipt): readonly Left[] =>
  egresses
    .filter(({ kind }) => kind !== "viewer")
    .flatMap(({ destination, zone, columns }) => columns.map((it) => ({ ...it, destination, zone, foretold: false })));

const leftBy = (estimate: Estimate | undefined): readonly Left[] =>
  (estimate?.leaves ?? []).map(({ column, label, treatment, destination, zone }) => ({
    column,
    label,
    treatment,
    destination,
    zone,
    level: null,
    foretold: true,
  }));
