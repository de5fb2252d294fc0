// Replies as OpenAI's chat completions API writes them: whole, and in chunks.
import type { ChatEnd, ChatPart, Usage } from "../../model/index.ts";

const finishes: Readonly<Record<ChatEnd, string>> = {
  stop: "stop",
  length: "length",
  "tool-calls": "tool_calls",
  "content-filter": "content_filter",
};

export interface CompletionHead {
  /** `chatcmpl-` and the run. */
  readonly id: string;
  /** Seconds since 1970. */
  readonly created: number;
  readonly model: string;
}

const usageOf = ({ input, output }: Usage) => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
});

interface ToolCall {
  readonly id: string;
  readonly type: "function";
  readonly function: { readonly name: string; arguments: string };
}

/** Reads all parts into one completion. */
export const completionOf = async (head: CompletionHead, parts: AsyncIterable<ChatPart>): Promise<object> => {
  let text = "";
  let finish = "stop";
  let usage: Usage = { input: 0, output: 0, cost: 0 };
  const calls: ToolCall[] = [];
  for await (const part of parts) {
    if (part.kind === "text") text += part.text;
    else if (part.kind === "call")
      calls[part.index] = { id: part.id, type: "function", function: { name: part.name, arguments: "" } };
    else if (part.kind === "arguments") {
      const call = calls[part.index];
      if (call !== undefined) call.function.arguments += part.text;
    } else {
      finish = finishes[part.reason];
      ({ usage } = part);
    }
  }
  const message = {
    role: "assistant",
    content: text === "" && calls.length > 0 ? null : text,
    refusal: null,
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  };
  return {
    ...head,
    object: "chat.completion",
    choices: [{ index: 0, message, logprobs: null, finish_reason: finish }],
    usage: usageOf(usage),
  };
};

const deltaOf = (part: Exclude<ChatPart, { kind: "end" }>): object => {
  if (part.kind === "text") return { content: part.text };
  const { index } = part;
  return part.kind === "call"
    ? { tool_calls: [{ index, id: part.id, type: "function", function: { name: part.name, arguments: "" } }] }
    : { tool_calls: [{ index, function: { arguments: part.text } }] };
};

/** The same as chunks, each the data of one event; the last tells the usage where it was asked for. */
export async function* chunksOf(
  head: CompletionHead,
  parts: AsyncIterable<ChatPart>,
  includeUsage: boolean,
): AsyncGenerator<object> {
  const chunk = (delta: object, finish: string | null = null): object => ({
    ...head,
    object: "chat.completion.chunk",
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    ...(includeUsage ? { usage: null } : {}),
  });
  yield chunk({ role: "assistant", content: "" });
  for await (const part of parts) {
    if (part.kind !== "end") yield chunk(deltaOf(part));
    else {
      yield chunk({}, finishes[part.reason]);
      if (includeUsage) yield { ...head, object: "chat.completion.chunk", choices: [], usage: usageOf(part.usage) };
    }
  }
}
