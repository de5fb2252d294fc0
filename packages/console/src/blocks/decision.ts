// Deciding on a row that waits: one hook for letters and next steps.
import type { DecisionRequest } from "@gantry/contract";
import { useState } from "react";
import type { Session } from "../session.ts";
import { asGantryError } from "../use-load.ts";
import type { Loaded } from "../use-load.ts";

export interface Decisions {
  readonly deciding: string | undefined;
  readonly error: Loaded<unknown>["error"];
  readonly decide: (approval: string, decision: DecisionRequest) => void;
}

export function useDecisions(session: Session, onDecided: () => void): Decisions {
  const [deciding, setDeciding] = useState<string>();
  const [error, setError] = useState<Loaded<unknown>["error"]>();
  const decide: Decisions["decide"] = (approval, decision) => {
    setDeciding(approval);
    setError(undefined);
    session.client
      .decide(approval, decision)
      .catch((reason: unknown) => setError(asGantryError(reason)))
      .finally(() => {
        setDeciding(undefined);
        onDecided();
      });
  };
  return { deciding, error, decide };
}
