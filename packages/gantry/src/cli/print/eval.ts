// What an evaluation of question sets found, in the terminal.
import type { Comparison, Report, ReportedQuestion, SetReport } from "../eval/report.ts";
import { printTable } from "./table.ts";
import { block, bold, count, dim } from "./terminal.ts";

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
const dollars = (cost: number): string => `$${cost.toFixed(cost < 1 ? 4 : 2)}`;

export function printReport({ sets }: Report, comparisons: readonly Comparison[] | undefined): void {
  for (const set of sets) {
    printSet(set);
    const comparison = comparisons?.find(({ file }) => file === set.file);
    if (comparison !== undefined) printComparison(comparison);
    else if (comparisons !== undefined) console.log(`${dim("not in the earlier evaluation")}\n`);
  }
}

function printSet({ file, title, figures, unheld, exposures, questions }: SetReport): void {
  console.log(`${bold(title ?? file)}${title === undefined ? "" : dim(` ${file}`)}`);
  for (const it of questions) printQuestion(it);
  printLanguages(questions);
  const { right, wrong, refused, turnedDown, failed, tokens, cost, planningTime } = figures;
  console.log(
    block(
      [
        `${count(figures.questions, "question")}: right ${percent(right)}, turned down ${percent(refused)}, wrong ${percent(wrong)}`,
        ...(questions.some((it) => it.expects === "refused" || it.expects === "choices")
          ? [`of what must have no answer ${percent(turnedDown)} had none`]
          : []),
        ...(failed === 0 ? [] : [`${count(failed, "question")} failed`]),
        `${count(Math.round(tokens), "token")}, ${dollars(cost)}`,
        ...(planningTime === null ? [] : [`planned in ${Math.round(planningTime)} ms (median)`]),
      ].join("; "),
      "",
    ),
  );
  console.log();
  printExposures(exposures);
  console.log(unheld.length === 0 ? "✓ within the bounds of the set\n" : unheld.map((it) => `✗ ${it}\n`).join(""));
}

function printExposures(exposures: SetReport["exposures"]): void {
  const left = exposures.filter(({ foretold }) => !foretold);
  if (left.length === 0) console.log("Nothing left for a model or a channel.");
  else
    printTable(
      [
        { name: "label", title: "What left", format: "text" },
        { name: "level", title: "Level", format: "text" },
        { name: "treatment", title: "Treated", format: "text" },
        { name: "to", title: "To", format: "text" },
        { name: "columns", title: "Columns", format: "number" },
        { name: "questions", title: "Questions", format: "number" },
      ],
      left.map(({ label, level, treatment, destination, zone, columns, questions }) => ({
        label,
        level: level ?? "",
        treatment,
        to: `${destination} (${zone})`,
        columns: columns.length,
        questions,
      })),
    );
  const foretold = Map.groupBy(
    exposures.filter((it) => it.foretold),
    ({ destination, zone }) => `${destination} (${zone})`,
  );
  const parts = [...foretold].map(
    ([to, own]) => `${count(new Set(own.flatMap(({ columns }) => columns)).size, "column")} to ${to}`,
  );
  if (parts.length > 0) console.log(dim(block(`Planned and not run; would have left: ${parts.join(", ")}`, "")));
  console.log();
}

function printQuestion({ question, as, outcome, why, said, place, run }: ReportedQuestion): void {
  if (outcome === "right") return console.log(`✓ ${question}`);
  const sign = outcome === "refused" ? "–" : "✗";
  console.log(`${sign} ${question} ${dim(`(${[outcome, ...(as === undefined ? [] : [as]), place].join(", ")})`)}`);
  if (why !== undefined) console.log(block(why, "    "));
  if (said !== why) console.log(block(`read as: ${said}`, "    "));
  if (run !== undefined) console.log(dim(`    gantry explain --run ${run}`));
}

function printLanguages(questions: readonly ReportedQuestion[]): void {
  const groups = Map.groupBy(questions, ({ language }) => language ?? "");
  if (groups.size < 2) return;
  const parts = [...groups].map(
    ([language, own]) =>
      `${language === "" ? "no language" : language} ${own.filter((it) => it.outcome === "right").length} of ${own.length}`,
  );
  console.log(dim(`right by language: ${parts.join(", ")}`));
}

function printComparison({ figures, changed, added }: Comparison): void {
  const parts = Object.entries(figures).map(
    ([name, [before, now]]) => `${name} ${before === null ? "–" : round(before)} → ${now === null ? "–" : round(now)}`,
  );
  console.log(block(`Since the earlier evaluation: ${parts.join(", ") || "the same figures"}`, ""));
  for (const { question, before, outcome } of changed) console.log(block(`${before} → ${outcome}: ${question}`, "  "));
  if (added > 0) console.log(`  ${count(added, "question")} were not asked then`);
  console.log();
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;
