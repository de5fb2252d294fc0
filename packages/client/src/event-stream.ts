// Reads server-sent events by fetch (EventSource can't send a token), and resumes when the line breaks.
import { GantryError, RunEvent } from "@gantry/contract";

/** Milliseconds before a broken line is tried again, and how often in a row. */
const pause = 500;
const patience = 20;

type Open = (after: number, signal: AbortSignal) => Promise<Response>;

/**
 * Events of one run, each once and in order, until its status is no longer "running".
 *
 * @throws GantryError `cancelled` when `signal` says stop; what `open` throws, unless trying again may help; `internal`
 * for a message that is not an event; `source-unreachable` when the line stays broken.
 */
export async function* readEvents(
  open: Open,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<RunEvent> {
  let last = 0;
  for (let attempt = 0; attempt < patience; attempt++) {
    if (attempt > 0) await waited(signal);
    try {
      const response = await open(last, signal);
      if (!response.body) return;
      for await (const event of messages(response.body)) {
        last = event.id;
        attempt = 0;
        yield event;
        if (event.type === "status" && event.status !== "running") return;
      }
    } catch (error) {
      if (signal.aborted) throw cancelled(error);
      // A broken line is what resuming is for; an answer that says no is not.
      if (error instanceof GantryError && !error.retryable) throw error;
    }
  }
  throw new GantryError("source-unreachable", "the line to the Gantry server stays broken", {
    retryable: true,
    remedy: "look at the run again when the server answers",
  });
}

const cancelled = (cause?: unknown): GantryError =>
  new GantryError("cancelled", "the request was cancelled", { cause });

const waited = (signal: AbortSignal): Promise<void> =>
  new Promise((done, fail) => {
    const stop = (): void => {
      clearTimeout(timer);
      fail(cancelled());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      done();
    }, pause);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });

async function* messages(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<RunEvent> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const parts = `${pending}${value}`.split(/\r?\n\r?\n/);
      pending = parts.pop() ?? "";
      for (const part of parts) {
        const data = part
          .split(/\r?\n/)
          .filter((line) => line.startsWith("data:"))
          .map((line) => line.slice(5).trim())
          .join("\n");
        if (data) yield eventOf(data);
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function eventOf(data: string): RunEvent {
  try {
    return RunEvent.parse(JSON.parse(data));
  } catch (cause) {
    throw new GantryError("internal", "the server sent an event that is not in the form agreed on", {
      remedy: "client and server may be of different versions",
      cause,
    });
  }
}
