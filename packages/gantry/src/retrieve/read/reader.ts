// One thread that reads documents one after the other; replaced when a document takes too long or ends it.
import { errorFromProblem } from "@gantry/contract";
import { createThread } from "../../model/index.ts";
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

/** @param patience milliseconds that one document may take */
export function createDocumentReader(patience: number = 60_000): DocumentReader {
  const thread = createThread<ReadOrder, ReadReply>(program, { patience, memory: 512 });
  const lost = {
    late: `takes longer than ${patience / 1000} seconds to read`,
    ended: "ended its reader: it needs too much memory",
  };
  return {
    read: async (bytes, document) => {
      const reply = await thread.ask({ bytes, document });
      if ("read" in reply) return reply.read;
      if ("problem" in reply) throw errorFromProblem(reply.problem);
      throw unreadable(document, lost[reply.lost], "split it, or save it anew in the program that made it");
    },
    close: () => thread.close(),
  };
}
