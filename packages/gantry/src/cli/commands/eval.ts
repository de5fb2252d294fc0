// `gantry eval ask`: the company's own question sets, asked of a planner.
import { GantryError } from "@gantry/contract";
import type { Command } from "../command.ts";
import { askOne } from "../eval/ask-one.ts";
import type { Judged } from "../eval/ask-one.ts";
import { createCallers } from "../eval/callers.ts";
import type { Callers } from "../eval/callers.ts";
import { createExpectedRows } from "../eval/expected-rows.ts";
import { questionFolder, readSet, setFiles } from "../eval/read-sets.ts";
import type { ReadSet } from "../eval/read-sets.ts";
import { compareReports, readEarlier, reportOf } from "../eval/report.ts";
import type { Report } from "../eval/report.ts";
import { readFlags } from "../flags.ts";
import { printReport } from "../print/eval.ts";
import { loadProject } from "../project.ts";
import type { LoadedProject } from "../project.ts";
import { readSettings } from "../settings.ts";

/** Asks question sets, says how good the answers are, and exits 1 where one of a set's bounds is not held. */
const ask: Command = async (words) => {
  const text = { type: "string" } as const;
  const { values, positionals } = readFlags(words, {
    planner: text,
    as: text,
    split: text,
    compare: text,
    wait: { type: "string", default: "120" },
    json: { type: "boolean", default: false },
  });
  const { planner, as, split } = values;
  const wait = Number(values.wait);
  if (!Number.isInteger(wait) || wait < 1)
    throw new GantryError("bad-request", "--wait takes a number of seconds", { remedy: "--wait 60" });
  const earlier = values.compare === undefined ? undefined : readEarlier(values.compare);
  const settings = readSettings();
  const project = await loadProject(settings.projectFolder);
  const files = setFiles(questionFolder(project), positionals);
  const sets = chosen(
    files.map((it) => readSet(it)),
    split,
    as,
  );
  const callers = createCallers(settings, as, Boolean(process.env["GANTRY_TOKEN"]));
  const options = { callers, project, planner, wait, showsProgress: process.stderr.isTTY && !values.json };
  const report: Report = { planner: planner ?? null, sets: await inTurn(sets, (set) => evaluate(set, options)) };
  const comparisons = earlier && compareReports(earlier, report);
  if (values.json)
    console.log(JSON.stringify({ ...report, ...(comparisons ? { compared: comparisons } : {}) }, null, 2));
  else printReport(report, comparisons);
  return report.sets.every((it) => it.unheld.length === 0) ? 0 : 1;
};

/** Sets with the questions that are to be asked, without those of which none is. */
function chosen(sets: readonly ReadSet[], split: string | undefined, as: string | undefined): readonly ReadSet[] {
  const kept = sets
    .map((set) => ({
      ...set,
      questions: set.questions.filter(
        (it) =>
          (split === undefined || it.split === split) && (as === undefined || it.as === undefined || it.as === as),
      ),
    }))
    .filter(({ questions }) => questions.length > 0);
  if (kept.length > 0) return kept;
  const all = sets.flatMap(({ questions }) => questions);
  const known = (of: "split" | "as"): string => [...new Set(all.flatMap((it) => it[of] ?? []))].join(", ") || "none";
  throw new GantryError("not-found", "no question is of that split and that caller", {
    remedy: `splits: ${known("split")}; callers: ${known("as")}`,
  });
}

interface Evaluating {
  readonly callers: Callers;
  readonly project: LoadedProject;
  readonly planner: string | undefined;
  readonly wait: number;
  readonly showsProgress: boolean;
}

async function evaluate(
  set: ReadSet,
  { callers, project, planner, wait, showsProgress }: Evaluating,
): Promise<Report["sets"][number]> {
  const expected = createExpectedRows(set, callers, project.catalog.calendar);
  // What is wrong with the set is told before a model is paid.
  await inTurn(set.questions, (it) => expected.prove(it));
  const judged: Judged[] = await inTurn(set.questions, async (it, index) => {
    if (showsProgress) process.stderr.write(`\r${set.file}: ${index + 1} of ${set.questions.length}`);
    return askOne(it, { ...expected.of(it), client: await callers(it.as), planner, wait });
  });
  if (showsProgress) process.stderr.write("\r\u001B[K");
  return reportOf(set, judged);
}

/** One after the other: times mean something, and a model's limits are kept. */
async function inTurn<T, R>(all: readonly T[], work: (it: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const [index, it] of all.entries()) results.push(await work(it, index));
  return results;
}

export const evaluation: Command = async ([name = "", ...words]) => {
  if (name === "ask") return ask(words);
  throw new GantryError("bad-request", "gantry eval what?", {
    remedy: "gantry eval ask [questions/NAME.yaml …] [--planner builtin|llm|NAME]",
  });
};
