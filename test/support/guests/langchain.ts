// LangChain, LangGraph and OpenAI's client as the tests use them: fetched on demand; as much of their types as is needed.
import { fetchPeers } from "../peers.ts";
import type { Peers } from "../peers.ts";

/** All MIT but `openai`, which is Apache-2.0. */
export const langchain = (): Peers =>
  fetchPeers({
    "@langchain/core": "1.4.0",
    "@langchain/langgraph": "1.7.3",
    "@langchain/langgraph-checkpoint-validation": "1.1.1",
    "@langchain/openai": "1.6.0",
    compatcanary: "0.2.2",
    openai: "7.57.0",
  });

/** A message of LangChain's. */
export interface Message {
  readonly content: unknown;
  readonly tool_calls?: readonly { readonly name: string; readonly args: Readonly<Record<string, unknown>> }[];
}

export interface ChatModel {
  invoke(input: unknown, options?: object): Promise<Message>;
  stream(input: unknown): Promise<AsyncIterable<Message>>;
  bindTools(tools: readonly object[], options?: object): ChatModel;
  withStructuredOutput(schema: object, options?: object): { invoke(input: unknown): Promise<unknown> };
}

export interface OpenAiPackage {
  readonly ChatOpenAI: new (options: object) => ChatModel;
}

export interface Graph {
  invoke(input: unknown, config?: object): Promise<Readonly<Record<string, unknown>>>;
  getState(config: object): Promise<{
    readonly values: unknown;
    readonly next: readonly string[];
    readonly createdAt?: string;
    readonly tasks: readonly { readonly interrupts: readonly { readonly value?: unknown }[] }[];
  }>;
}

interface Builder<State> {
  addNode(name: string, node: (state: State, config: NodeConfig) => Promise<Partial<State>>): Builder<State>;
  addEdge(from: string, to: string): Builder<State>;
  compile(options?: { readonly checkpointer: unknown }): Graph;
}

export interface NodeConfig {
  readonly configurable?: { readonly gantry?: { readonly url: string; readonly token: string } };
}

/** LangGraph's base class of checkpointers, as far as `gantrySaver` asks for it. */
export interface Saver {
  readonly serde: {
    dumpsTyped(value: unknown): Promise<[string, Uint8Array]>;
    loadsTyped(type: string, data: Uint8Array | string): Promise<unknown>;
  };
  getNextVersion(current: number | string | undefined): number | string;
}

export interface LangGraph {
  readonly Annotation: ((() => unknown) & { Root(channels: Record<string, unknown>): unknown }) & object;
  readonly StateGraph: new <State>(state: unknown) => Builder<State>;
  readonly START: string;
  readonly END: string;
  readonly BaseCheckpointSaver: abstract new () => Saver;
  readonly Command: new (options: { readonly resume: unknown }) => object;
  interrupt(this: void, value: unknown): unknown;
}
