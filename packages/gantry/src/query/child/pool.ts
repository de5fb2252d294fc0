// A few child processes, each for one query at a time.
import { mkdtempSync, rmSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { GantryError } from "@gantry/contract";
import { startChild, type Handle } from "./handle.ts";
import type { Settings } from "./protocol.ts";
import { fairQueue } from "./queue.ts";
import { cancelled } from "./turns.ts";

export interface PoolOptions extends Omit<Settings, "scratch"> {
  readonly workers: number;
  readonly scratchDir: string;
}

export interface Pool {
  /** A child with an empty database. Waits while all are busy, in turn with other shares; throws `cancelled` when `signal` fires first. */
  acquire(share: string, signal: AbortSignal): Promise<Handle>;
  /** Gives it back. What it still runs is interrupted; a child that doesn't become ready again is replaced. */
  release(handle: Handle): void;
  close(): Promise<void>;
}

/** How long a child may take to become ready again, in milliseconds. */
const patience = 2000;
/** How long one beside the first stays without work, in milliseconds. */
const idleTime = 60_000;

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

/** The server answers others while queries compute: their processes come second. */
const giveWay = (handle: Handle): void => {
  try {
    setPriority(handle.process.pid ?? 0, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Where the system doesn't let us, all are equal.
  }
};

/** Opens the pool and starts its first child; more are started when somebody waits. */
export const createPool = ({ workers, scratchDir, ...settings }: PoolOptions): Pool => {
  const members = new Set<Handle>();
  const idle: { readonly handle: Handle; readonly since: number }[] = [];
  const queue = fairQueue<Handle>();
  let scratch: string | undefined;
  let started = 0;
  /** Children that aren't ready for their first query yet. */
  let starting = 0;
  let isClosed = false;

  const offer = (handle: Handle): void => {
    // Its end is waited for.
    if (isClosed) return;
    const waiter = queue.next();
    if (waiter !== undefined) {
      handle.hold(true);
      waiter.take(handle);
    } else {
      handle.hold(false);
      idle.push({ handle, since: Date.now() });
    }
  };
  const start = (): void => {
    // Each that is on its way will serve one of those who wait.
    if (isClosed || members.size >= workers || (starting > 0 && starting >= queue.length)) return;
    scratch ??= mkdtempSync(join(scratchDir, "gantry-query-"));
    started += 1;
    const handle = startChild({ ...settings, scratch: join(scratch, String(started)) });
    members.add(handle);
    // Nobody may be there yet who waits for it; somebody who is must not be left alone with the event loop.
    handle.hold(queue.length > 0);
    giveWay(handle);
    handle.onExit(() => {
      members.delete(handle);
      const at = idle.findIndex((member) => member.handle === handle);
      if (at >= 0) idle.splice(at, 1);
      if (queue.length > 0) start();
    });
    starting += 1;
    handle.reset().then(
      () => {
        starting -= 1;
        offer(handle);
      },
      (error: unknown) => {
        starting -= 1;
        handle.kill();
        // One that can't even start is no reason to start another for ever.
        queue.next()?.refuse(error);
      },
    );
  };
  const sweep = setInterval(() => {
    for (const { handle, since } of idle.slice(1)) if (Date.now() - since > idleTime) handle.kill();
  }, idleTime / 4);
  sweep.unref();

  start();
  return {
    acquire: (share, signal) =>
      new Promise((resolve, reject) => {
        const closed = (): GantryError => new GantryError("query-failed", "the query engine is closed");
        if (isClosed || signal.aborted) {
          reject(isClosed ? closed() : cancelled());
          return;
        }
        const free = idle.shift();
        if (free !== undefined) {
          free.handle.hold(true);
          resolve(free.handle);
          return;
        }
        const onAbort = (): void => {
          if (leave()) reject(cancelled());
        };
        const done = (): void => signal.removeEventListener("abort", onAbort);
        const leave = queue.add(share, {
          take: (handle) => {
            done();
            resolve(handle);
          },
          refuse: (error) => {
            done();
            reject(error);
          },
        });
        signal.addEventListener("abort", onAbort, { once: true });
        start();
        for (const handle of members) handle.hold(true);
      }),
    release: (handle) => {
      if (!members.has(handle)) return;
      handle.hold(queue.length > 0);
      if (isClosed) {
        handle.kill();
        return;
      }
      handle.interrupt();
      const ready = handle.reset();
      killUnless(ready, handle);
      ready.then(
        () => offer(handle),
        () => undefined,
      );
    },
    close: async () => {
      isClosed = true;
      clearInterval(sweep);
      for (let waiter = queue.next(); waiter !== undefined; waiter = queue.next())
        waiter.refuse(new GantryError("query-failed", "the query engine is closed"));
      const all = [...members];
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
