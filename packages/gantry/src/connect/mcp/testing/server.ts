// A real server of the Model Context Protocol over HTTP, whose tools and answers a test sets while it runs.
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { createMcpHandler, Server } from "@modelcontextprotocol/server";
import type { CallToolResult, Tool } from "@modelcontextprotocol/server";

export interface ToolCalled {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

export interface ToolServer {
  readonly url: string;
  tools: readonly Tool[];
  answer: (call: ToolCalled, signal: AbortSignal) => CallToolResult | Promise<CallToolResult>;
  /** In place of the protocol: an HTTP status, with an address where it sends elsewhere. */
  instead: { readonly status: number; readonly location?: string } | undefined;
  readonly calls: ToolCalled[];
  /** Bodies as they came. */
  readonly raw: string[];
  /** Of the last request. */
  authorization: string | undefined;
  close(): Promise<void>;
}

/** A forecast for a city, as its maker says that it only reads. */
export const forecast: Tool = {
  name: "forecast",
  description: "Weather forecast for a city.",
  inputSchema: {
    type: "object",
    properties: { city: { type: "string" }, days: { type: "integer", minimum: 1, maximum: 14 } },
    required: ["city"],
  },
  annotations: { readOnlyHint: true },
};

export const said = (text: string): CallToolResult => ({ content: [{ type: "text", text }] });

export async function startToolServer(): Promise<ToolServer> {
  const made = (): Server => {
    const server = new Server({ name: "weather", version: "1.0.0" }, { capabilities: { tools: {} } });
    server.setRequestHandler("tools/list", () => ({ tools: [...own.tools] }));
    server.setRequestHandler("tools/call", ({ params }, { mcpReq: { signal } }) => {
      const call = { tool: params.name, arguments: params.arguments ?? {} };
      own.calls.push(call);
      return own.answer(call, signal);
    });
    return server;
  };
  const handler = createMcpHandler(made);
  const http = createServer((request, response) => void serve(request, response));
  const own: ToolServer = {
    url: "",
    tools: [forecast],
    answer: () => said("Sunny, 21 degrees."),
    instead: undefined,
    calls: [],
    raw: [],
    authorization: undefined,
    close: () =>
      new Promise((done) => {
        http.close(() => done());
        http.closeAllConnections();
      }),
  };
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString("utf8");
    own.raw.push(body);
    own.authorization = request.headers.authorization;
    if (own.instead) {
      const { status, location } = own.instead;
      response.writeHead(status, location === undefined ? {} : { location }).end();
      return;
    }
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers))
      if (typeof value === "string") headers.set(name, value);
    const asked = new Request(new URL(request.url ?? "/", own.url), {
      method: request.method ?? "GET",
      headers,
      signal: gone.signal,
      ...(request.method === "POST" ? { body } : {}),
    });
    const reply = await handler.fetch(asked);
    response.writeHead(reply.status, Object.fromEntries(reply.headers));
    if (reply.body === null) response.end();
    else
      Readable.fromWeb(reply.body)
        .on("error", () => response.destroy())
        .pipe(response);
  }
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  return Object.assign(own, { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp` });
}
