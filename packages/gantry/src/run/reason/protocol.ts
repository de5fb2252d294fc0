// What a model is told of turns and tools, and the form of its reply. Names of tables and columns are the house's own words.
import { findColumn } from "../../catalog/index.ts";
import type { ReasonStep, Shape } from "../../flow/index.ts";
import type { Access } from "../../query/index.ts";
import type { Work } from "../house.ts";

/** Rows of a result that the model is shown. */
export const mostRows = 50;
export const usualTurns = 8;

/** Outputs of a turn that are no part of the answer. */
export const control = ["thought", "tool", "sql"] as const;

/** Flat, and all required, so that every provider's strict mode takes it; what a turn does not need is empty. */
export const replySchema = (step: ReasonStep, mustAnswer: boolean): Readonly<Record<string, unknown>> => ({
  type: "object",
  properties: {
    thought: { type: "string", maxLength: 2000, description: "one or two sentences: why this turn" },
    tool: { type: "string", enum: mustAnswer ? ["answer"] : ["query", "answer"] },
    sql: { type: "string", maxLength: 5000, description: 'one select where tool is "query", else empty' },
    ...Object.fromEntries(
      Object.entries(step.output).map(([name, { maxLength, values }]) => [
        name,
        {
          type: "string",
          maxLength,
          ...(values ? { enum: mustAnswer ? [...values] : [...values, ""] } : {}),
          description: 'filled where tool is "answer", else empty',
        },
      ]),
    ),
  },
  required: [...control, ...Object.keys(step.output)],
  additionalProperties: false,
});

export interface ProtocolOptions {
  readonly access: Access;
  /** Why the model can only answer now; undefined where tools are open. */
  readonly closed: string | undefined;
  /** Turns that are left, this one included. */
  readonly left: number;
}

/** What stands behind the author's instructions. */
export const protocolOf = (work: Work, step: ReasonStep, { access, closed, left }: ProtocolOptions): string => {
  const outputs = Object.keys(step.output).join(", ");
  const answering = `Set tool to "answer", fill ${outputs}, and leave sql empty. State only what the data holds; where it does not hold what is asked, say so in the answer.`;
  if (closed !== undefined) return `${closed} No tool is open any more. ${answering}`;
  return [
    "You work in turns, and each reply is one turn. What you asked before and what came back stands at the end of the data.",
    `Either read more: set tool to "query", write one SQL select (DuckDB) over the tables below into sql, and leave ${outputs} empty. At most ${mostRows} of its rows come back in the next turn: filter, join, group and order in the SQL, name the columns you need, and let every column be read or computed from the tables.`,
    `Or finish: ${answering.charAt(0).toLowerCase()}${answering.slice(1)}`,
    "A word that stands for a value is compared as a text between quotes: name = 'COMPANY_7K3Q'. Values may come back as ranges; filters and sums reckon with the exact ones.",
    `Once rows with text marked "from outside" have come back you can only answer: read such text last.`,
    left <= 3 ? `${left} turns are left, this one included.` : "Ask for no more than the answer needs.",
    "Tables:",
    ...step.tools.query.map((table) => tableText(work, table, access)),
  ].join("\n");
};

function tableText({ house, run }: Work, name: string, access: Access): string {
  const shape = run.document.steps[name] ? run.shapes.steps[name] : undefined;
  if (shape)
    return [`${name}: a step before this one`, ...shape.columns.map((it) => `  ${stepColumnText(it)}`)].join("\n");
  const table = house.catalog.tables[name];
  const columns = (table?.columns ?? []).filter(
    (column) => column.labels.length > 0 && !access.forbidden.includes(`${name}.${column.name}`),
  );
  const said = table?.description === undefined ? "" : `: ${table.description}`;
  return [
    `${name}${said}`,
    ...columns.map(({ name: column, type, description, references, labels }) => {
      const notes = [description, references && `refers to ${references}`, outsideText(labels)].filter(Boolean);
      return `  ${column} ${type}${notes.length === 0 ? "" : ` (${notes.join("; ")})`}`;
    }),
  ].join("\n");

  function stepColumnText(column: Shape["columns"][number]): string {
    const [source, ...more] = Object.keys(column.sources);
    const known = source === undefined || more.length > 0 ? undefined : findColumn(house.catalog, source);
    const notes = [known?.description, column.endorsed ? "" : "text from outside"].filter(Boolean);
    return `${column.name} ${column.type}${notes.length === 0 ? "" : ` (${notes.join("; ")})`}`;
  }
}

const outsideText = (labels: readonly string[]): string =>
  labels.includes("text.untrusted") ? "text from outside" : "";
