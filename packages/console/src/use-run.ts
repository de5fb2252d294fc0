// Follows a run by its events; loads the answer when it comes to rest, and anew after a decision.
import { isUnderWay } from "@gantry/client";
import type { Answer, RunView } from "@gantry/contract";
import { useCallback, useEffect, useState } from "react";
import type { Session } from "./session.ts";
import { asGantryError } from "./use-load.ts";
import type { Loaded } from "./use-load.ts";

export interface FollowedRun {
  readonly view: RunView | undefined;
  readonly answer: Answer | undefined;
  readonly error: Loaded<unknown>["error"];
  readonly refresh: () => void;
}

/** Milliseconds between looks at what is on its way out. */
const pause = 700;

export function useRun(session: Session, run: string): FollowedRun {
  const [view, setView] = useState<RunView>();
  const [answer, setAnswer] = useState<Answer>();
  const [error, setError] = useState<Loaded<unknown>["error"]>();
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const follow = async (): Promise<void> => {
      const found = await session.client.runState(run, { signal });
      setView(found);
      if (found.status === "running") {
        for await (const event of session.client.events(run, { signal })) {
          if (event.type === "step")
            setView(
              (now) => now && { ...now, steps: now.steps.map((it) => (it.step === event.step.step ? event.step : it)) },
            );
        }
      }
      const [came, rested] = await Promise.all([
        session.client.answer(run, { signal }),
        session.client.runState(run, { signal }),
      ]);
      setAnswer(came);
      setView(rested);
      setError(undefined);
    };
    follow().catch((reason: unknown) => {
      if (!signal.aborted) setError(asGantryError(reason));
    });
    return () => stop.abort();
  }, [session, run, turn]);

  // A run that is tried again has ended before: its events end there, and it goes on.
  const isMoving = answer !== undefined && (answer.status === "running" || isUnderWay(answer));
  useEffect(() => {
    if (!isMoving) return undefined;
    const timer = setInterval(() => setTurn((it) => it + 1), pause);
    return () => clearInterval(timer);
  }, [isMoving]);

  return { view, answer, error, refresh: useCallback(() => setTurn((it) => it + 1), []) };
}
