// Conversations in memory, for as long as the process lives; `kept-conversations.ts` has those that outlive it.
import type { Caller } from "../policy/index.ts";
import { emptyMemory, remember } from "./memory.ts";
import type { Memory } from "./memory.ts";
import type { Conversations } from "./types.ts";

export interface SearchedConversations {
  /** How many conversations quote something; with `forget`, they are gone. */
  readonly search: (finder: { readonly isIn: (value: unknown) => boolean }, forget: boolean) => Promise<number>;
}

/** Keeps the newest `most` conversations. A conversation belongs to one caller: another's id finds nothing. */
export const conversationsInMemory = (most = 1000): Conversations & SearchedConversations => {
  const kept = new Map<string, Memory>();
  const keyOf = (caller: Caller, conversation: string): string => JSON.stringify([caller.subject, conversation]);
  const recall = (caller: Caller, conversation: string): Memory => kept.get(keyOf(caller, conversation)) ?? emptyMemory;
  return {
    search: (finder, forget) => {
      const found = [...kept].filter(([, memory]) => finder.isIn(memory)).map(([key]) => key);
      if (forget) for (const key of found) kept.delete(key);
      return Promise.resolve(found.length);
    },
    recall: (caller, conversation) => Promise.resolve(recall(caller, conversation)),
    last: (caller, conversation) => Promise.resolve(recall(caller, conversation).turns.at(-1)?.planned ?? null),
    keep: (caller, conversation, planned, question) => {
      const key = keyOf(caller, conversation);
      const turn = { at: new Date().toISOString(), ...(question === undefined ? {} : { question }), planned };
      const memory = remember(recall(caller, conversation), turn);
      kept.delete(key);
      kept.set(key, memory);
      const oldest = kept.keys().next();
      if (kept.size > most && oldest.done !== true) kept.delete(oldest.value);
      return Promise.resolve();
    },
  };
};
