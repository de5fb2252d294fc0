// Server-sent events: one event a message, with its id, and a comment now and then so that proxies keep the line open.
import type { RunEvent } from "@gantry/contract";
import type { FastifyReply, FastifyRequest } from "fastify";

const heartbeat = 15_000;

/** Streams events until they end, the client goes away, or the server ends: whichever is first. */
export async function sendEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  events: (stop: AbortSignal) => AsyncIterable<RunEvent>,
  ending?: AbortSignal,
): Promise<FastifyReply> {
  const gone = new AbortController();
  request.raw.once("close", () => gone.abort());
  // The client comes back with the number of its last event, and finds another process.
  ending?.addEventListener("abort", () => gone.abort(), { signal: gone.signal, once: true });
  if (ending?.aborted) gone.abort();
  const stream = openStream(reply);
  try {
    for await (const event of events(gone.signal)) {
      if (gone.signal.aborted) break;
      await stream.send(`id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    }
  } finally {
    stream.end();
  }
  return reply;
}

export interface EventStream {
  /** Waits where the client reads slower than we write. */
  send(text: string): Promise<void>;
  end(): void;
}

/** Takes the reply over: status and headers are out when it returns. */
export function openStream(reply: FastifyReply): EventStream {
  reply.hijack();
  const out = reply.raw;
  out.writeHead(200, {
    ...headersOf(reply),
    "content-type": "text/event-stream",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  const beat = setInterval(() => out.write(": still here\n\n"), heartbeat);
  return {
    send: async (text) => {
      if (out.write(text) || out.destroyed) return;
      await new Promise<void>((ready) => {
        const go = (): void => {
          out.off("drain", go).off("close", go);
          ready();
        };
        out.on("drain", go).on("close", go);
      });
    },
    end: () => {
      clearInterval(beat);
      out.end();
    },
  };
}

/** Headers that hooks have set (CORS, rate limit); a hijacked reply would lose them. */
const headersOf = (reply: FastifyReply): Record<string, string> =>
  Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]));
