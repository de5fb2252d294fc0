// One thread that reads documents one after the other; replaced when a document takes too long or ends it.
import { Worker } from "node:worker_threads";
import { errorFromProblem } from "@gantry/contract";
import type { ReadDocument } from "../types.ts";
import { unreadable } from "./unreadable.ts";
import type { ReadOrder, ReadReply } from "./worker.ts";

export interface DocumentReader {
  /** @throws GantryError as `readDocument`, and `unsupported-media-type` for one that takes too long or too much memory */
  read(bytes: Uint8Array, document: string): Promise<ReadDocument>;
  close(): Promise<void>;
}

const program = import.meta.url.endsWith(".ts")
  ? new URL("./worker.ts", import.meta.url)
  : new URL("./worker.js", import.meta.url);

const started = (): Worker => {
  const worker = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: 512 } });
  // Idle, it keeps no process alive; and what it throws with nobody waiting is thrown at the next document again.
  worker.unref();
  worker.on("error", () => undefined);
  return worker;
};

/** @param patience milliseconds that one document may take */
export function createDocumentReader(patience: number = 60_000): DocumentReader {
  let worker: Worker | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const stop = async (): Promise<void> => {
    const stopping = worker;
    worker = undefined;
    await stopping?.terminate();
  };
  const readNow = async (bytes: Uint8Array, document: string): Promise<ReadDocument> => {
    worker ??= started();
    const mine = worker;
    const { promise, resolve } = Promise.withResolvers<ReadReply | { readonly lost: string }>();
    const late = setTimeout(() => resolve({ lost: `takes longer than ${patience / 1000} seconds to read` }), patience);
    const broke = (): void => resolve({ lost: "ended its reader: it needs too much memory" });
    mine.once("message", resolve).once("error", broke).once("exit", broke);
    mine.postMessage({ bytes, document } satisfies ReadOrder, []);
    const reply = await promise;
    clearTimeout(late);
    mine.off("message", resolve).off("error", broke).off("exit", broke);
    if ("read" in reply) return reply.read;
    if ("problem" in reply) throw errorFromProblem(reply.problem);
    await stop();
    throw unreadable(document, reply.lost, "split it, or save it anew in the program that made it");
  };
  return {
    read: (bytes, document) => {
      const next = turn.then(() => readNow(bytes, document));
      turn = next.catch(() => undefined);
      return next;
    },
    close: async () => {
      await turn;
      await stop();
    },
  };
}
