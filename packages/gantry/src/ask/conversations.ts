// Conversations in memory: the last plan of each, for as long as the process lives. A durable one can take its place.
import type { Caller } from "../policy/index.ts";
import type { Conversations, Planned } from "./types.ts";

export interface SearchedConversations {
  /** How many conversations quote something; with `forget`, they are gone. */
  readonly search: (finder: { readonly isIn: (value: unknown) => boolean }, forget: boolean) => Promise<number>;
}

/** Keeps the newest `most` conversations. A conversation belongs to one caller: another's id finds nothing. */
export const conversationsInMemory = (most = 1000): Conversations & SearchedConversations => {
  const kept = new Map<string, Planned>();
  const keyOf = (caller: Caller, conversation: string): string => JSON.stringify([caller.subject, conversation]);
  return {
    search: (finder, forget) => {
      const found = [...kept].filter(([, planned]) => finder.isIn(planned)).map(([key]) => key);
      if (forget) for (const key of found) kept.delete(key);
      return Promise.resolve(found.length);
    },
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
