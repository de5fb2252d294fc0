// A chat request in the words of the AI SDK's provider interface.
import type { LanguageModelV4CallOptions, LanguageModelV4Message } from "@ai-sdk/provider";
import type { ChatImage, ChatMessage, ChatRequest, ChatText, ChatToolCall } from "./types.ts";

type Part = Extract<LanguageModelV4Message, { role: "user" }>["content"][number];

const partOf = (part: ChatText | ChatImage): Part => {
  if (part.kind === "text") return { type: "text", text: part.text };
  const { mediaType, base64 } = part;
  return { type: "file", mediaType, data: { type: "data", data: base64 } };
};

const callOf = ({ id, name, arguments: text }: ChatToolCall) => ({
  type: "tool-call" as const,
  toolCallId: id,
  toolName: name,
  input: parsed(text),
});

/** Arguments that are no JSON (a model wrote them) go on as the text they are. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text === "" ? "{}" : text);
  } catch {
    return text;
  }
};

const messageOf = (message: ChatMessage): LanguageModelV4Message => {
  switch (message.role) {
    case "system":
      return { role: "system", content: message.text };
    case "user":
      return { role: "user", content: message.parts.map(partOf) };
    case "assistant":
      return {
        role: "assistant",
        content: [
          ...(message.text === "" ? [] : [{ type: "text" as const, text: message.text }]),
          ...message.calls.map(callOf),
        ],
      };
    default:
      return {
        role: "tool",
        content: [
          {
            type: "tool-result",
            toolCallId: message.call,
            toolName: message.name,
            output: { type: "text", value: message.text },
          },
        ],
      };
  }
};

/** What was not given is left out: the provider's own default holds. */
export const callOptions = (request: ChatRequest): LanguageModelV4CallOptions => {
  const { format, tools, toolChoice, stop } = request;
  const given = {
    maxOutputTokens: request.maxOutputTokens,
    temperature: request.temperature,
    topP: request.topP,
    presencePenalty: request.presencePenalty,
    frequencyPenalty: request.frequencyPenalty,
    seed: request.seed,
    reasoning: request.effort,
  };
  return {
    prompt: request.messages.map(messageOf),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...(stop === undefined ? {} : { stopSequences: [...stop] }),
    // The SDK asks for a mutable JSONSchema7; ours is plain JSON and is only read.
    ...(format === undefined
      ? {}
      : {
          responseFormat: {
            type: "json" as const,
            ...(format.name === undefined ? {} : { name: format.name }),
            ...(format.schema === undefined ? {} : { schema: format.schema as object }),
          },
        }),
    ...(tools.length === 0
      ? {}
      : {
          tools: tools.map(({ name, description, parameters, strict }) => ({
            type: "function" as const,
            name,
            inputSchema: parameters as object,
            ...(description === undefined ? {} : { description }),
            ...(strict === undefined ? {} : { strict }),
          })),
        }),
    ...(toolChoice === undefined
      ? {}
      : {
          toolChoice:
            typeof toolChoice === "string"
              ? { type: toolChoice }
              : { type: "tool" as const, toolName: toolChoice.tool },
        }),
  };
};
