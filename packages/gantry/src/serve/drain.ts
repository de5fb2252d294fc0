// The end of a server's life: new requests are sent elsewhere, those under way are answered first.
import { GantryError } from "@gantry/contract";
import type { FastifyInstance } from "fastify";

export interface Draining {
  /** Watches over a server's requests. */
  attach(server: FastifyInstance): void;
  /** Aborted when the drain begins: whoever only waits for news is let go, to wait elsewhere. */
  readonly signal: AbortSignal;
  /** Begins; resolves when the last request is answered, or after so many milliseconds. */
  begin(milliseconds: number): Promise<void>;
  /** Requests that are being answered. */
  open(): number;
}

/** Routes that answer until the end. */
const stillAnswered = new Set(["/health", "/metrics"]);

export function createDraining(): Draining {
  const stop = new AbortController();
  const idle = Promise.withResolvers<void>();
  let open = 0;
  const attach = (server: FastifyInstance): void =>
    void server.addHook("onRequest", async (request, reply) => {
      open += 1;
      let counted = true;
      const end = (): void => {
        if (!counted) return;
        counted = false;
        open -= 1;
        if (open === 0 && stop.signal.aborted) idle.resolve();
      };
      // "close" comes after every end, also of a client that went away.
      reply.raw.once("close", end);
      if (!stop.signal.aborted) return;
      reply.header("connection", "close");
      if (stillAnswered.has(request.routeOptions.url ?? "")) return;
      reply.header("retry-after", "1");
      throw new GantryError("unavailable", "this server is shutting down and takes no new requests", {
        retryable: true,
        remedy: "try again: another process, or this one's successor, will answer",
      });
    });
  return {
    attach,
    signal: stop.signal,
    open: () => open,
    begin: async (milliseconds) => {
      stop.abort();
      if (open === 0) return;
      const timer = setTimeout(idle.resolve, milliseconds);
      await idle.promise;
      clearTimeout(timer);
    },
  };
}
