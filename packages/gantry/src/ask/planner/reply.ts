// What a model makes of a question that no flow answers: a document that only reads, as strict as if an enemy wrote it.
import { GantryError } from "@gantry/contract";
import type { FlowDocument } from "../../flow/index.ts";
import { parseFlow } from "../../flow/index.ts";
import type { CheckedFlow } from "../../flow/index.ts";
import { asked } from "../plan/index.ts";

/** Most steps, and letters of all their SQL. */
const [mostSteps, mostSql] = [6, 12_000];

const bad = (why: string): GantryError => new GantryError("bad-flow", why);

/**
 * The document in a model's reply. It may read and show, nothing else: no step that writes, sends, calls or prompts, no
 * rules of its own.
 *
 * @throws GantryError `bad-flow` saying what the model should mend; never a value
 */
export const documentFrom = (text: string): FlowDocument => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw bad("the document is no JSON");
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) throw bad("the document is no object");
  // Name, purpose and askings are not the model's to choose.
  const document = parseFlow({ ...parsed, gantry: 1, name: asked, purpose: "answering a question", asks: [] });
  const steps = Object.entries(document.steps);
  for (const [name, step] of steps)
    if (step.kind !== "query") throw bad(`step "${name}" is of kind "${step.kind}": only query steps may be planned`);
  for (const part of document.answer)
    if (part.kind !== "table" && part.kind !== "chart")
      throw bad(`an answer of kind "${part.kind}" may not be planned: only table and chart`);
  if (document.narrows !== undefined || document.coverage !== undefined)
    throw bad("narrows and coverage may not be planned");
  if (steps.length === 0 || steps.length > mostSteps) throw bad(`a plan has 1 to ${mostSteps} steps`);
  if (document.answer.length === 0) throw bad("the answer shows nothing: name a table of a step");
  if (JSON.stringify(document.steps).length > mostSql) throw bad("the SQL is too long");
  return document;
};

/** Source columns behind a step's output and rows, without the pseudo-columns of rows, parameters and steps. */
const sourcesOf = ({ shapes }: CheckedFlow): ReadonlySet<string> =>
  new Set(
    Object.values(shapes)
      .flatMap((it) => [...it.columns.flatMap((column) => Object.keys(column.sources)), ...it.control])
      .filter((it) => it.split(".").length === 3 && !it.endsWith(".*")),
  );

/**
 * The checker's findings, and columns that the caller or nobody may see.
 *
 * @returns what is wrong, by name; nothing where the document may run
 */
export const faultsOf = (
  checked: CheckedFlow,
  { hidden, labelled }: { readonly hidden: ReadonlySet<string>; readonly labelled: (column: string) => boolean },
): readonly string[] => [
  ...checked.proof.findings.filter((it) => it.severity === "breach").map((it) => it.message),
  ...[...sourcesOf(checked)]
    .filter((it) => hidden.has(it) || !labelled(it))
    .map((it) => `column "${it}" does not exist for whoever asks`),
];
