// Models whose calls tell the router how they fared, as many at a time as their provider allows.
import { GantryError } from "@gantry/contract";
import type { ChatModel } from "../chat/index.ts";
import type { Deployment, TextModel } from "../types.ts";
import type { Health } from "./health.ts";

/** Runs at most so many at a time; the others wait in their order. */
const gateOf = (most: number | undefined): (<T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>) => {
  if (most === undefined) return (work) => work();
  let free = most;
  const waiting: (() => void)[] = [];
  return async (work, signal) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
};

type Watch = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/** Throws `model-unreachable` at once where the breaker is open. */
const watchOf = ({ name }: Deployment, health: Health, most: number | undefined): Watch => {
  const gate = gateOf(most);
  return (work, signal) =>
    gate(async () => {
      if (!health.begin(name))
        throw new GantryError("model-unreachable", `model "${name}" failed too often and is left alone for a while`, {
          where: { model: name },
          retryable: true,
          remedy: "try again later, or configure another model; `gantry model list` shows its state",
        });
      const begun = performance.now();
      try {
        const result = await work();
        health.succeeded(name, performance.now() - begun);
        return result;
      } catch (error) {
        if (error instanceof GantryError && error.code === "model-unreachable") health.failed(name);
        else health.ended(name);
        throw error;
      }
    }, signal);
};

export const watchedText = (model: TextModel, health: Health, most?: number): TextModel => {
  const watch = watchOf(model.deployment, health, most);
  return { ...model, generate: (request) => watch(() => model.generate(request), request.signal) };
};

/** Measured to the first part: that is what a reader waits for. */
export const watchedChat = (model: ChatModel, health: Health, most?: number): ChatModel => {
  const watch = watchOf(model.deployment, health, most);
  return { ...model, chat: (request) => watch(() => model.chat(request), request.signal) };
};
