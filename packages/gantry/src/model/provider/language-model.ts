// A language model as our text model: one structured call, retried by us, repaired once, paid for by the token.
import type { LanguageModelV4 } from "@ai-sdk/provider";
import { GantryError } from "@gantry/contract";
import { costOf } from "../prices.ts";
import type { TextModel, TextReply, TextRequest, Usage } from "../types.ts";
import type { AskedPrompt } from "./prompt.ts";
import { promptOf } from "./prompt.ts";
import { isFormatRefused, modelError, retryAfterOf, timedOut } from "./errors.ts";
import { withRetry } from "./retry.ts";
import type { CallLimits } from "./retry.ts";
import type { LanguageModelSettings } from "./settings.ts";
import { parseReply, wireSchema } from "./structured.ts";

interface Said {
  readonly text: string;
  readonly input: number;
  readonly output: number;
}

/** The SDK's text parts joined; reasoning is left out. */
const textOf = (result: Awaited<ReturnType<LanguageModelV4["doGenerate"]>>): string =>
  result.structuredOutputText ?? result.content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("");

/** Opens the model at its first call. Throws `model-unreachable`, `model-refused` or `answer-rejected`, naming the deployment. */
export const languageModel = (
  settings: LanguageModelSettings,
  open: (settings: LanguageModelSettings) => Promise<LanguageModelV4>,
  limits: CallLimits,
): TextModel => {
  const { name, price } = settings.deployment;
  let opened: Promise<LanguageModelV4> | undefined;
  /** Cleared once the server has said that it can't answer in a given format. */
  let canFormat = true;

  const once = async (prompt: AskedPrompt, request: TextRequest, formatted: boolean): Promise<Said> => {
    const model = await (opened ??= open(settings));
    const timeout = AbortSignal.timeout(limits.timeout);
    try {
      const result = await model.doGenerate({
        ...prompt,
        // The SDK asks for a mutable JSONSchema7; ours is plain JSON and is only read.
        ...(formatted
          ? { responseFormat: { type: "json" as const, name: "reply", schema: wireSchema(request.schema) as object } }
          : {}),
        abortSignal: AbortSignal.any([request.signal, timeout]),
      });
      if (result.finishReason.unified === "content-filter")
        throw new GantryError("model-refused", `model "${name}" declined to answer`, { where: { model: name } });
      if (result.finishReason.unified === "length")
        throw new GantryError("model-refused", `model "${name}" ran out of output tokens`, { where: { model: name } });
      const { inputTokens, outputTokens } = result.usage;
      return { text: textOf(result), input: inputTokens.total ?? 0, output: outputTokens.total ?? 0 };
    } catch (error) {
      if (timeout.aborted && !request.signal.aborted) throw timedOut(name, limits.timeout);
      throw error;
    }
  };

  const call = async (prompt: AskedPrompt, request: TextRequest): Promise<Said> => {
    // Calls run side by side: what counts is how this one was asked, not what another has learned meanwhile.
    let formatted = canFormat;
    try {
      return await withRetry(
        () => once(prompt, request, (formatted = canFormat)),
        (thrown) => {
          if (formatted && isFormatRefused(thrown)) {
            canFormat = false;
            const error = new GantryError("model-refused", `model "${name}" takes no format`, { retryable: true });
            return { error, retryAfter: 0 };
          }
          return { error: modelError(thrown, name), retryAfter: retryAfterOf(thrown) };
        },
        limits.retry,
        request.signal,
      );
    } catch (error) {
      if (request.signal.aborted) throw new GantryError("cancelled", `the call to model "${name}" was cancelled`);
      throw error;
    }
  };

  const usageOf = (calls: readonly Said[]): Usage => {
    const input = calls.reduce((sum, it) => sum + it.input, 0);
    const output = calls.reduce((sum, it) => sum + it.output, 0);
    return { input, output, cost: costOf(price, input, output) };
  };

  return {
    deployment: settings.deployment,
    generate: async (request): Promise<TextReply> => {
      const prompt = promptOf(settings.kind, request);
      const first = await call(prompt, request);
      const parsed = parseReply(first.text, request.schema);
      if (parsed.ok) return { output: parsed.output, arguments: [], usage: usageOf([first]) };

      const repair: AskedPrompt = {
        ...prompt,
        prompt: [
          ...prompt.prompt,
          { role: "assistant", content: [{ type: "text", text: first.text || "(nothing)" }] },
          {
            role: "user",
            content: [{ type: "text", text: `Not valid: ${parsed.why}. Reply again with the JSON object only.` }],
          },
        ],
      };
      const second = await call(repair, request);
      const again = parseReply(second.text, request.schema);
      if (!again.ok)
        throw new GantryError(
          "answer-rejected",
          `model "${name}" did not reply in the form asked for, even when asked again: ${again.why}`,
          {
            where: { model: name },
            remedy: "use a model that supports structured output",
          },
        );
      return { output: again.output, arguments: [], usage: usageOf([first, second]) };
    },
  };
};
