// "Why?" of what a language model planned: its queries, and what they read, in rows of text beside the same rows.
import type { AnswerPart, FlowDocument } from "../../flow/index.ts";
import { reckoningOf } from "../plan/index.ts";

/** The document with how it was reckoned. `tables`: all that there are, by full name. */
export const withReckoning = (document: FlowDocument, tables: readonly string[]): FlowDocument => {
  const queries = Object.entries(document.steps).flatMap(([name, step]) =>
    step.kind === "query" ? [{ name, step }] : [],
  );
  const written = queries.map(({ step }) => step.sql).join("\n");
  const read = tables.filter((it) => new RegExp(`\\b${it.replaceAll(".", "\\.")}\\b`).test(written));
  const only = queries.length === 1;
  const { step, part } = reckoningOf([
    ["Rows of", read.join(", ")],
    ["Sources", [...new Set(read.map((it) => it.split(".")[0] ?? it))].join(", ")],
    ...queries.map(({ name, step: { sql } }): readonly [string, string] => [only ? "Query" : `Query "${name}"`, sql]),
  ]);
  // A name that no step of the model's has.
  let name = part.step;
  while (document.steps[name] !== undefined) name += "_too";
  const shown: AnswerPart = { ...part, step: name };
  return { ...document, steps: { ...document.steps, [name]: step }, answer: [...document.answer, shown] };
};
