// Reads server-sent events by fetch (EventSource can't send a token), and resumes when the line breaks.
import { RunEvent } from "@gantry/contract";

const pause = 500;
const patience = 20;

type Open = (after: number, signal: AbortSignal) => Promise<Response>;

/** Events of one run, each once and in order, until its status is no longer "running" or `signal` says stop. */
export async function* readEvents(
  open: Open,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<RunEvent> {
  let last = 0;
  for (let attempt = 0; attempt < patience && !signal.aborted; attempt++) {
    if (attempt > 0) await new Promise((done) => setTimeout(done, pause));
    const response = await open(last, signal);
    if (!response.body) return;
    try {
      for await (const event of messages(response.body)) {
        last = event.id;
        attempt = 0;
        yield event;
        if (event.type === "status" && event.status !== "running") return;
      }
    } catch (error) {
      // A broken line is what resuming is for; a message that can't be read is not.
      if (error instanceof SyntaxError || signal.aborted) throw error;
    }
  }
}

async function* messages(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<RunEvent> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const parts = `${pending}${value}`.split("\n\n");
      pending = parts.pop() ?? "";
      for (const part of parts) {
        const data = part
          .split("\n")
          .filter((line) => line.startsWith("data:"))
          .map((line) => line.slice(5).trim())
          .join("\n");
        if (data) yield RunEvent.parse(JSON.parse(data));
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
