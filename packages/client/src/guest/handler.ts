// The door of a guest: Gantry's request in, its reply out, as any server that speaks the Fetch API takes it.
import { GuestAsk } from "@gantry/contract";
import type { GuestReply } from "@gantry/contract";
import { askGuest } from "./runnable.ts";
import type { Guest, GuestShape } from "./runnable.ts";

export interface GuestOptions extends GuestShape {
  /** What Gantry must send as its key. Without one whoever reaches the address is let in. */
  readonly key?: string;
  /** Told of each request before it is worked on. */
  readonly onAsk?: (ask: GuestAsk) => void;
  /** Told of each error; nothing of it goes to Gantry but that there was one. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Serves a guest.
 *
 * @example
 * Deno.serve(guestHandler(graph, { key: process.env.GUEST_KEY, input: ({ prompt, schema }) => ({ prompt, schema }) }));
 */
export function guestHandler(guest: Guest, options: GuestOptions = {}): (request: Request) => Promise<Response> {
  /** A request that comes again while the first is at work waits for it: both are about the same. */
  const atWork = new Map<string, Promise<GuestReply>>();
  const work = (ask: GuestAsk): Promise<GuestReply> => {
    if (ask.thread === "") return askGuest(guest, ask, options, new AbortController().signal);
    const begun = atWork.get(ask.thread);
    if (begun !== undefined) return begun;
    // Whoever asked may go away: what was begun is finished, and kept for when he comes again.
    const working = askGuest(guest, ask, options, new AbortController().signal).finally(() =>
      atWork.delete(ask.thread),
    );
    atWork.set(ask.thread, working);
    return working;
  };
  return async (request) => {
    if (request.method !== "POST") return said(405, "POST a request of Gantry's");
    if (
      options.key !== undefined &&
      !(await isSame(request.headers.get("authorization") ?? "", `Bearer ${options.key}`))
    )
      return said(401, "this needs the key that its deployment names");
    const ask = GuestAsk.safeParse(await request.json().catch(() => undefined));
    if (!ask.success) return said(400, "this is no request of Gantry's");
    options.onAsk?.(ask.data);
    try {
      return Response.json(await work(ask.data));
    } catch (error) {
      options.onError?.(error);
      // Gantry tries again: models that are away, and a house that was stopped, come back.
      return said(503, "the guest failed; its own log says more");
    }
  };
}

const said = (status: number, error: string): Response => Response.json({ error }, { status });

/** In a time that tells nothing of where they differ. */
async function isSame(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all(
    [one, other].map(
      async (text) => new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))),
    ),
  );
  return a !== undefined && b !== undefined && a.every((byte, index) => byte === b[index]);
}
