// The server process of app.ts, as a test starts, hears and ends it.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { openStore } from "../../store/index.ts";
import type { Store } from "../../store/index.ts";
import type { AppOptions } from "./app.ts";

const children = new Set<ChildProcess>();

export interface App {
  readonly child: ChildProcess;
  /** All that it has said so far. */
  readonly all: readonly Record<string, unknown>[];
  /** The first thing it says that has this name. */
  said<T = unknown>(name: string): Promise<T>;
}

export function app(options: AppOptions): App {
  const script = new URL("./app.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ["ignore", "pipe", "inherit"] });
  children.add(child);
  const all: Record<string, unknown>[] = [];
  const listeners = new Set<() => void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    all.push(JSON.parse(line) as Record<string, unknown>);
    for (const listen of listeners) listen();
  });
  const said = <T>(name: string): Promise<T> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = all.find((it) => name in it);
        if (found) resolve(found as T);
      };
      listeners.add(look);
      child.once("exit", () => {
        look();
        reject(new Error(`the app ended before it said "${name}"`));
      });
      look();
    });
  return { child, all, said };
}

export async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

export async function withStore<T>(url: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(url, { connections: 2 });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Looks again until it holds; the test's own time limit ends it. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Ends what is left of all that were started. */
export async function endAll(): Promise<void> {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) await stop(child, "SIGTERM");
  children.clear();
}
