// Asking from anywhere: starts the run and opens its page. The question is never part of an address.
import type { AskExplained } from "@gantry/contract";
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
  /** What the question that was looked at last would take. */
  readonly explained: AskExplained | undefined;
  /** Looks at a question without running it. */
  readonly explain: (question: string) => Promise<void>;
}

export function useAsk(session: Session): Asking {
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<Loaded<unknown>["error"]>();
  const [explained, setExplained] = useState<AskExplained>();
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
  const explain = async (question: string): Promise<void> => {
    setAsking(true);
    setError(undefined);
    setExplained(undefined);
    try {
      setExplained(await session.client.explainQuestion(question));
    } catch (reason) {
      setError(asGantryError(reason));
    } finally {
      setAsking(false);
    }
  };
  return { asking, error, ask, explained, explain };
}
