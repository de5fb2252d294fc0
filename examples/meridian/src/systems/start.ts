// Starts the sample company's systems in a process of their own, so that their work never blocks who asks them.
import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { GantryError, errorFromProblem } from "@gantry/contract";
import type { Failure, FromProcess, Ready, ToProcess } from "./messages.ts";
import type { SystemsCalls } from "./run.ts";
import type { Systems, SystemsOptions } from "./types.ts";

const millisecondsToStop = 5000;

const errorOf = (failure: Failure): Error =>
  "problem" in failure
    ? errorFromProblem(failure.problem)
    : new GantryError("internal", "the sample systems failed", { cause: new Error(failure.message) });

const gone = (): GantryError =>
  new GantryError("source-unreachable", "the process of the sample systems has ended", {
    remedy: "restart the server; it starts them again",
  });

/** The process seen from outside: calls that are answered once, all failing when it ends. */
const converse = (child: ChildProcess) => {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let last = 0;
  const started = Promise.withResolvers<Ready>();
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.on("error", () => resolve());
  });
  const send = (message: ToProcess): void => {
    // A message that doesn't arrive has a process that ended: `ended` tells everyone.
    if (child.connected) child.send(message, () => {});
  };
  child.on("message", (message: FromProcess) => {
    if (message.kind === "ready") started.resolve(message.ready);
    else if (message.kind === "failed") started.reject(errorOf(message.failure));
    else {
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.kind === "result") call?.resolve(message.value);
      else call?.reject(errorOf(message.failure));
    }
  });
  void ended.then(() => {
    started.reject(gone());
    for (const { reject } of waiting.values()) reject(gone());
    waiting.clear();
  });
  const call = <K extends keyof SystemsCalls>(
    name: K,
    ...args: Parameters<SystemsCalls[K]>
  ): Promise<Awaited<ReturnType<SystemsCalls[K]>>> => {
    if (!child.connected) return Promise.reject(gone());
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      // What comes back over IPC is what `calls[name]` returned.
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      send({ kind: "call", id, name, args });
    });
  };
  return { started: started.promise, ended, send, call };
};

/**
 * Starts the systems: lays out the company in `dir` (once per seed and day), loads billing into PostgreSQL, and serves
 * CRM, ERP and mail on loopback. They end with this process. Throws GantryError when they can't start.
 */
export const startSystems = async (options: SystemsOptions): Promise<Systems> => {
  const child = fork(join(import.meta.dirname, "process.ts"), [], {
    execArgv: [],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const { started, ended, send, call } = converse(child);
  const stop = async (): Promise<void> => {
    send({ kind: "stop" });
    const timer = setTimeout(() => child.kill("SIGKILL"), millisecondsToStop);
    await ended;
    clearTimeout(timer);
  };
  send({ kind: "start", options });
  let ready: Ready;
  try {
    ready = await started;
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ...ready,
    inbox: { list: () => call("listMails"), find: (messageId) => call("findMails", messageId) },
    setGantry: (gantry) => call("setGantry", gantry),
    stats: () => call("stats"),
    trouble: {
      crm: (order) => call("troubleCrm", order),
      erp: (count, fault) => call("troubleErp", count, fault),
      mail: (count, fault) => call("troubleMail", count, fault),
      changeCrm: (object, id, patch) => call("changeCrm", object, id, patch),
      changeErp: (set, key, patch) => call("changeErp", set, key, patch),
    },
    stop,
  };
};
