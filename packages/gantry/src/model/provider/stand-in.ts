// For tests: a server on loopback that speaks OpenAI's chat protocol, answers as told, and records what it gets.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly role: string; readonly content: unknown }[];
    readonly response_format?: { readonly type: string; readonly json_schema?: { readonly schema: unknown } };
  };
}

/** `content` is what the model says; `hang` never answers; `raw` is a body as it stands. */
export type Reply =
  | { readonly content: string; readonly finish?: string }
  | { readonly status: number; readonly error?: string; readonly retryAfter?: string }
  | { readonly raw: string; readonly status?: number }
  | "hang";

export interface StandIn {
  readonly url: string;
  readonly received: readonly Received[];
  close(): Promise<void>;
}

const completion = (content: string, finish: string): string =>
  JSON.stringify({
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1,
    model: "stand-in",
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: finish }],
    usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
  });

const render = (reply: Exclude<Reply, "hang">): { status: number; body: string; headers: Record<string, string> } => {
  const headers = { "content-type": "application/json" };
  if ("raw" in reply) return { status: reply.status ?? 200, body: reply.raw, headers };
  if ("content" in reply) return { status: 200, body: completion(reply.content, reply.finish ?? "stop"), headers };
  return {
    status: reply.status,
    body: JSON.stringify({ error: { message: reply.error ?? "no", type: "error" } }),
    headers: { ...headers, ...(reply.retryAfter === undefined ? {} : { "retry-after": reply.retryAfter }) },
  };
};

/** Starts one; `answer` gets each request with its number, from 0. */
export const startStandIn = async (answer: (request: Received, count: number) => Reply): Promise<StandIn> => {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      const it: Received = {
        path: request.url ?? "",
        authorization: request.headers.authorization,
        body: JSON.parse(text) as Received["body"],
      };
      const reply = answer(it, received.push(it) - 1);
      if (reply === "hang") return;
      const { status, body, headers } = render(reply);
      response.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    received,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};
