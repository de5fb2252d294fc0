// The engine's end of one child process.
import { fork, type ChildProcess } from "node:child_process";
import { GantryError } from "@gantry/contract";
import { failureOf } from "./failure.ts";
import type { Message, Page, Reply, Request, Settings } from "./protocol.ts";

/** The program beside this file: TypeScript in the workspace, JavaScript when published. */
const program = import.meta.url.endsWith(".ts")
  ? new URL("./program.ts", import.meta.url)
  : new URL("./program.js", import.meta.url);

interface Waiting {
  readonly resolve: (rows: number) => void;
  readonly reject: (error: GantryError) => void;
  readonly onPage: RequestOptions["onPage"] | undefined;
}

export interface Handle {
  /** Sends a request and waits for its end; gives the number of rows of its last SELECT. Throws what became of it, redacted. */
  request(request: Request, options?: RequestOptions): Promise<number>;
  /** Stops the statement that runs now, if any: its request fails with `cancelled`. */
  interrupt(): void;
  /** Gives the next query an empty database. */
  reset(): Promise<void>;
  kill(): void;
  readonly isAlive: () => boolean;
  /** Called once, when the process has ended. */
  onExit(listener: () => void): void;
  /** Whether the process that started it stays alive for it. */
  hold(isHeld: boolean): void;
  readonly process: ChildProcess;
}

export interface RequestOptions {
  /** Takes a page of the result; while it has not resolved for a few of them, no more come. Must not throw. */
  readonly onPage?: (page: Page) => Promise<void> | void;
}

const endedWith = (code: number | null, signal: string | null): GantryError =>
  code === 134 || signal === "SIGABRT"
    ? new GantryError("out-of-memory", "the query's process ran out of memory and ended", {
        remedy: "filter earlier, or select fewer columns",
      })
    : new GantryError("query-failed", "the query's process ended before the query did", { retryable: true });

/** Starts a child process; it opens its database at once. */
export const startChild = (settings: Settings): Handle => {
  const child = fork(program, {
    serialization: "advanced",
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const waiting = new Map<number, Waiting>();
  const listeners: (() => void)[] = [];
  let ended: GantryError | undefined;
  let nextId = 1;

  const post = (message: Message): void => {
    child.send(message, (error) => {
      if (error !== null) end(endedWith(null, null));
    });
  };
  child.on("message", (reply: Reply) => {
    const request = waiting.get(reply.id);
    if (request === undefined) return;
    if (reply.kind === "page") {
      void Promise.resolve(request.onPage?.(reply.page)).then(() => {
        if (ended === undefined) post({ kind: "more", id: reply.id });
      });
      return;
    }
    waiting.delete(reply.id);
    if (reply.kind === "done") request.resolve(reply.rows);
    else request.reject(failureOf(reply.message));
  });
  const end = (error: GantryError): void => {
    if (ended !== undefined) return;
    ended = error;
    for (const request of waiting.values()) request.reject(error);
    waiting.clear();
    for (const listener of listeners) listener();
  };
  child.on("exit", (code, signal) => end(endedWith(code, signal)));
  child.on("error", () => end(endedWith(null, null)));

  const request: Handle["request"] = (body, options = {}) =>
    new Promise((resolve, reject) => {
      if (ended !== undefined) {
        reject(ended);
        return;
      }
      const id = nextId;
      nextId += 1;
      waiting.set(id, { resolve, reject, onPage: options.onPage });
      post({ ...body, id });
    });
  const hold = (isHeld: boolean): void => {
    if (isHeld) {
      child.ref();
      child.channel?.ref();
    } else {
      child.unref();
      child.channel?.unref();
    }
  };
  hold(false);
  return {
    request,
    interrupt: () => {
      if (ended === undefined && waiting.size > 0) post({ kind: "interrupt" });
    },
    reset: async () => void (await request({ kind: "open", settings })),
    kill: () => {
      child.kill("SIGKILL");
    },
    isAlive: () => ended === undefined,
    onExit: (listener) => {
      if (ended === undefined) listeners.push(listener);
      else listener();
    },
    hold,
    process: child,
  };
};
