// Conversations in memory: the last plan of each, for as long as the process lives. A durable one can take its place.
import type { Caller } from "../policy/index.ts";
import type { Conversations, Planned } from "./types.ts";

/** Keeps the newest `most` conversations. A conversation belongs to one caller: another's id finds nothing. */
export const conversationsInMemory = (most = 1000): Conversations => {
  const kept = new Map<string, Planned>();
  const keyOf = (caller: Caller, conversation: string): string => JSON.stringify([caller.subject, conversation]);
  return {
    last: (caller, conversation) => Promise.resolve(kept.get(keyOf(caller, conversation)) ?? null),
    keep: (caller, conversation, planned) => {
      const key = keyOf(caller, conversation);
      kept.delete(key);
      kept.set(key, planned);
      const oldest = kept.keys().next();
      if (kept.size > most && oldest.done !== true) kept.delete(oldest.value);
      return Promise.resolve();
    },
  };
};
