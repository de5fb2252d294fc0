// What clients wrote to the CRM, line by line: replayed onto the same data it gives the same records again.
import { closeSync, fdatasyncSync, openSync, readFileSync, truncateSync, writeSync } from "node:fs";
import type { CrmWrite } from "./crm/index.ts";

export interface Journal {
  /** What earlier processes wrote, in order. */
  readonly writes: readonly CrmWrite[];
  /** Appends one committed change; it is on disk when this returns. */
  append(writes: readonly CrmWrite[]): void;
  close(): void;
}

const readIfThere = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
};

/** Opens the journal at a path. A last line without its end, left by a process killed in mid-write, never happened. */
export const openJournal = (path: string): Journal => {
  const text = readIfThere(path);
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole));
  // The journal's own format: each line is one committed change.
  const writes = whole.split("\n").flatMap((line) => (line === "" ? [] : (JSON.parse(line) as CrmWrite[])));
  const file = openSync(path, "a", 0o600);
  return {
    writes,
    append(change) {
      writeSync(file, `${JSON.stringify(change)}\n`);
      fdatasyncSync(file);
    },
    close: () => closeSync(file),
  };
};
