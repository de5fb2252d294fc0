// A guest on a port of its own, in Node: for those who have no server yet.
import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { guestHandler } from "../guest/handler.ts";
import type { GuestOptions } from "../guest/handler.ts";
import type { Guest } from "../guest/runnable.ts";

export interface Listening {
  /** What a deployment names as its `url`. */
  readonly url: string;
  close(): Promise<void>;
}

export interface ListenOptions extends GuestOptions {
  /** Default: any that is free. */
  readonly port?: number;
  /** Default: this machine alone. */
  readonly host?: string;
}

const mostBytes = 8 * 1_048_576;

/** @throws Error where the port is taken. */
export async function listenGuest(
  guest: Guest,
  { port = 0, host = "127.0.0.1", ...options }: ListenOptions,
): Promise<Listening> {
  const handle = guestHandler(guest, options);
  const server = createServer(async (request, response) => {
    try {
      const answer = await handle(await requestOf(request));
      response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
    } catch (error) {
      options.onError?.(error);
      response.writeHead(400).end();
    }
  });
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(port, host, done);
  });
  // Listening on a port, it has an address with one.
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${taken}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function requestOf(request: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > mostBytes) throw new Error("the request is too large");
    chunks.push(chunk);
  }
  const { method = "GET", headers } = request;
  return new Request("http://guest/", {
    method,
    headers: { authorization: headers.authorization ?? "" },
    ...(method === "POST" ? { body: Buffer.concat(chunks) } : {}),
  });
}
