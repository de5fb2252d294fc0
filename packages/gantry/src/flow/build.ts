// The TypeScript builder: reads like prose, gives the plain document.
import { parseFlow } from "./document.ts";
import type {
  ActStep,
  AnswerPart,
  ApproveStep,
  CallStep,
  ColumnView,
  DrawStep,
  FlowDocument,
  InputField,
  PromptStep,
  QueryStep,
  ReasonStep,
  ScoreStep,
} from "./types.ts";
import { rememberWritten } from "./written.ts";

/**
 * A flow document from its parts, parsed and with its references resolved.
 *
 * @throws GantryError `bad-flow` naming the place and what is wrong there.
 * @example
 * export const overdue = flow({
 *   name: "overdue", title: "Overdue invoices", asks: ["which customers in {region} are overdue"], purpose: "collections",
 *   input: { region: oneOf("EMEA", "AMER", "APAC") },
 *   steps: { rows: query("id", "select c.id, c.name from billing.customers c where …") },
 *   answer: [table("rows", "Overdue", [column("name", "Customer")])],
 * });
 */
export const flow = (document: Omit<FlowDocument, "gantry">): FlowDocument =>
  rememberWritten(parseFlow({ gantry: 1, ...document }), import.meta.url);

export const oneOf = (...values: readonly string[]): InputField => ({ kind: "one-of", values });
export const text = (maxLength = 200): InputField => ({ kind: "text", maxLength });
export const number = (
  bounds: { readonly min?: number; readonly max?: number; readonly default?: number } = {},
): InputField => ({ kind: "number", ...bounds });
export const period = (field: { readonly default?: string; readonly title?: string } = {}): InputField => ({
  kind: "period",
  ...field,
});

/** What any step may be given: its title, whether it runs, how often it is tried, what becomes of it when it fails. */
export type StepOptions = Pick<QueryStep, "title" | "when" | "retry" | "timeout" | "onError">;

/** SQL over the catalog and earlier steps; `key` is the column that identifies a row. A text alone is its title. */
export const query = (key: string, sql: string, options: string | StepOptions = {}): QueryStep => ({
  kind: "query",
  key,
  sql,
  ...(typeof options === "string" ? { title: options } : options),
});

export const score = (model: string, step: Omit<ScoreStep, "kind" | "model">): ScoreStep => ({
  kind: "score",
  model,
  ...step,
});
export const prompt = (step: Omit<PromptStep, "kind">): PromptStep => ({ kind: "prompt", ...step });
/** A picture for each row; see `DrawStep`. */
export const draw = (step: Omit<DrawStep, "kind">): DrawStep => ({ kind: "draw", ...step });
/** A question a row, answered in several turns with tools that read; see `ReasonStep`. */
export const reason = (step: Omit<ReasonStep, "kind">): ReasonStep => ({ kind: "reason", ...step });
export const approve = (step: Omit<ApproveStep, "kind">): ApproveStep => ({ kind: "approve", ...step });
export const act = (operation: string, step: Omit<ActStep, "kind" | "operation">): ActStep => ({
  kind: "act",
  operation,
  ...step,
});

/** Runs another flow; see `CallStep`. */
export const call = (flowName: string, step: Omit<CallStep, "kind" | "flow">): CallStep => ({
  kind: "call",
  flow: flowName,
  ...step,
});

export const column = (
  name: string,
  title: string,
  format: ColumnView["format"] = "text",
  unit?: string,
): ColumnView => ({
  name,
  title,
  format,
  ...(unit === undefined ? {} : { unit }),
});
export const table = (step: string, title: string, columns: readonly ColumnView[]): AnswerPart => ({
  kind: "table",
  step,
  title,
  columns,
});
