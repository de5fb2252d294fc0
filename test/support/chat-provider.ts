// A model provider over OpenAI's chat protocol: answers as told, whole or in pieces of a few characters, keeps every
// request, and fails on demand.
import { createServer } from "node:http";
import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ChatAsked {
  readonly model: string;
  readonly stream?: boolean;
  readonly messages: readonly {
    readonly role: string;
    readonly content: unknown;
    readonly tool_calls?: readonly {
      readonly id: string;
      readonly function: { readonly name: string; readonly arguments: string };
    }[];
  }[];
  readonly tools?: readonly { readonly function: { readonly name: string; readonly parameters: object } }[];
  readonly response_format?: { readonly type: string; readonly json_schema?: { readonly schema: object } };
  readonly [more: string]: unknown;
}

export interface ChatAnswer {
  readonly text?: string;
  readonly calls?: readonly { readonly name: string; readonly arguments: string }[];
  /** Breaks the connection off after so many pieces of a stream. */
  readonly breakAfter?: number;
}

export interface ChatFault {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ChatProvider {
  readonly url: string;
  readonly key: string;
  /** As they came over the wire. */
  readonly raw: readonly string[];
  readonly asked: readonly ChatAsked[];
  /** Of each chat. */
  readonly headers: readonly IncomingHttpHeaders[];
  /** What it answers from now on. */
  answer: (asked: ChatAsked, count: number) => ChatAnswer | ChatFault;
  /** Streams whose client went away before they ended. */
  readonly abandoned: () => number;
  /** Settings of a house that has this provider alone. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const pieces = (text: string): readonly string[] => text.match(/[\s\S]{1,3}/g) ?? [];

export const textIn = (content: unknown): string =>
  Array.isArray(content)
    ? content.map((part: { text?: string }) => part.text ?? "").join("")
    : typeof content === "string"
      ? content
      : "";

/** The text of the last message of a role. */
export const lastOf = ({ messages }: ChatAsked, role: string): string =>
  textIn(messages.findLast((message) => message.role === role)?.content);

const usage = { prompt_tokens: 40, completion_tokens: 12, total_tokens: 52 };
const head = { id: "chatcmpl-up", created: 1, model: "up-1" };

const whole = ({ text = "", calls = [] }: ChatAnswer): object => ({
  ...head,
  object: "chat.completion",
  choices: [
    {
      index: 0,
      message: {
        role: "assistant",
        content: text === "" ? null : text,
        ...(calls.length === 0
          ? {}
          : { tool_calls: calls.map((it, at) => ({ id: `call_${at}`, type: "function", function: it })) }),
      },
      finish_reason: calls.length > 0 ? "tool_calls" : "stop",
    },
  ],
  usage,
});

const chunks = ({ text = "", calls = [] }: ChatAnswer): readonly object[] => {
  const chunk = (delta: object, finish: string | null = null): object => ({
    ...head,
    object: "chat.completion.chunk",
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
  return [
    chunk({ role: "assistant", content: "" }),
    ...pieces(text).map((content) => chunk({ content })),
    ...calls.flatMap(({ name, arguments: given }, index) => [
      chunk({ tool_calls: [{ index, id: `call_${index}`, type: "function", function: { name, arguments: "" } }] }),
      ...pieces(given).map((piece) => chunk({ tool_calls: [{ index, function: { arguments: piece } }] })),
    ]),
    chunk({}, calls.length > 0 ? "tool_calls" : "stop"),
    { ...head, object: "chat.completion.chunk", choices: [], usage },
  ];
};

/** One piece after the other, as the socket takes them; `hold` keeps the stream open once all but the end is out. */
const stream = async (response: ServerResponse, answer: ChatAnswer): Promise<void> => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const [at, chunk] of chunks(answer).entries()) {
    if (at === answer.breakAfter) return void response.destroy();
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
    await new Promise((turn) => setImmediate(turn));
  }
  response.end("data: [DONE]\n\n");
};

interface OtherAsked {
  readonly input?: readonly string[];
  readonly prompt?: string;
}

/** Vectors that tell the length of their text, and a picture that is none. */
const others: Readonly<Record<string, (asked: OtherAsked) => object>> = {
  "/v1/embeddings": ({ input = [] }) => ({
    object: "list",
    model: "embed-1",
    data: input.map((text, index) => ({ object: "embedding", index, embedding: [text.length, 0.5] })),
    usage: { prompt_tokens: 7, total_tokens: 7 },
  }),
  "/v1/images/generations": () => ({ created: 1, data: [{ b64_json: "iVBORw0KGgo=" }] }),
};

export async function startChatProvider(key = "sk-provider-0123456789abcdef"): Promise<ChatProvider> {
  const raw: string[] = [];
  const asked: ChatAsked[] = [];
  const headers: IncomingHttpHeaders[] = [];
  let abandoned = 0;
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    response.on("close", () => {
      if (!response.writableEnded) abandoned += 1;
    });
    request.on("end", () => {
      if (request.headers.authorization !== `Bearer ${key}`) return void response.writeHead(401).end("{}");
      raw.push(text);
      const other = others[request.url ?? ""];
      if (other !== undefined)
        return void response
          .writeHead(200, { "content-type": "application/json" })
          .end(JSON.stringify(other(JSON.parse(text) as OtherAsked)));
      headers.push(request.headers);
      const body = JSON.parse(text) as ChatAsked;
      const answer = provider.answer(body, asked.push(body) - 1);
      if ("status" in answer)
        return void response
          .writeHead(answer.status, { "content-type": "application/json", ...answer.headers })
          .end(JSON.stringify({ error: { message: "no", type: "server_error" } }));
      if (body.stream === true) return void stream(response, answer);
      return void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(whole(answer)));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const provider: ChatProvider = {
    url,
    key,
    raw,
    asked,
    headers,
    answer: () => ({ text: "Good day." }),
    abandoned: () => abandoned,
    env: { GANTRY_MODEL_URL: url, GANTRY_MODEL_KEY: key, GANTRY_MODEL_NAME: "up-1" },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return provider;
}
