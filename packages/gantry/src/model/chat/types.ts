// The chat port: messages, tools and a reply in parts, as any chat protocol knows them; no provider's words in it.
import type { Deployment, Usage } from "../types.ts";

export interface ChatText {
  readonly kind: "text";
  readonly text: string;
}

/** Its bytes. An address, which the provider would fetch itself, could be neither stripped nor hashed. */
export interface ChatImage {
  readonly kind: "image";
  readonly mediaType: string;
  readonly base64: string;
}

export interface ChatToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON, as the model wrote it. */
  readonly arguments: string;
}

export type ChatMessage =
  | { readonly role: "system"; readonly text: string }
  | { readonly role: "user"; readonly parts: readonly (ChatText | ChatImage)[] }
  | { readonly role: "assistant"; readonly text: string; readonly calls: readonly ChatToolCall[] }
  | { readonly role: "tool"; readonly call: string; readonly name: string; readonly text: string };

export interface ChatTool {
  readonly name: string;
  readonly description?: string;
  /** JSON Schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly strict?: boolean;
}

export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  readonly tools: readonly ChatTool[];
  readonly toolChoice?: "auto" | "none" | "required" | { readonly tool: string };
  /** A JSON reply; with a schema, one that fits it. */
  readonly format?: { readonly name?: string; readonly schema?: Readonly<Record<string, unknown>> };
  readonly maxOutputTokens?: number;
  readonly temperature?: number;
  readonly topP?: number;
  readonly presencePenalty?: number;
  readonly frequencyPenalty?: number;
  readonly stop?: readonly string[];
  readonly seed?: number;
  readonly effort?: "none" | "minimal" | "low" | "medium" | "high" | "xhigh";
  /** Whether parts are wanted as the model writes them. */
  readonly streamed: boolean;
  readonly signal: AbortSignal;
}

export type ChatEnd = "stop" | "length" | "tool-calls" | "content-filter";

/** A reply is texts and calls in any order, and one end. `index` counts calls from 0. */
export type ChatPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "call"; readonly index: number; readonly id: string; readonly name: string }
  | { readonly kind: "arguments"; readonly index: number; readonly text: string }
  | { readonly kind: "end"; readonly reason: ChatEnd; readonly usage: Usage };

export interface ChatModel {
  readonly deployment: Deployment;
  /**
   * Resolves when the model has begun to reply; until then it was retried. What goes wrong later is thrown by the parts.
   * Throws `model-unreachable`, `model-refused`, `cancelled`.
   */
  chat(request: ChatRequest): Promise<AsyncIterable<ChatPart>>;
}
