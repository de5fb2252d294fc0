// What a model is told of turns and tools, and the form of its reply. Names of tables and columns are the house's own words.
import { findColumn } from "../../catalog/index.ts";
import { toolPath } from "../../connect/kit/index.ts";
import type { Tool } from "../../connect/kit/index.ts";
import type { InputField, ReasonStep, Shape } from "../../flow/index.ts";
import { neutralise, stripInvisible, withoutTokens } from "../../guard/index.ts";
import type { Access } from "../../query/index.ts";
import type { Work } from "../house.ts";
import { todayOf } from "../today.ts";

/** Rows of a result that the model is shown. */
export const mostRows = 50;
export const usualTurns = 8;

/** Outputs of a turn that are no part of the answer; `call` where there is more than SQL to call by. */
export const control = ["thought", "tool", "sql", "call"] as const;

const callsMore = ({ tools: { find, flow, mcp } }: ReasonStep): boolean => [find, flow, mcp].some((it) => it);

/** Those of a step. */
export const controlOf = (step: ReasonStep): readonly string[] =>
  control.filter((name) => name !== "call" || callsMore(step));

/** How a flow is called. */
const flowTool = "flow:";

/** The flow that a tool's name calls; undefined for any other tool. */
export const flowCalled = (tool: string): string | undefined =>
  tool.startsWith(flowTool) ? tool.slice(flowTool.length) : undefined;

/** How a tool of a server is called. */
const serverTool = "mcp:";

/** The server's tool that a tool's name calls, if the step names it. */
export const serverToolCalled = ({ tools: { mcp = [] } }: ReasonStep, tool: string) =>
  mcp.find((it) => tool === `${serverTool}${it.server}/${it.tool}`);

const toolsOf = ({ tools: { query, find, flow = [], mcp = [] } }: ReasonStep): readonly string[] => [
  ...(query.length > 0 ? ["query"] : []),
  ...(find === undefined ? [] : ["find"]),
  ...flow.map((name) => `${flowTool}${name}`),
  ...mcp.map(({ server, tool }) => `${serverTool}${server}/${tool}`),
];

/** Flat, and all required, so that every provider's strict mode takes it; what a turn does not need is empty. */
export const replySchema = (step: ReasonStep, mustAnswer: boolean): Readonly<Record<string, unknown>> => ({
  type: "object",
  properties: {
    thought: { type: "string", maxLength: 2000, description: "one or two sentences: why this turn" },
    tool: { type: "string", enum: mustAnswer ? ["answer"] : [...toolsOf(step), "answer"] },
    sql: { type: "string", maxLength: 5000, description: 'one select where tool is "query", else empty' },
    ...(callsMore(step)
      ? {
          call: {
            type: "string",
            maxLength: 2000,
            description:
              "where another tool is called: the words to search for, or its input as a JSON object; else empty",
          },
        }
      : {}),
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
  required: [...controlOf(step), ...Object.keys(step.output)],
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
  const unused = callsMore(step) ? "sql and call" : "sql";
  const answering = `Set tool to "answer", fill ${outputs}, and leave ${unused} empty. State only what the data holds; where it does not hold what is asked, say so in the answer.`;
  if (closed !== undefined) return `${closed} No tool is open any more. ${answering}`;
  return [
    "You work in turns, and each reply is one turn. What you asked before and what came back stands at the end of the data.",
    ...(step.tools.query.length === 0
      ? []
      : [
          `Either read more: set tool to "query", write one SQL select (DuckDB) over the tables below into sql, and leave ${outputs} empty. At most ${mostRows} of its rows come back in the next turn: filter, join, group and order in the SQL, name the columns you need, and let every column be read or computed from the tables. Join tables on their keys alone: what has no key in common is asked in turns of its own, never side by side by a cross join.`,
        ]),
    ...moreTools(work, step, outputs),
    `Or finish: ${answering.charAt(0).toLowerCase()}${answering.slice(1)}`,
    "Name a computed column by what it counts or measures (overdue_invoices or overdue_percent, not overdue or n), and in the answer write each number right before that, a share with its sign (7 overdue invoices, 1455 sessions, 26.2 %): so it can be traced to its cell.",
    "A word that stands for a value is compared as a text between quotes: name = 'COMPANY_7K3Q'. Values may come back as ranges; filters and sums reckon with the exact ones.",
    `Once rows with text marked "from outside" have come back you can only answer: read such text last.`,
    `In SQL $today is ${todayOf(work.run) ?? "the day of the run"}${parametersText(work)}.`,
    left <= 3 ? `${left} turns are left, this one included.` : "Ask for no more than the answer needs.",
    ...(step.tools.query.length === 0 ? [] : ["Tables:"]),
    ...step.tools.query.map((table) => tableText(work, table, access)),
  ].join("\n");
};

/** What is called by another field than `sql`. */
function moreTools(
  { house, run, job }: Work,
  { tools: { find, flow, mcp } }: ReasonStep,
  outputs: string,
): readonly string[] {
  const said: string[] = [];
  if (find) {
    const titles = find.map((it) => house.catalog.tables[it]?.description ?? it).join("; ");
    said.push(
      `Or search documents (${titles}): set tool to "find", write a few words to search for into call, and leave ${outputs} and sql empty. The passages that fit best come back.`,
    );
  }
  const offered = run.shapes.steps[job.step]?.offered ?? {};
  for (const name of flow ?? []) {
    const document = offered[name]?.document;
    if (!document) continue;
    const input = Object.entries(document.input).map(([field, it]) => inputText(field, it));
    said.push(
      `Or run "${document.title}": set tool to "${flowTool}${name}", write its input as a JSON object into call, and leave ${outputs} and sql empty. Its table comes back. Input: ${input.join("; ") || "none, {}"}.`,
    );
  }
  for (const { server, tool } of mcp ?? []) {
    const found = house.tools?.(server, tool);
    if (found && !("refused" in found)) said.push(serverToolText(found, outputs));
  }
  return said;
}

/** Letters of what its maker says of a tool, and of its schema. */
const [mostSaid, mostSchema] = [1000, 4000];

/** A person has agreed to its maker's words; they stay quoted all the same. */
const serverToolText = (tool: Tool, outputs: string): string => {
  const [words = "", schema = ""] = [tool.description, JSON.stringify(tool.input)].map((text) =>
    neutralise(withoutTokens(stripInvisible(text))).replaceAll(/\s+/g, " "),
  );
  return `Or call a tool of "${tool.server}" (what it says of itself: "${words.slice(0, mostSaid).replaceAll('"', "'")}"): set tool to "${serverTool}${toolPath(tool)}", write its arguments as a JSON object into call, and leave ${outputs} and sql empty. A word that stands for a value may be nothing that it knows. Its arguments by JSON Schema: ${schema.slice(0, mostSchema)}`;
};

const inputText = (field: string, it: InputField): string => {
  const kind =
    it.kind === "one-of"
      ? `one of ${it.values.join(", ")}`
      : it.kind === "period"
        ? "a period such as last quarter or next 90 days"
        : it.kind === "number"
          ? "a number"
          : "a text";
  return `${field}: ${kind}${it.default === undefined ? "" : ", may be left away"}`;
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
      const notes = [says(column, description), references && `refers to ${references}`, outsideText(labels)].filter(
        Boolean,
      );
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

/** A description that says more than the name. */
const says = (column: string, description: string | undefined): string =>
  description?.toLowerCase().replaceAll(/[^a-z0-9]/g, "") === column.replaceAll("_", "") ? "" : (description ?? "");

/** Parameters of the flow beside the day and the time. */
const parametersText = ({ run }: Work): string => {
  const names = Object.keys(run.parameters).filter((name) => name !== "today" && name !== "now");
  return names.length === 0 ? "" : `; the run has ${names.map((name) => `$${name}`).join(", ")}, too`;
};

const outsideText = (labels: readonly string[]): string =>
  labels.includes("text.untrusted") ? "text from outside" : "";
