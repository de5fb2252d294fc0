// Questions in three languages through a whole house: are the rows right, and is what can't be answered said so?
// `--split development|test|paraphrases|blind|further|strangers|strangers-later|all` (all: the first two), `--quick` every fifth
// question, `--list` what went wrong (of strangers-later the number and how alone; those of the strangers before
// them have been looked at since their first count), `--rows N` rows of a table that are looked at for the price (default 100,000; 0: none). `--planner builtin` (the test split unless told otherwise), or `--planner llm` (all of
// them): a language model whose replies are recorded in
// bench/material/questions/recorded, or in `--recorded FILE`. `--record DIR` puts each prompt without a reply into DIR/inbox,
// `--take DIR` records the replies of DIR/outbox before. With the builtin planner the price is judged twice: on a house that
// has seen no question, and again.
import type { Client } from "@gantry/client";
import { GantryError } from "@gantry/contract";
import type { Answer } from "@gantry/contract";
import { missingRows, otherFlow, refusalIs, sharesOf } from "../../packages/gantry/src/cli/eval/index.ts";
import type { Cells, Expected, Layout } from "../../packages/gantry/src/cli/eval/index.ts";
import { openHouse } from "../../test/support/house.ts";
import type { Measurement } from "../measurement.ts";
import { planningTime } from "../planner/planning-time.ts";
import { openInbox, takeReplies } from "../planner/bridge.ts";
import { startRecordedPlanner } from "../planner/endpoint.ts";
import type { RecordedPlanner } from "../planner/endpoint.ts";
import { openRecorded, recordedFile } from "../planner/recorded.ts";
import { openCompany, questions, scopeOf } from "../material/questions/index.ts";
import type { OwnCompany, Question } from "../material/questions/index.ts";
import { median } from "../statistics.ts";

const today = "2026-11-16";

type Outcome = "right" | "wrong" | "refused" | "not recorded";

interface Judged {
  readonly question: Question;
  readonly expected: Expected;
  readonly outcome: Outcome;
  readonly milliseconds: number;
  /** What was understood, or why it was refused. */
  readonly said: string;
  /** Columns of people in clear that went to a viewer who sees them as tokens, or to a model. */
  readonly exposed: number;
  /** Absent where nothing ran. */
  readonly priced?: Priced;
}

/** Tokens stand for what the systems hold: the cell that each refers to. */
const restored = (answer: Answer, cells: Cells, company: OwnCompany): Promise<unknown[][]> =>
  Promise.all(
    cells.map((row) =>
      Promise.all(
        row.map(async (cell) => {
          const token = typeof cell === "string" ? answer.tokens[cell] : undefined;
          return token === undefined ? cell : company.cell(`${token.source}.${token.table}`, token.id, token.column);
        }),
      ),
    ),
  );

async function isRight({ expected, caller }: Question, answer: Answer, company: OwnCompany): Promise<boolean> {
  if (expected.kind === "flow") return otherFlow(expected, answer.interpretation) === undefined;
  if (expected.kind !== "rows" || answer.status !== "done") return false;
  const bench = {
    wanted: async (layout: Layout) => ("sql" in layout ? company.rows(layout.sql, scopeOf[caller]) : layout.cells),
    found: (cells: Cells) => restored(answer, cells, company),
  };
  return (await missingRows(expected, answer, bench)) === undefined;
}

/** What a viewer without the right to names sees in clear. */
const exposedIn = ({ caller }: Question, answer: Answer): number =>
  caller !== "analyst"
    ? 0
    : answer.blocks
        .flatMap((it) => (it.kind === "table" ? it.columns : []))
        .filter((it) => it.treatment === "pass" && it.labels.some((label) => /^(?:person|company)\b/.test(label)))
        .length;

/** What of an answer was foretold. */
interface Priced {
  /** Rows, calls and tokens each within a quarter of what it took; a call or 20 rows more or less are nothing. */
  readonly near: boolean;
  /** The same with nothing forgiven. */
  readonly strictly: boolean;
}

const pricedIn = ({ interpretation: { estimate }, receipt }: Answer): Priced | undefined => {
  if (estimate === undefined) return undefined;
  const sum = (of: readonly Readonly<Record<"rows" | "calls", number>>[], what: "rows" | "calls"): number =>
    of.reduce((total, it) => total + it[what], 0);
  const used = receipt.egresses.reduce((total, { usage }) => total + (usage?.input ?? 0) + (usage?.output ?? 0), 0);
  const isNear = (said: number, took: number, slack: number): boolean =>
    Math.abs(said - took) <= Math.max(slack, 0.25 * took);
  const within = (rows: number, calls: number): boolean =>
    isNear(sum(estimate.sources, "rows"), sum(receipt.sources, "rows"), rows) &&
    isNear(sum(estimate.sources, "calls"), sum(receipt.sources, "calls"), calls) &&
    isNear(estimate.tokens, used, 0);
  return { near: within(20, 1), strictly: within(0, 0) };
};

async function judge(
  question: Question,
  client: Client,
  company: OwnCompany,
  planner: RecordedPlanner | undefined,
): Promise<Judged> {
  const before = planner?.missed ?? 0;
  const judged = await judgeAnswer(question, client, company, planner !== undefined);
  return planner !== undefined && planner.missed > before ? { ...judged, outcome: "not recorded" } : judged;
}

async function judgeAnswer(
  question: Question,
  client: Client,
  company: OwnCompany,
  needsModel: boolean,
): Promise<Judged> {
  const begun = performance.now();
  const { expected } = question;
  try {
    const answer = await client.ask(question.question, { wait: 60 });
    const milliseconds = performance.now() - begun;
    const right = await isRight(question, answer, company);
    const problem = answer.problem === undefined ? "" : ` (${answer.problem.detail})`;
    const counts = !needsModel || isByModel(answer);
    const outcome = right && counts ? "right" : answer.problem === undefined && counts ? "wrong" : "refused";
    const said = `${answer.interpretation.text}${problem}`;
    const priced = pricedIn(answer) ?? { near: false, strictly: false };
    return {
      question,
      expected,
      outcome,
      milliseconds,
      said,
      exposed: exposedIn(question, answer),
      priced,
    };
  } catch (error) {
    if (!(error instanceof GantryError)) throw error;
    const said = `${error.code}: ${error.message} ${error.remedy ?? ""}`;
    return {
      question,
      expected,
      outcome: refusalIs(expected, error),
      milliseconds: performance.now() - begun,
      said,
      exposed: 0,
    };
  }
}

/** A plan by rule says nothing of a model that failed to give one. */
const isByModel = ({ interpretation }: Answer): boolean => interpretation.planner.startsWith("compatible:");

async function startPlanner(args: readonly string[]): Promise<RecordedPlanner> {
  const recorded = openRecorded(wordAfter(args, "--recorded") ?? recordedFile);
  const [from, to] = [wordAfter(args, "--take"), wordAfter(args, "--record")];
  if (from !== undefined) {
    const { taken, waiting } = takeReplies(from, recorded);
    console.error(`${taken} replies taken from ${from}; without one: ${waiting.join(", ") || "none"}`);
  }
  return startRecordedPlanner(recorded, to === undefined ? () => {} : openInbox(to));
}

/** How many of the company's customers and people stand by name in what a model was told. */
async function namesIn(told: readonly string[], company: OwnCompany): Promise<number> {
  // Prompts repeat most of their lines.
  const lines = [...new Set(told.flatMap((it) => it.split("\n")))].join("\n");
  const names = await company.rows("select name from account union select name from contact", "everything");
  return names.filter(([name]) => typeof name === "string" && name.includes(" ") && lines.includes(name)).length;
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Of the answers, those whose price was told. */
const pricedShare = (all: readonly Judged[], how: keyof Priced): number => {
  const answered = all.filter((it) => it.priced !== undefined);
  return rounded(answered.filter((it) => it.priced?.[how] === true).length / Math.max(1, answered.length));
};

const table = (all: readonly Judged[], by: (it: Judged) => string): Record<string, Record<string, number>> =>
  Object.fromEntries(
    [...Map.groupBy(all, by)].map(([name, own]) => [
      name,
      {
        questions: own.length,
        right: own.filter((it) => it.outcome === "right").length,
        refused: own.filter((it) => it.outcome === "refused").length,
        wrong: own.filter((it) => it.outcome === "wrong").length,
        "not recorded": own.filter((it) => it.outcome === "not recorded").length,
      },
    ]),
  );

const wordAfter = (args: readonly string[], flag: string): string | undefined => {
  const at = args.indexOf(flag);
  return at < 0 ? undefined : args[at + 1];
};

export const measure: Measurement = async ({ quick, args }) => {
  const planner = wordAfter(args, "--planner") ?? "builtin";
  if (planner !== "builtin" && planner !== "llm") throw new Error(`a planner is "builtin" or "llm", not "${planner}"`);
  const split = wordAfter(args, "--split") ?? (planner === "llm" ? "all" : "test");
  const rows = wordAfter(args, "--rows");
  const chosen = questions
    .filter((it) => (split === "all" ? ["development", "test"] : [split]).includes(it.split))
    .filter((_, at) => !quick || at % 5 === 0);
  console.error(`${chosen.length} questions (${split}): laying out the company and starting …`);
  const model = planner === "llm" ? await startPlanner(args) : undefined;
  const [company, house] = await Promise.all([
    openCompany({ seed: 1, today, accounts: 1200 }),
    openHouse({ GANTRY_SEED: "1", ...model?.env, ...(rows === undefined ? {} : { GANTRY_STATISTICS_ROWS: rows }) }),
  ]);
  const judged: Judged[] = [];
  const again: Judged[] = [];
  let named = 0;
  try {
    for (const question of chosen) {
      const found = await judge(question, await house.client(question.caller), company, model);
      judged.push(found);
      if (judged.length % 20 === 0) console.error(`${judged.length} of ${chosen.length} asked`);
      if (found.outcome !== "right" && args.includes("--list"))
        console.error(
          split === "strangers-later"
            ? `${found.outcome.toUpperCase()} number ${judged.length}`
            : `${found.outcome.toUpperCase()} ${question.kind} ${question.caller}: ${question.question}\n    ${found.said}`,
        );
    }
    if (model !== undefined) named = await namesIn(model.told, company);
    else
      for (const question of chosen)
        again.push(await judge(question, await house.client(question.caller), company, undefined));
  } finally {
    company.close();
    await house.close();
    await model?.close();
  }
  console.table(table(judged, (it) => it.question.kind));
  console.table(table(judged, (it) => it.question.language));
  const figures = {
    planner,
    split,
    questions: judged.length,
    ...sharesOf(judged),
    exposed: judged.reduce((sum, it) => sum + it.exposed, 0),
    pricedWithinAQuarter: pricedShare(judged, "near"),
    pricedStrictly: pricedShare(judged, "strictly"),
    medianMilliseconds: Math.round(median(judged.map((it) => it.milliseconds))),
  };
  if (model === undefined) {
    const warm = { pricedAgain: pricedShare(again, "near"), pricedAgainStrictly: pricedShare(again, "strictly") };
    const isPriced = figures.pricedWithinAQuarter >= 0.9 && warm.pricedAgain >= 0.9;
    const pass = figures.right >= 0.9 && figures.wrong <= 0.02 && figures.exposed === 0 && isPriced;
    const planningMilliseconds = planningTime(chosen.map((it) => it.question));
    return { pass, figures: { ...figures, ...warm, planningMilliseconds } };
  }
  const told = model.told.map((it) => Math.ceil(it.length / 4));
  const asking = {
    notRecorded: judged.filter((it) => it.outcome === "not recorded").length,
    turns: told.length,
    promptTokens: { median: Math.round(median(told)), most: Math.max(0, ...told) },
    // What a viewer saw in clear and may not, and names of the company's systems that the model was told.
    breaches: figures.exposed + named,
  };
  const pass =
    figures.right >= 0.95 && asking.breaches === 0 && asking.notRecorded === 0 && asking.promptTokens.most < 6000;
  return { pass, figures: { ...figures, ...asking } };
};
