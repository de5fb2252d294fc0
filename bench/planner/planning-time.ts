// How long the builtin planner takes for a question, alone: no server, no price, no rows.
import { collection } from "../../examples/meridian/flows/collection.ts";
import { documentAnswers } from "../../examples/meridian/flows/document-answers.ts";
import { followUp } from "../../examples/meridian/flows/follow-up.ts";
import { retention } from "../../examples/meridian/flows/retention.ts";
import { salesTrends } from "../../examples/meridian/flows/sales-trends.ts";
import { builtinPlannerOf } from "../../packages/gantry/src/ask/builtin.ts";
import { catalog, time, understand } from "../../packages/gantry/src/ask/plan/testing/sample.ts";
import { parseFlow } from "../../packages/gantry/src/flow/index.ts";
import { median } from "../statistics.ts";

/** Milliseconds a question, its flow looked for and its words read over the catalog; on a program that has run a little. */
export const planningTime = (questions: readonly string[]): { readonly median: number; readonly p95: number } => {
  const flows = [retention, salesTrends, followUp, collection, documentAnswers].map((it) => parseFlow(it));
  const byRule = builtinPlannerOf({ flows, subjects: catalog.subjects });
  const plan = (question: string): number => {
    const begun = performance.now();
    byRule(question, { ...time, flows, notes: [] });
    byRule(question, { ...time, flows, notes: [], least: 1 });
    understand(question, time);
    return performance.now() - begun;
  };
  // What was read of other questions helps none: only the program itself is warm.
  for (const question of questions.slice(0, 20)) plan(question);
  const took = questions.slice(20).map(plan);
  const sorted = took.toSorted((a, b) => a - b);
  const rounded = (value: number): number => Math.round(value * 10) / 10;
  return { median: rounded(median(took)), p95: rounded(sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN) };
};
