// Where a command's result goes: the terminal, or a file that is there only when it is whole.
import { createWriteStream, renameSync, rmSync, writeFileSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { GantryError } from "@gantry/contract";

export interface Output {
  text(text: string): Promise<void>;
  bytes(bytes: Uint8Array): Promise<void>;
  /** Reads as fast as it can be written. Throws `query-failed` when the stream breaks off. */
  stream(bytes: ReadableStream<Uint8Array>): Promise<void>;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** @throws GantryError (each method) `bad-request` when the file can't be written */
export function outputTo(file: string | undefined): Output {
  const into = async (write: (part: string) => Promise<void>): Promise<void> => {
    if (file === undefined) return;
    const part = `${file}.part`;
    try {
      await write(part);
      renameSync(part, file);
    } catch (cause) {
      rmSync(part, { force: true });
      if (["ENOENT", "EACCES", "EISDIR", "ENOSPC", "ENOTDIR", "EROFS"].includes(codeOf(cause)))
        throw new GantryError("bad-request", `${file} can't be written (${codeOf(cause)})`, { cause });
      throw cause;
    }
  };
  const whole = async (reading: Promise<void>): Promise<void> => {
    try {
      await reading;
    } catch (cause) {
      // Whoever reads our output has enough: `gantry query … | head`.
      if (codeOf(cause) === "EPIPE") return;
      if (codeOf(cause).startsWith("E")) throw cause;
      throw new GantryError("query-failed", "the result broke off before its end", {
        retryable: true,
        remedy: "the server's log has why; a narrower query may get through",
        cause,
      });
    }
  };
  return {
    text: async (text) => {
      if (file === undefined) process.stdout.write(text);
      else await into(async (part) => writeFileSync(part, text));
    },
    bytes: async (bytes) => {
      if (file === undefined) process.stdout.write(bytes);
      else await into(async (part) => writeFileSync(part, bytes));
    },
    stream: async (bytes) => {
      const source = Readable.fromWeb(bytes);
      if (file === undefined) await whole(pipeline(source, process.stdout, { end: false }));
      else await into((part) => whole(pipeline(source, createWriteStream(part))));
    },
  };
}
