// The planner by language model: chooses among published flows and fills their input. It sees the question and what the
// flows say of themselves, never rows; what it answers is checked like any other input.
import { GantryError } from "@gantry/contract";
import type { Catalog, PeriodOptions } from "../catalog/index.ts";
import { resolveInput } from "../flow/index.ts";
import type { FlowDocument, InputField } from "../flow/index.ts";
import type { TextReply, TextRequest } from "../model/index.ts";
import { possible, unable } from "./choices.ts";
import { interpretationOf } from "./interpretation.ts";
import type { Planned } from "./types.ts";

const none = "none";

const instructions = `You route questions of a company's staff to published flows.
Choose the flow whose purpose answers the whole question, and give a value for each of its inputs.
Take values only from the question; write a period in English ("this quarter", "next 90 days", "in Q3", "by March" or
"2026-11-01..2027-02-01", half-open). Leave an input out where the question does not say it.
Choose "${none}" where no flow answers the question, or where the question sets a condition that no input can express;
then say why in one short sentence. Never invent a flow, an input or a value.`;

const describeField = (name: string, field: InputField): string => {
  const by = field.default === undefined ? "needed" : `"${field.default}" if the question does not say`;
  return `  - ${name}${field.title === undefined ? "" : ` (${field.title})`}: ${possible(field)}; ${by}`;
};

/** What a flow says of itself to a model that may choose it. */
export const describeFlow = (flow: FlowDocument): string =>
  [
    `- ${flow.name}: ${flow.title}; for ${flow.purpose}`,
    ...flow.asks.map((ask) => `  asked as: ${ask}`),
    "  inputs:",
    ...Object.entries(flow.input).map(([name, field]) => describeField(name, field)),
  ].join("\n");

/** Values by input. A list of pairs, since strict modes take no objects of unknown members. */
const inputSchema = {
  type: "array",
  items: {
    type: "object",
    properties: { name: { type: "string" }, value: { type: "string" } },
    required: ["name", "value"],
    additionalProperties: false,
  },
};

/** The request for a question. The reply is flat, so that every provider's strict mode takes its schema. */
export const planRequest = (
  question: string,
  flows: readonly FlowDocument[],
  today: string,
  signal: AbortSignal,
): TextRequest => ({
  task: "plan",
  instructions,
  facts: { question },
  prompt: `Today is ${today}.\n\nPublished flows:\n${flows.map(describeFlow).join("\n")}\n\nQuestion:\n${question}`,
  schema: {
    type: "object",
    properties: {
      flow: { type: "string", enum: [...flows.map((it) => it.name), none] },
      input: inputSchema,
      why: { type: "string", description: `one short sentence where the flow is "${none}", else empty` },
    },
    required: ["flow", "input", "why"],
    additionalProperties: false,
  },
  signal,
});

interface Chosen {
  readonly flow: FlowDocument | null;
  readonly given: Readonly<Record<string, string | number>>;
  readonly why: string;
}

/** The reply as a choice; inputs that the flow does not have are kept, so that the check names them. */
const chosenFrom = ({ output }: TextReply, flows: readonly FlowDocument[]): Chosen => {
  const flow = flows.find((it) => it.name === output["flow"]) ?? null;
  const pairs = Array.isArray(output["input"]) ? output["input"] : [];
  const given = pairs.flatMap((pair: unknown): [string, string | number][] => {
    if (typeof pair !== "object" || pair === null || !("name" in pair) || !("value" in pair)) return [];
    const { name, value } = pair;
    if (typeof name !== "string" || typeof value !== "string" || value.trim() === "") return [];
    return [[name, flow?.input[name]?.kind === "number" ? Number(value) : value]];
  });
  return { flow, given: Object.fromEntries(given), why: typeof output["why"] === "string" ? output["why"] : "" };
};

/** Turns a model's reply into a plan: an unknown flow, input or value makes it `unable`, never a run. */
export const planFromReply = (
  reply: TextReply,
  flows: readonly FlowDocument[],
  subjects: Catalog["subjects"],
  planner: string,
  options: PeriodOptions,
): Planned => {
  const { flow, given, why } = chosenFrom(reply, flows);
  if (flow === null) {
    const because = why.trim() === "" ? "no published flow asks for it" : why.trim().slice(0, 200);
    return unable("not-understood", `I can't answer that: ${because}`, flows);
  }
  try {
    const resolved = resolveInput(flow, given, { ...options, now: `${options.today}T00:00:00Z` });
    const interpretation = interpretationOf(flow, resolved, subjects, planner, []);
    return { kind: "run", flow: flow.name, input: resolved.input, interpretation };
  } catch (error) {
    if (error instanceof GantryError) return unable("bad-input", error.message, [flow], error.where);
    throw error;
  }
};
