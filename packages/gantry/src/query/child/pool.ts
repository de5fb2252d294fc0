// A few child processes, each for one query at a time, with one started ahead.
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { GantryError } from "@gantry/contract";
import { startChild, type Handle } from "./handle.ts";
import type { Settings } from "./protocol.ts";

export interface PoolOptions extends Omit<Settings, "scratch"> {
  readonly workers: number;
  readonly scratchDir: string;
}

export interface Pool {
  /** A child with a fresh database. Waits while all are busy; throws `cancelled` when `signal` fires first. */
  acquire(signal: AbortSignal): Promise<Handle>;
  /** Gives it back. What it still runs is interrupted; a child that doesn't become ready again is replaced. */
  release(handle: Handle): void;
  close(): Promise<void>;
}

/** How long an interrupted child may take to become ready again, in milliseconds. */
const patience = 2000;

interface Member {
  readonly handle: Handle;
  /** Settles when its database is open. */
  ready: Promise<void>;
}

interface Waiter {
  readonly take: (member: Member) => void;
  readonly signal: AbortSignal;
}

/** Ends the child when `ready` fails or takes too long: by two timers, for a busy event loop may be late to hear of it. */
const killUnless = (ready: Promise<void>, handle: Handle): void => {
  let timer = setTimeout(() => {
    timer = setTimeout(() => handle.kill(), patience / 2);
    timer.unref();
  }, patience / 2);
  timer.unref();
  ready.then(
    () => clearTimeout(timer),
    () => handle.kill(),
  );
};

/** Opens the pool and starts its first child. */
export const createPool = ({ workers, scratchDir, ...settings }: PoolOptions): Pool => {
  const members = new Map<Handle, Member>();
  const idle: Member[] = [];
  const queue: Waiter[] = [];
  let scratch: string | undefined;
  let started = 0;
  let isClosed = false;

  const remove = <T>(list: T[], item: T): void => {
    const index = list.indexOf(item);
    if (index >= 0) list.splice(index, 1);
  };
  const offer = (member: Member): void => {
    const waiter = queue.shift();
    if (waiter === undefined) idle.push(member);
    else waiter.take(member);
  };
  const start = (): void => {
    if (isClosed || members.size >= workers) return;
    scratch ??= mkdtempSync(join(scratchDir, "gantry-query-"));
    started += 1;
    const handle = startChild({ ...settings, scratch: join(scratch, String(started)) });
    const member: Member = { handle, ready: handle.reset() };
    member.ready.catch(() => undefined);
    members.set(handle, member);
    handle.onExit(() => {
      members.delete(handle);
      remove(idle, member);
      if (queue.length > 0) start();
    });
    offer(member);
  };
  const take = async (member: Member): Promise<Handle> => {
    member.handle.hold(true);
    await member.ready;
    return member.handle;
  };
  const wait = (signal: AbortSignal): Promise<Member> =>
    new Promise((resolve, reject) => {
      const waiter: Waiter = {
        signal,
        take: (member) => {
          signal.removeEventListener("abort", onAbort);
          resolve(member);
        },
      };
      const onAbort = (): void => {
        remove(queue, waiter);
        reject(new GantryError("cancelled", "the query was cancelled"));
      };
      signal.addEventListener("abort", onAbort, { once: true });
      queue.push(waiter);
    });

  start();
  return {
    acquire: async (signal) => {
      if (isClosed) throw new GantryError("query-failed", "the query engine is closed");
      if (signal.aborted) throw new GantryError("cancelled", "the query was cancelled");
      const free = idle.shift();
      // Start the next one ahead, or the first again.
      if (idle.length === 0) start();
      const member = free ?? idle.shift() ?? (await wait(signal));
      try {
        return await take(member);
      } catch (error) {
        member.handle.kill();
        throw error;
      }
    },
    release: (handle) => {
      const member = members.get(handle);
      if (member === undefined) return;
      handle.hold(false);
      if (isClosed) {
        handle.kill();
        return;
      }
      handle.interrupt();
      member.ready = handle.reset();
      killUnless(member.ready, handle);
      offer(member);
    },
    close: async () => {
      isClosed = true;
      const all = [...members.keys()];
      const exits = all.map((handle) => new Promise<void>((resolve) => handle.onExit(resolve)));
      for (const handle of all) {
        handle.hold(true);
        handle.kill();
      }
      await Promise.all(exits);
      if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true });
    },
  };
};
