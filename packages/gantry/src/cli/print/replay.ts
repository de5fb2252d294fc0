// What a replay found, for people.
import type { ReplayDraft, ReplayExposure, ReplayReport } from "@gantry/contract";
import type { ReplayOutcome } from "../commands/replay.ts";
import { printTable } from "./table.ts";
import { block, bold, count, dim, shorten } from "./terminal.ts";

export function printReplay(report: ReplayReport): void {
  const { policy, version } = report;
  const versions = [
    ...(policy.before === policy.after ? [] : [`policy ${policy.before} → ${policy.after}`]),
    ...(version.before === version.after ? [] : [`flow ${version.before} → ${version.after}`]),
  ];
  console.log(bold(`${report.flow}, run ${report.run}`));
  if (versions.length > 0) console.log(dim(versions.join(" · ")));
  for (const { step, state, problem, open = 0, wouldSend = 0 } of report.steps) {
    if (problem) console.log(block(`✗ ${step}: ${problem.detail}`, ""));
    else if (state === "skipped") console.log(`– ${step}: not reached`);
    if (open > 0) console.log(`  ${step}: ${count(open, "row")} would wait for a decision`);
    if (wouldSend > 0) console.log(`  ${step}: would send ${count(wouldSend, "row")}; nothing was sent`);
  }
  printDifferences(report);
  const { cost, calls } = report;
  const tokens = ({ input, output }: { input: number; output: number }): string => String(Math.round(input + output));
  console.log(
    dim(
      `${tokens(cost.before)} → ${tokens(cost.after)} tokens, $${cost.before.cost.toFixed(4)} → $${cost.after.cost.toFixed(4)} · ` +
        `${calls.sources} calls to sources, ${calls.models} to models, ${count(calls.repliesThatStood, "recorded repl").replace(/repls?$/, calls.repliesThatStood === 1 ? "reply" : "replies")} stood`,
    ),
  );
  console.log(report.same ? "✓ nothing differs" : "✗ it differs");
}

export function printDifferences({
  rows,
  drafts,
  exposures,
}: Pick<ReplayReport, "rows" | "drafts" | "exposures">): void {
  for (const { step, added, removed, changed, before, after } of rows) {
    console.log(`${bold(step)}: ${before} → ${count(after, "row")}`);
    for (const key of added) console.log(`  + ${key}`);
    for (const key of removed) console.log(`  − ${key}`);
    for (const { key, columns } of changed) console.log(block(`~ ${key}: ${columns.join(", ")}`, "  "));
  }
  for (const draft of drafts) printDraft(draft);
  printExposures(exposures);
}

function printDraft({ step, key, change, words }: ReplayDraft): void {
  console.log(`${bold(`${step} ${key}`)}: ${change}`);
  for (const [field, changes] of Object.entries(words)) {
    const text = changes
      .map(([kind, it]) =>
        kind === "=" ? gist(it) : `${kind === "+" ? "{+" : "[−"}${it.trim()}${kind === "+" ? "+}" : "−]"}`,
      )
      .join(" ")
      .replace(/\s+/g, " ");
    console.log(block(`${field}: ${text}`, "  "));
  }
}

/** Of what both have, the words beside what changed. */
const gist = (text: string): string => {
  const words = text.trim().split(/\s+/);
  return words.length <= 8 ? words.join(" ") : `${words.slice(0, 3).join(" ")} … ${words.slice(-3).join(" ")}`;
};

const marks: Readonly<Record<ReplayExposure["change"], string>> = {
  "newly-refused": "− refused",
  "newly-allowed": "+ allowed",
  "otherwise-treated": "~ treated",
  gone: "· gone",
};

function printExposures(exposures: readonly ReplayExposure[]): void {
  if (exposures.length === 0) return;
  const column = (name: string, title = name) => ({ name, title, format: "text" }) as const;
  printTable(
    [column("change", ""), column("step"), column("to"), column("column"), column("label"), column("treatment")],
    exposures.map(({ change, step, destination, zone, column: of, label, before, after }) => ({
      change: marks[change],
      step,
      to: `${destination} (${zone})`,
      column: of,
      label,
      treatment: `${before ?? "–"} → ${after ?? "–"}`,
    })),
  );
}

export function printReplays(outcomes: readonly ReplayOutcome[]): void {
  const column = (name: string, title = name) => ({ name, title, format: "text" }) as const;
  const found = outcomes.filter((it) => it.report && !it.report.same);
  const failed = outcomes.filter((it) => it.problem !== undefined);
  if (found.length + failed.length > 0) {
    printTable(
      [column("run"), column("rows"), column("drafts"), column("exposures"), column("problem")],
      [...found, ...failed].map(({ run, report, problem }) => ({
        run,
        rows: String(report?.rows.length ?? ""),
        drafts: String(report?.drafts.length ?? ""),
        exposures: String(report?.exposures.length ?? ""),
        problem: shorten(problem ?? report?.steps.find((it) => it.problem)?.problem?.detail ?? "", 80),
      })),
    );
  }
  const calls = outcomes.reduce((sum, { report }) => sum + (report?.calls.sources ?? 0), 0);
  console.log(
    `${count(outcomes.length, "run")}: ${outcomes.length - found.length - failed.length} the same, ${found.length} differ, ` +
      `${failed.length} could not be replayed · ${calls} calls to sources`,
  );
}
