// Asking from anywhere: starts the run and opens its page. The question is never part of an address.
import { useState } from "react";
import { belongsTo, newConversation } from "./conversation.ts";
import { goTo } from "./route.ts";
import type { Session } from "./session.ts";
import { asGantryError } from "./use-load.ts";
import type { Loaded } from "./use-load.ts";

export interface Asking {
  readonly asking: boolean;
  readonly error: Loaded<unknown>["error"];
  /** Resolves to whether the run's page was opened. */
  readonly ask: (question: string, conversation?: string) => Promise<boolean>;
}

export function useAsk(session: Session): Asking {
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<Loaded<unknown>["error"]>();
  const ask = async (question: string, conversation = newConversation()): Promise<boolean> => {
    setAsking(true);
    setError(undefined);
    try {
      const { run } = await session.client.ask(question, { conversation });
      belongsTo(run, conversation);
      goTo(`runs/${run}`);
      return true;
    } catch (reason) {
      setError(asGantryError(reason));
      return false;
    } finally {
      setAsking(false);
    }
  };
  return { asking, error, ask };
}
