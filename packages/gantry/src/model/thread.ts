// One thread that answers orders one after the other, for work that would hold the server up or could take all memory: it is
// started with the first order, replaced when one takes too long or ends it, and stopped when nobody has needed it for a while.
import { Worker } from "node:worker_threads";

export interface ThreadOptions {
  /** Milliseconds that one order may take. */
  readonly patience: number;
  /** Milliseconds without an order after which it stops; otherwise it stays. */
  readonly idle?: number;
  /** MB of JavaScript's own. */
  readonly memory: number;
}

/** Why there is no reply: it took too long, or the thread ended. */
export interface Lost {
  readonly lost: "late" | "ended";
}

export interface Thread<Order, Reply> {
  ask(order: Order): Promise<Reply | Lost>;
  close(): Promise<void>;
}

/** @param program replies to each message with one of its own, and keeps no order back */
export function createThread<Order, Reply extends object>(
  program: URL,
  { patience, idle, memory }: ThreadOptions,
): Thread<Order, Reply> {
  let worker: Worker | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let rest: NodeJS.Timeout | undefined;
  const start = (): Worker => {
    const started = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: memory } });
    // Idle, it keeps no process alive; and what it throws with nobody waiting is thrown at the next order again.
    started.unref();
    started.on("error", () => undefined);
    return started;
  };
  const stop = async (): Promise<void> => {
    const stopping = worker;
    worker = undefined;
    await stopping?.terminate();
  };
  const askNow = async (order: Order): Promise<Reply | Lost> => {
    worker ??= start();
    const mine = worker;
    const { promise, resolve } = Promise.withResolvers<Reply | Lost>();
    const late = setTimeout(() => resolve({ lost: "late" }), patience);
    const broke = (): void => resolve({ lost: "ended" });
    mine.once("message", resolve).once("error", broke).once("exit", broke);
    mine.postMessage(order, []);
    const reply = await promise;
    clearTimeout(late);
    mine.off("message", resolve).off("error", broke).off("exit", broke);
    if ("lost" in reply) await stop();
    return reply;
  };
  const restLater = (): void => {
    if (--waiting > 0 || idle === undefined) return;
    rest = setTimeout(() => void stop(), idle).unref();
  };
  return {
    ask: (order) => {
      clearTimeout(rest);
      waiting += 1;
      const next = turn.then(() => askNow(order)).finally(restLater);
      turn = next.catch(() => undefined);
      return next;
    },
    close: async () => {
      await turn;
      clearTimeout(rest);
      await stop();
    },
  };
}
