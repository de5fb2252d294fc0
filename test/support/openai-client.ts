// A client of OpenAI's chat protocol that believes nothing: every reply is held against the published schema, field by field.
import { z } from "zod";

const Usage = z.strictObject({
  prompt_tokens: z.int().min(0),
  completion_tokens: z.int().min(0),
  total_tokens: z.int().min(0),
});
const Finish = z.enum(["stop", "length", "tool_calls", "content_filter"]);
const Called = z.strictObject({ name: z.string(), arguments: z.string() });

const Message = z.strictObject({
  role: z.literal("assistant"),
  content: z.string().nullable(),
  refusal: z.string().nullable(),
  tool_calls: z.array(z.strictObject({ id: z.string(), type: z.literal("function"), function: Called })).optional(),
});
export type Message = z.infer<typeof Message>;

const head = { id: z.string().regex(/^chatcmpl-./), created: z.int().positive(), model: z.string() };

const Completion = z.strictObject({
  ...head,
  object: z.literal("chat.completion"),
  choices: z.tuple([
    z.strictObject({ index: z.literal(0), message: Message, logprobs: z.null(), finish_reason: Finish }),
  ]),
  usage: Usage,
});

const Chunk = z.strictObject({
  ...head,
  object: z.literal("chat.completion.chunk"),
  choices: z
    .array(
      z.strictObject({
        index: z.literal(0),
        delta: z.strictObject({
          role: z.literal("assistant").optional(),
          content: z.string().optional(),
          tool_calls: z
            .array(
              z.strictObject({
                index: z.int(),
                id: z.string().optional(),
                type: z.literal("function").optional(),
                function: Called.partial(),
              }),
            )
            .optional(),
        }),
        logprobs: z.null(),
        finish_reason: Finish.nullable(),
      }),
    )
    .max(1),
  usage: Usage.nullish(),
});
type Chunk = z.infer<typeof Chunk>;

const Failure = z.strictObject({
  error: z.strictObject({
    message: z.string().min(1),
    type: z.string(),
    param: z.string().nullable(),
    code: z.string().nullable(),
  }),
});

export class OpenAiFailure extends Error {
  readonly status: number;
  readonly failure: z.infer<typeof Failure>["error"];
  readonly headers: Headers;
  constructor(status: number, body: unknown, headers: Headers) {
    const { error } = Failure.parse(body);
    super(error.message);
    this.status = status;
    this.failure = error;
    this.headers = headers;
  }
}

export interface OpenAiClient {
  complete(body: object): Promise<{ readonly completion: z.infer<typeof Completion>; readonly headers: Headers }>;
  stream(body: object, signal?: AbortSignal): AsyncGenerator<Chunk>;
  /** Any other route. */
  send(route: string, body?: object): Promise<unknown>;
}

/** The data of each event; a stream that does not end with `[DONE]` is an error. */
async function* eventsOf(response: Response): AsyncGenerator {
  let text = "";
  for await (const bytes of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const events = (text + bytes).split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) {
      if (event.startsWith(":")) continue;
      if (!event.startsWith("data: ")) throw new Error(`no data: ${event}`);
      if (event === "data: [DONE]") return;
      yield JSON.parse(event.slice(6));
    }
  }
  throw new Error("the stream ended without [DONE]");
}

/** @param url of the server, without `/v1`; `token` may be left out */
export function openAiClient(url: string, token?: string): OpenAiClient {
  const call = async (route: string, body?: object, signal?: AbortSignal): Promise<Response> => {
    const response = await fetch(`${url}/v1/${route}`, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        "content-type": "application/json",
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    if (!response.ok) throw new OpenAiFailure(response.status, await response.json(), response.headers);
    return response;
  };
  return {
    async complete(body) {
      const response = await call("chat/completions", body);
      return { completion: Completion.parse(await response.json()), headers: response.headers };
    },
    async *stream(body, signal) {
      const response = await call("chat/completions", { ...body, stream: true }, signal);
      if (response.headers.get("content-type") !== "text/event-stream") throw new Error("this is no stream");
      for await (const data of eventsOf(response)) {
        if (typeof data === "object" && data !== null && "error" in data)
          throw new OpenAiFailure(200, data, response.headers);
        yield Chunk.parse(data);
      }
    },
    send: async (route, body) => (await call(route, body)).json(),
  };
}

/** A streamed reply, put together as clients do. */
export async function collected(stream: AsyncIterable<Chunk>): Promise<Message> {
  let content = "";
  const calls: { id: string; type: "function"; function: z.infer<typeof Called> }[] = [];
  for await (const { choices } of stream) {
    content += choices[0]?.delta.content ?? "";
    for (const piece of choices[0]?.delta.tool_calls ?? []) {
      const known = (calls[piece.index] ??= {
        id: piece.id ?? "",
        type: "function",
        function: { name: piece.function.name ?? "", arguments: "" },
      });
      known.function.arguments += piece.function.arguments ?? "";
    }
  }
  return { role: "assistant", content, refusal: null, ...(calls.length === 0 ? {} : { tool_calls: calls }) };
}
