// What a model makes of a question that no flow answers: a document that only reads, as strict as if an enemy wrote it. Its
// reply has no word for anything else: no step that writes, sends, calls or prompts, no rules of its own.
import { ColumnFormat, GantryError } from "@gantry/contract";
import type { ChartSpec } from "@gantry/contract";
import { z } from "zod";
import { parseFlow } from "../../flow/index.ts";
import type { AnswerPart, CheckedFlow, ColumnView, FlowDocument, InputField } from "../../flow/index.ts";
import { asked } from "../plan/index.ts";
import { bindNames, restoreNames } from "./names.ts";

/** Most steps, and letters of all their SQL. */
const [mostSteps, mostSql] = [6, 12_000];

const Pair = z.strictObject({ name: z.string(), value: z.string() });
const Column = z.strictObject({ name: z.string(), title: z.string(), format: ColumnFormat, unit: z.string() });
const Chart = z.strictObject({
  type: z.enum(["bar", "line"]),
  x: z.string(),
  y: z.array(z.string()),
  series: z.string(),
});

/** A whole reply. Every part is there, so that strict modes take its schema; what is not needed is empty. */
export const Reply = z.strictObject({
  flow: z.string(),
  input: z.array(Pair),
  title: z.string(),
  steps: z.array(z.strictObject({ name: z.string(), sql: z.string() })),
  columns: z.array(Column),
  charts: z.array(Chart),
  choices: z.array(z.strictObject({ title: z.string(), question: z.string() })),
  why: z.string(),
});
export type Reply = z.infer<typeof Reply>;

const bad = (why: string): GantryError => new GantryError("bad-flow", why);

export interface ReadPlan {
  readonly document: FlowDocument;
  /** Names of the question, which are no part of the document. */
  readonly given: Readonly<Record<string, string>>;
}

const chartOf = (
  { type, x, y, series }: Reply["charts"][number],
  { step, title, columns }: { readonly step: string; readonly title: string; readonly columns: readonly ColumnView[] },
): AnswerPart => {
  const axis = (named: string): ChartSpec["x"] => {
    const found = columns.find((it) => it.name === named);
    if (found === undefined)
      throw bad(`a chart shows the column "${named.slice(0, 60)}", which is not among the columns`);
    const { name: column, ...view } = found;
    return { column, ...view };
  };
  const spec = { type, title, x: axis(x), y: y.map(axis), ...(series === "" ? {} : { series }) };
  return { kind: "chart", step, spec };
};

/**
 * The document of a reply that plans, with the names in its SQL bound as values.
 *
 * @throws GantryError `bad-flow` saying what the model should mend; never a value
 */
export const documentFrom = (reply: Reply, names: Readonly<Record<string, string>>): ReadPlan => {
  const { steps, columns, charts, input } = reply;
  const title = restoreNames(reply.title, names).trim() || "An answer";
  if (steps.length === 0 || steps.length > mostSteps) throw bad(`a plan has 1 to ${mostSteps} steps`);
  if (columns.length === 0) throw bad("the answer shows nothing: name columns of the last step");
  if (steps.reduce((sum, { sql }) => sum + sql.length, 0) > mostSql) throw bad("the SQL is too long");
  const bound = steps.map(({ name, sql }) => ({ name, ...bindNames(sql, names) }));
  const given: Readonly<Record<string, string>> = Object.assign({}, ...bound.map((it) => it.values));
  const fields: readonly (readonly [string, InputField])[] = [
    ...input.map((it) => [it.name, { kind: "period", default: it.value }] as const),
    ...Object.entries(given).map(
      ([name, value]) => [name, { kind: "text", maxLength: Math.max(1, value.length), title: "name" }] as const,
    ),
  ];
  const views = columns.map(({ unit, ...view }) => ({
    ...view,
    title: restoreNames(view.title, names),
    ...(unit === "" ? {} : { unit }),
  }));
  const step = steps.at(-1)?.name ?? "";
  // Parsed like any other: names of steps and inputs, and what they refer to, are the model's.
  const document = parseFlow({
    gantry: 1,
    name: asked,
    title,
    asks: [],
    purpose: "answering a question",
    input: Object.fromEntries(fields),
    steps: Object.fromEntries(bound.map(({ name, sql }) => [name, { kind: "query", key: "row", sql, title }])),
    answer: [
      ...charts.map((it) => chartOf(it, { step, title, columns: views })),
      { kind: "table", step, title, columns: views },
    ],
  });
  return { document, given };
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
