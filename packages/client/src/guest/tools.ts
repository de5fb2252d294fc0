// Flows as tools of LangChain and whatever takes tools in its form: told by their fields, so that no package of theirs is
// needed. A tool runs as the client's caller; what it would send waits for a person.
import type { Answer, FlowView } from "@gantry/contract";
import type { Client } from "../api.ts";

/** What LangChain takes as a tool (StructuredToolParams with `invoke`). */
export interface GantryTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the flow's input. */
  readonly schema: Readonly<Record<string, unknown>>;
  /**
   * Runs the flow. Takes its input, or a call of a model with it (`{ type: "tool_call", args }`).
   *
   * @returns the answer as JSON text
   * @throws GantryError as `Client.runFlow`
   */
  invoke(this: void, input: unknown, config?: { readonly signal?: AbortSignal }): Promise<string>;
}

export interface ToolsOptions {
  /** Flows by name; default: all that the caller may run. */
  readonly flows?: readonly string[];
  /** Seconds to wait for an answer; default 60. One that takes longer says that it is still being worked on. */
  readonly wait?: number;
}

/**
 * @example
 * const model = new ChatOpenAI({ … }).bindTools(await gantryTools(createClient({ url, token })));
 * @throws GantryError as `Client.flows`
 */
export async function gantryTools(
  client: Pick<Client, "flows" | "runFlow">,
  { flows, wait = 60 }: ToolsOptions = {},
): Promise<GantryTool[]> {
  const all = await client.flows();
  return all
    .filter(({ name }) => flows === undefined || flows.includes(name))
    .map((flow) => ({
      name: flow.name,
      description: descriptionOf(flow),
      schema: flow.input,
      invoke: async (input, { signal } = {}) => {
        const answer = await client.runFlow(flow.name, inputIn(input), { wait, ...(signal ? { signal } : {}) });
        return JSON.stringify(toldOf(answer));
      },
    }));
}

const descriptionOf = ({ title, asks, steps }: FlowView): string =>
  [
    `${title}: answers questions like "${asks[0] ?? title}".`,
    steps.some(({ kind }) => kind === "act")
      ? "What it would send or write waits until a person has decided on it; this tool can't decide."
      : "It only reads.",
  ].join(" ");

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A call of a model has the input as its `args`. */
function inputIn(input: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(input)) return {};
  return input["type"] === "tool_call" && isObject(input["args"]) ? input["args"] : input;
}

/** What a model needs of an answer: what people are shown, without pictures and drawings. */
const toldOf = ({ run, status, interpretation, blocks, coverage, problem }: Answer): object => ({
  run,
  status,
  interpretation: interpretation.text,
  blocks: blocks.filter(({ kind }) => kind !== "chart" && kind !== "images"),
  coverage,
  ...(problem === undefined ? {} : { problem: problem.detail }),
});
