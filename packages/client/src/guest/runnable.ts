// What may be a guest: a function, LangChain's Runnable, LangGraph's graph, LlamaIndex's query engine. Told by their methods,
// so that no package of theirs is needed here, and any version that has them will do.
import type { GuestAsk, GuestReply } from "@gantry/contract";

/** A guest of one's own: gives the output. */
export type GuestFunction = (ask: GuestAsk) => unknown;

/** LangChain's Runnable: a chain, a chat model, an agent. */
export interface Runnable {
  invoke(input: unknown, config?: object): Promise<unknown>;
}

/** LangGraph's compiled graph. */
export interface Graph extends Runnable {
  getState(config: object): Promise<GraphState>;
}

interface GraphState {
  readonly values: unknown;
  /** Nodes that come next; none where it has ended, or not begun. */
  readonly next: readonly string[];
  readonly createdAt?: string | undefined;
  readonly tasks: readonly { readonly interrupts?: readonly { readonly value?: unknown }[] }[];
}

/** LlamaIndex's query engine. */
export interface QueryEngine {
  query(question: { readonly query: string }): Promise<unknown>;
}

export type Guest = GuestFunction | Runnable | Graph | QueryEngine;

export interface GuestShape {
  /** What it is invoked with; default: the request, or of a query engine its prompt. */
  readonly input?: (ask: GuestAsk) => unknown;
  /** The output in what comes back; default: the object itself, or its `output`, or the JSON in its text. */
  readonly output?: (result: unknown) => unknown;
}

/** Asks a guest; a graph goes on with what it has kept under the thread, and tells again what it told before. */
export async function askGuest(
  guest: Guest,
  ask: GuestAsk,
  shape: GuestShape,
  signal: AbortSignal,
): Promise<GuestReply> {
  const outputOf = (result: unknown): GuestReply => ({ output: objectIn((shape.output ?? usualOutput)(result)) });
  if (typeof guest === "function") return outputOf(await guest(ask));
  if ("query" in guest) {
    const question = shape.input?.(ask) ?? `${ask.instructions}\n\n${ask.prompt}`;
    return outputOf(await guest.query({ query: typeof question === "string" ? question : JSON.stringify(question) }));
  }
  const input = shape.input?.(ask) ?? ask;
  // Each step is kept before the next begins: who is cut off goes on from there.
  const config = { signal, durability: "sync", configurable: { thread_id: ask.thread, gantry: ask.house } };
  if (!("getState" in guest)) return outputOf(await guest.invoke(input, config));
  const state = ask.thread === "" ? undefined : await stateOf(guest, config);
  if (state?.createdAt === undefined) return graphReply(await guest.invoke(input, config), outputOf);
  const [waits] = interruptsOf(state);
  if (waits !== undefined && ask.resume !== true) return { interrupt: objectIn(waits) };
  // What it goes on with: its nodes where it was cut off, or the decision that it waits for.
  const next = waits === undefined ? null : new Resume(ask.facts);
  const result = state.next.length === 0 ? state.values : await guest.invoke(next, config);
  return graphReply(result, outputOf);
}

/** LangGraph's `Command({ resume })`, which it tells by this name on what is no plain object. */
class Resume {
  readonly lg_name = "Command";
  readonly resume: unknown;
  constructor(resume: unknown) {
    this.resume = resume;
  }
}

/** Undefined of a graph that keeps nothing. */
async function stateOf(graph: Graph, config: object): Promise<GraphState | undefined> {
  try {
    return await graph.getState(config);
  } catch (error) {
    if (error instanceof Error && /no checkpointer/i.test(error.message)) return undefined;
    throw error;
  }
}

const interruptsOf = ({ tasks }: GraphState): readonly unknown[] =>
  tasks.flatMap(({ interrupts = [] }) => interrupts.map(({ value }) => value));

/** A graph that stops to ask says so in its result. */
function graphReply(result: unknown, outputOf: (result: unknown) => GuestReply): GuestReply {
  const waits = isObject(result) ? result["__interrupt__"] : undefined;
  const [first] = Array.isArray(waits) ? (waits as readonly unknown[]) : [];
  return isObject(first) ? { interrupt: objectIn(first["value"]) } : outputOf(result);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A message has `content`, a query engine's answer `response`. */
function usualOutput(result: unknown): unknown {
  if (!isObject(result)) return result;
  const { output, content, response } = result;
  if (isObject(output)) return output;
  return [output, content, response].find((it) => typeof it === "string") ?? result;
}

function objectIn(value: unknown): Record<string, unknown> {
  if (isObject(value)) return { ...value };
  const fenced = typeof value === "string" ? /```(?:json)?\s*\n([\s\S]*?)\n?\s*```/.exec(value)?.[1] : undefined;
  const parsed: unknown = typeof value === "string" ? JSON.parse(fenced ?? value) : undefined;
  if (isObject(parsed)) return { ...parsed };
  throw new Error("the guest gave no object that could be its output");
}
