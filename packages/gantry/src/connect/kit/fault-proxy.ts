// Test support: a proxy between a connector and an HTTP system that makes the system fail as real ones do.
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to a call: a status with headers and body, no answer at all, or an answer that breaks off. */
export type Fault =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | "silence"
  | "cut";

export interface FaultProxy {
  readonly url: string;
  /** Calls so far that `counts` counts. */
  calls(): number;
  /** The next counted call but `after` many fails so, once. */
  fail(fault: Fault, after?: number): void;
  /** Calls from now on wait (true) or go through (false); `arrived` resolves when one is waiting. */
  hold(): { readonly arrived: Promise<void>; release(): void };
  close(): Promise<void>;
}

/**
 * Starts a proxy on a port of its own.
 *
 * @param target address of the system; a function where it isn't known yet, and `undefined` from it means that nobody
 *   answers there, as while a system starts: the connection is dropped
 * @param counts which calls count (not those for tokens, say)
 */
export const startFaultProxy = async (
  target: string | (() => string | undefined),
  counts: (path: string) => boolean = () => true,
): Promise<FaultProxy> => {
  const faults: { after: number; readonly fault: Fault }[] = [];
  let calls = 0;
  let held: { arrive: () => void; readonly released: Promise<void> } | undefined;

  const pass = (incoming: IncomingMessage, outgoing: ServerResponse, cut: boolean): void => {
    const address = typeof target === "string" ? target : target();
    if (address === undefined) return void outgoing.destroy();
    const url = new URL(incoming.url ?? "/", address);
    // The proxy's own Host goes on, so that absolute links in replies lead back here.
    const upstream = forward(url, { method: incoming.method, headers: incoming.headers }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
      if (!cut) reply.pipe(outgoing);
      else {
        outgoing.write("{");
        outgoing.destroy();
      }
    });
    upstream.on("error", () => outgoing.destroy());
    incoming.pipe(upstream);
    return undefined;
  };

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    if (!counts(incoming.url ?? "/")) return pass(incoming, outgoing, false);
    calls += 1;
    if (held !== undefined) {
      const { arrive, released } = held;
      arrive();
      await released;
    }
    const index = faults.findIndex((each) => each.after-- <= 0);
    const fault = index < 0 ? undefined : faults.splice(index, 1)[0]?.fault;
    if (fault === undefined || fault === "cut") return pass(incoming, outgoing, fault === "cut");
    incoming.resume();
    if (fault === "silence") return undefined;
    outgoing.writeHead(fault.status, { "content-type": "application/json", ...fault.headers });
    outgoing.end(fault.body ?? "");
    return undefined;
  };

  const server = createServer((incoming, outgoing) => {
    void answer(incoming, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    calls: () => calls,
    fail: (fault, after = 0) => void faults.push({ after, fault }),
    hold: () => {
      const arrival = Promise.withResolvers<void>();
      const release = Promise.withResolvers<void>();
      held = { arrive: arrival.resolve, released: release.promise };
      return {
        arrived: arrival.promise,
        release: () => {
          held = undefined;
          release.resolve();
        },
      };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
