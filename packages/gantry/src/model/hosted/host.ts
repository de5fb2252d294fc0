// Runs a guest of the project's own in a process of its own: without our environment, files and secrets, within a limit of
// memory, and begun again when it has died.
import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { GantryError } from "@gantry/contract";
import { readableFor } from "./readable.ts";

export interface HostedModule {
  /** `file:` URL of a module that exports `guest`. */
  readonly module: string;
  /** Most of its heap, in megabytes. */
  readonly memory: number;
}

export interface Host {
  /** Where it listens, and the key to it. Starts it where it does not run. */
  open(): Promise<{ readonly url: string; readonly key: string }>;
  /** kill -9: for one that takes too long. */
  kill(): void;
}

/** Milliseconds in which its module must have loaded. */
const longestStart = 60_000;

/** The program beside this file: TypeScript in the workspace, JavaScript when published. */
const program = fileURLToPath(
  import.meta.url.endsWith(".ts") ? new URL("./program.ts", import.meta.url) : new URL("./program.js", import.meta.url),
);

/** @param name of its deployment, for errors */
export function hostGuest(name: string, { module, memory }: HostedModule): Host {
  let running: { readonly child: ChildProcessWithoutNullStreams; readonly at: ReturnType<Host["open"]> } | undefined;
  const start = (): NonNullable<typeof running> => {
    const key = randomBytes(24).toString("base64url");
    const reads = [program, ...readableFor(fileURLToPath(module))].map((it) => `--allow-fs-read=${it}`);
    const child = spawn(process.execPath, ["--permission", ...reads, `--max-old-space-size=${memory}`, program], {
      env: {},
      stdio: ["pipe", "pipe", "pipe"],
    });
    const { promise, resolve, reject } = Promise.withResolvers<{ url: string; key: string }>();
    createInterface({ input: child.stdout }).on("line", (line) => {
      const url = /^\{"url":"(http:[^"]+)"\}$/.exec(line)?.[1];
      if (url !== undefined) resolve({ url, key });
    });
    // Its own words may hold what it was given: they go no further.
    child.stderr.resume();
    child.once("error", () => reject(failed(name)));
    child.once("exit", () => {
      reject(failed(name));
      if (running?.child === child) running = undefined;
    });
    child.stdin.on("error", () => undefined);
    child.stdin.write(`${JSON.stringify({ module, key })}\n`);
    // One that hangs while it loads is none.
    const slow = setTimeout(() => child.kill("SIGKILL"), longestStart);
    slow.unref();
    promise.finally(() => clearTimeout(slow)).catch(() => undefined);
    // The house may end without it: its stdin then ends too.
    child.unref();
    // Pipes of a child are sockets.
    for (const pipe of [child.stdin, child.stdout, child.stderr]) (pipe as unknown as Socket).unref();
    return { child, at: promise };
  };
  return {
    open: () => (running ??= start()).at,
    kill: () => {
      running?.child.kill("SIGKILL");
      running = undefined;
    },
  };
}

const failed = (name: string): GantryError =>
  new GantryError("model-unreachable", `guest "${name}" ended, or does not start`, {
    where: { model: name },
    retryable: true,
    remedy: 'see that its module loads and exports "guest", and that limits.memoryMb is enough',
  });
