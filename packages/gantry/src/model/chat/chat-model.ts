// A language model as our chat model: retried by us until it begins to reply, never after.
import type { LanguageModelV4, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { GantryError } from "@gantry/contract";
import { modelError, retryAfterOf, timedOut } from "../provider/errors.ts";
import { withRetry } from "../provider/retry.ts";
import type { CallLimits } from "../provider/retry.ts";
import type { Deployment } from "../types.ts";
import { callOptions } from "./call-options.ts";
import { partsOfResult, partsOfStream } from "./parts.ts";
import type { ChatModel, ChatPart, ChatRequest } from "./types.ts";

/** Aborts when nothing has come for so long; each sign of life sets it back. */
const createPatience = (milliseconds: number) => {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), milliseconds);
  return {
    signal: silence.signal,
    again: () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), milliseconds);
    },
    end: () => clearTimeout(timer),
  };
};

type Patience = ReturnType<typeof createPatience>;

async function* watched(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  patience: Patience,
): AsyncGenerator<LanguageModelV4StreamPart> {
  for await (const part of stream) {
    patience.again();
    yield part;
  }
}

/** Opens the model at its first call. */
export const chatModel = (
  deployment: Deployment,
  open: () => Promise<LanguageModelV4>,
  limits: CallLimits,
): ChatModel => {
  const { name } = deployment;
  let opened: Promise<LanguageModelV4> | undefined;

  const explained = (thrown: unknown, request: ChatRequest, patience: Patience): GantryError => {
    if (request.signal.aborted) return new GantryError("cancelled", `the call to model "${name}" was cancelled`);
    return patience.signal.aborted ? timedOut(name, limits.timeout) : modelError(thrown, name);
  };

  /** The reply's first part, and all that follow. */
  const begin = async (
    request: ChatRequest,
    patience: Patience,
  ): Promise<{ readonly first: ChatPart; readonly rest: AsyncIterator<ChatPart> }> => {
    const model = await (opened ??= open());
    const options = { ...callOptions(request), abortSignal: AbortSignal.any([request.signal, patience.signal]) };
    const parts = request.streamed
      ? partsOfStream(watched((await model.doStream(options)).stream, patience), deployment)
      : partsOfWhole(await model.doGenerate(options));
    const { value, done } = await parts.next();
    if (done === true) throw new GantryError("internal", `model "${name}" gave no part`);
    return { first: value, rest: parts };
  };

  async function* partsOfWhole(result: Awaited<ReturnType<LanguageModelV4["doGenerate"]>>): AsyncGenerator<ChatPart> {
    yield* partsOfResult(result, deployment);
  }

  return {
    deployment,
    async chat(request) {
      let patience = createPatience(limits.timeout);
      const { first, rest } = await withRetry(
        () => {
          patience.end();
          patience = createPatience(limits.timeout);
          return begin(request, patience);
        },
        (thrown) => ({ error: explained(thrown, request, patience), retryAfter: retryAfterOf(thrown) }),
        limits.retry,
        request.signal,
      ).catch((error: unknown) => {
        patience.end();
        throw explained(error, request, patience);
      });
      async function* parts(): AsyncGenerator<ChatPart> {
        try {
          yield first;
          for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
        } catch (error) {
          throw explained(error, request, patience);
        } finally {
          patience.end();
          await rest.return?.();
        }
      }
      return parts();
    },
  };
};
