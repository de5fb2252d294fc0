// Reads documents in a thread of its own: a file that takes for ever, or all memory, ends this thread and not the server.
import { parentPort } from "node:worker_threads";
import { GantryError } from "@gantry/contract";
import type { Problem } from "@gantry/contract";
import type { ReadDocument } from "../types.ts";
import { readDocument } from "./read.ts";
import { unreadable } from "./unreadable.ts";

export interface ReadOrder {
  readonly bytes: Uint8Array;
  readonly document: string;
}

export type ReadReply = { readonly read: ReadDocument } | { readonly problem: Problem };

parentPort?.on("message", ({ bytes, document }: ReadOrder) => {
  void readDocument(bytes, document)
    .then((read): ReadReply => ({ read }))
    .catch((error: unknown): ReadReply => {
      const known =
        error instanceof GantryError
          ? error
          : unreadable(document, "can't be read: its reader failed", "save it anew in the program that made it");
      return { problem: known.toProblem() };
    })
    .then((reply) => parentPort?.postMessage(reply, []));
});
