// The program of the systems' process: started by `startSystems`, told what to do over IPC, gone with its parent.
import { GantryError } from "@gantry/contract";
import type { Failure, FromProcess, ToProcess } from "./messages.ts";
import { runSystems } from "./run.ts";
import type { RunningSystems } from "./run.ts";

let running: RunningSystems | undefined;

const say = (message: FromProcess): void => {
  process.send?.(message);
};

const failureOf = (error: unknown): Failure =>
  error instanceof GantryError
    ? { problem: error.toProblem() }
    : { message: error instanceof Error ? (error.stack ?? error.message) : String(error) };

const handle = async (message: ToProcess): Promise<void> => {
  if (message.kind === "stop") {
    await running?.close();
    process.disconnect();
  } else if (message.kind === "start") {
    try {
      running = await runSystems(message.options);
      say({ kind: "ready", ready: running.ready });
    } catch (error) {
      say({ kind: "failed", failure: failureOf(error) });
    }
  } else {
    const { id, name, args } = message;
    try {
      if (running === undefined) throw new Error("the systems are not running");
      // The arguments were typed where the call was made (`start.ts`).
      const call = running.calls[name] as (...args: readonly unknown[]) => unknown;
      say({ kind: "result", id, value: await call(...args) });
    } catch (error) {
      say({ kind: "error", id, failure: failureOf(error) });
    }
  }
};

process.on("message", (message: ToProcess) => void handle(message));
// Everything acknowledged is on disk: there is nothing to save.
process.on("disconnect", () => process.exit(0));
// Ctrl-C reaches the whole group; the parent decides when its systems end.
process.on("SIGINT", () => {});
