// `POST /v1/chat/completions` as OpenAI's reference writes its body. What we can't honour is refused; what changes
// nothing of the reply (`user`, `metadata`, `store` …) is read over and goes no further.
import { GantryError } from "@gantry/contract";
import { z } from "zod";
import type { ChatRequest } from "../../model/index.ts";
import { FunctionName, Message, messagesOf } from "./messages.ts";

const JsonSchema = z.record(z.string(), z.unknown());

const Tool = z.object({
  type: z.literal("function"),
  function: z.object({
    name: FunctionName,
    description: z.string().nullish(),
    parameters: JsonSchema.nullish(),
    strict: z.boolean().nullish(),
  }),
});

const Format = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text") }),
  z.object({ type: z.literal("json_object") }),
  z.object({
    type: z.literal("json_schema"),
    json_schema: z.object({ name: FunctionName, schema: JsonSchema.optional() }),
  }),
]);

const tokens = z.int().min(1).nullish();

export const ChatBody = z.object({
  model: z.string().min(1).max(200),
  messages: z.array(Message).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  tools: z.array(Tool).max(128).nullish(),
  tool_choice: z
    .union([
      z.enum(["none", "auto", "required"]),
      z.object({ type: z.literal("function"), function: z.object({ name: FunctionName }) }),
    ])
    .nullish(),
  response_format: Format.nullish(),
  max_tokens: tokens,
  max_completion_tokens: tokens,
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  presence_penalty: z.number().min(-2).max(2).nullish(),
  frequency_penalty: z.number().min(-2).max(2).nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(4)]).nullish(),
  seed: z.int().nullish(),
  reasoning_effort: z.enum(["none", "minimal", "low", "medium", "high", "xhigh"]).nullish(),
  // Refused below, where they ask for something that is not done here.
  n: z.int().min(1).nullish(),
  logprobs: z.boolean().nullish(),
  modalities: z.array(z.string()).nullish(),
  functions: z.array(z.unknown()).nullish(),
});
export type ChatBody = z.infer<typeof ChatBody>;

const refuseUnable = (body: ChatBody): void => {
  const asked: readonly (readonly [string, boolean, string])[] = [
    ["n", (body.n ?? 1) > 1, "ask once for each reply"],
    ["logprobs", body.logprobs === true, "leave it out"],
    ["modalities", (body.modalities ?? []).some((it) => it !== "text"), "only text is written here"],
    ["functions", (body.functions ?? []).length > 0, "use tools"],
  ];
  const wrong = asked.find(([, isAsked]) => isAsked);
  if (wrong !== undefined)
    throw new GantryError("bad-request", `"${wrong[0]}" is not supported here`, {
      remedy: wrong[2],
      where: { param: wrong[0] },
    });
};

const refuseUnknownTool = ({ tools, tool_choice: choice }: ChatBody): void => {
  if (typeof choice !== "object" || choice === null) return;
  if ((tools ?? []).some((it) => it.function.name === choice.function.name)) return;
  throw new GantryError("bad-request", '"tool_choice" names none of the tools', { where: { param: "tool_choice" } });
};

/** What was not given (absent or null) is left out. */
const given = <T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  // Null and undefined are gone: what is left of each is its value.
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };

const formatOf = (format: ChatBody["response_format"]): ChatRequest["format"] => {
  if (format?.type === "json_object") return {};
  return format?.type === "json_schema" ? given(format.json_schema) : undefined;
};

/** The request in our words. Throws `bad-request` naming the parameter. */
export const chatRequestOf = (body: ChatBody, signal: AbortSignal): ChatRequest => {
  refuseUnable(body);
  refuseUnknownTool(body);
  const { tool_choice: choice, stop } = body;
  return {
    messages: messagesOf(body.messages),
    tools: (body.tools ?? []).map(({ function: tool }) => ({
      name: tool.name,
      parameters: tool.parameters ?? { type: "object", properties: {} },
      ...given({ description: tool.description, strict: tool.strict }),
    })),
    streamed: body.stream === true,
    signal,
    ...given({
      toolChoice: typeof choice === "object" && choice !== null ? { tool: choice.function.name } : choice,
      format: formatOf(body.response_format),
      maxOutputTokens: body.max_completion_tokens ?? body.max_tokens,
      temperature: body.temperature,
      topP: body.top_p,
      presencePenalty: body.presence_penalty,
      frequencyPenalty: body.frequency_penalty,
      stop: typeof stop === "string" ? [stop] : stop,
      seed: body.seed,
      effort: body.reasoning_effort,
    }),
  };
};
