// What a provider sends, as parts of a chat reply.
import type {
  LanguageModelV4FinishReason,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from "@ai-sdk/provider";
import { GantryError } from "@gantry/contract";
import { costOf } from "../prices.ts";
import type { Deployment } from "../types.ts";
import type { ChatEnd, ChatPart } from "./types.ts";

const ends: Readonly<Partial<Record<LanguageModelV4FinishReason["unified"], ChatEnd>>> = {
  stop: "stop",
  length: "length",
  "tool-calls": "tool-calls",
  "content-filter": "content-filter",
  other: "stop",
};

const endOf = (
  { name, price }: Deployment,
  { unified }: LanguageModelV4FinishReason,
  { inputTokens, outputTokens }: LanguageModelV4Usage,
  hasCalls: boolean,
): ChatPart => {
  const said = ends[unified];
  if (said === undefined) throw brokenOff(name);
  // Some servers say "stop" where they have called tools, and who reads "stop" calls none.
  const reason = hasCalls && said === "stop" ? "tool-calls" : said;
  const input = inputTokens.total ?? 0;
  const output = outputTokens.total ?? 0;
  return { kind: "end", reason, usage: { input, output, cost: costOf(price, input, output) } };
};

export const brokenOff = (name: string): GantryError =>
  new GantryError("model-unreachable", `model "${name}" broke off its reply`, {
    where: { model: name },
    retryable: true,
    remedy: "ask again",
  });

/** A reply that came whole. */
export const partsOfResult = (result: LanguageModelV4GenerateResult, deployment: Deployment): readonly ChatPart[] => {
  const parts: ChatPart[] = [];
  let calls = 0;
  for (const part of result.content) {
    if (part.type === "text") parts.push({ kind: "text", text: part.text });
    if (part.type !== "tool-call") continue;
    const index = calls++;
    parts.push({ kind: "call", index, id: part.toolCallId, name: part.toolName });
    parts.push({ kind: "arguments", index, text: part.input });
  }
  return [...parts, endOf(deployment, result.finishReason, result.usage, calls > 0)];
};

/** A reply as it is written. An error that the provider sends within it is thrown; so is an end that never comes. */
export async function* partsOfStream(
  stream: AsyncIterable<LanguageModelV4StreamPart>,
  deployment: Deployment,
): AsyncGenerator<ChatPart> {
  const indexes = new Map<string, { readonly index: number; written: boolean }>();
  let ended = false;
  for await (const part of stream) {
    switch (part.type) {
      case "text-delta":
        yield { kind: "text", text: part.delta };
        break;
      case "tool-input-start": {
        const index = indexes.size;
        indexes.set(part.id, { index, written: false });
        yield { kind: "call", index, id: part.id, name: part.toolName };
        break;
      }
      case "tool-input-delta": {
        const call = indexes.get(part.id);
        if (call === undefined) break;
        call.written = true;
        yield { kind: "arguments", index: call.index, text: part.delta };
        break;
      }
      case "tool-call": {
        const known = indexes.get(part.toolCallId);
        const index = known?.index ?? indexes.size;
        if (known === undefined) {
          indexes.set(part.toolCallId, { index, written: true });
          yield { kind: "call", index, id: part.toolCallId, name: part.toolName };
        }
        // Arguments that came in pieces have been passed on.
        if (known?.written !== true) yield { kind: "arguments", index, text: part.input };
        break;
      }
      case "error":
        throw part.error;
      case "finish":
        ended = true;
        yield endOf(deployment, part.finishReason, part.usage, indexes.size > 0);
        break;
      default:
    }
  }
  if (!ended) throw brokenOff(deployment.name);
}
