// One server process per data folder: a lock file that outlives nobody, for its holder's death can be told.
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import { isAlive, startedAt } from "./process.ts";

export interface FolderLock {
  release(): void;
}

interface Holder {
  readonly pid: number;
  /** Tells a process from a later one that got the same pid. */
  readonly started: string | null;
}

const held = new Set<string>();

/**
 * Takes the lock of a data folder, or takes it over from a process that died.
 *
 * @throws GantryError `conflict` naming the process that holds it and what to do.
 */
export function lockFolder(folder: string): FolderLock {
  const file = path.join(fs.realpathSync(folder), "gantry.lock");
  if (held.has(file)) throw taken(folder, process.pid);
  const mine = `${file}.${randomUUID()}`;
  fs.writeFileSync(mine, JSON.stringify({ pid: process.pid, started: startedAt(process.pid) } satisfies Holder));
  try {
    // A link appears whole or not at all, unlike a file being written.
    while (!linked(mine, file)) {
      const holder = readHolder(file);
      if (holder && isHolding(holder)) throw taken(folder, holder.pid);
      evict(file);
    }
  } finally {
    fs.rmSync(mine, { force: true });
  }
  held.add(file);
  return {
    release: () => {
      if (held.delete(file)) fs.rmSync(file, { force: true });
    },
  };
}

function linked(from: string, to: string): boolean {
  try {
    fs.linkSync(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

/** Removes a dead holder's lock. Renaming first makes sure that what is removed is what was read, not a newer lock. */
function evict(file: string): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    fs.renameSync(file, aside);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return;
    throw error;
  }
  const holder = readHolder(aside);
  if (holder && isHolding(holder)) linked(aside, file);
  fs.rmSync(aside, { force: true });
}

function readHolder(file: string): Holder | undefined {
  try {
    // Written by `lockFolder` above.
    return JSON.parse(fs.readFileSync(file, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

/** A lock with our own pid and no such lock held here is a dead one's: containers start every process with the same pid. */
const isHolding = (holder: Holder): boolean =>
  holder.pid !== process.pid && isAlive(holder.pid) && startedAt(holder.pid) === holder.started;

const taken = (folder: string, pid: number): GantryError =>
  new GantryError("conflict", `a Gantry server (process ${pid}) already uses the data folder ${folder}`, {
    remedy: `speak to that server, stop it with "kill ${pid}", or give this one a data folder of its own`,
    where: { pid: String(pid) },
  });

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;
