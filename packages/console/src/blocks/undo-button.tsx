// Takes back what has not gone out yet; counts down while its window is open.
import type { Undo } from "@gantry/contract";
import { useEffect, useState } from "react";
import type { Session } from "../session.ts";
import { asGantryError } from "../use-load.ts";
import type { Loaded } from "../use-load.ts";

export interface UndoButtonProps {
  readonly session: Session;
  readonly undo: Undo;
  readonly onUndone: () => void;
  readonly onError: (error: Loaded<unknown>["error"]) => void;
}

export function UndoButton({ session, undo, onUndone, onError }: UndoButtonProps) {
  const { until } = undo;
  const [busy, setBusy] = useState(false);
  const left = useSecondsLeft(until);
  if (until !== null && left === 0) return null;
  const takeBack = (): void => {
    setBusy(true);
    session.client
      .undo(undo)
      .catch((reason: unknown) => onError(asGantryError(reason)))
      .finally(() => {
        setBusy(false);
        onUndone();
      });
  };
  return (
    <button type="button" className="second" disabled={busy} onClick={takeBack}>
      Take back{until === null ? "" : ` (${String(left)} s)`}
    </button>
  );
}

function useSecondsLeft(until: string | null): number {
  const secondsLeft = (): number =>
    until === null ? 0 : Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1000));
  const [left, setLeft] = useState(secondsLeft);
  useEffect(() => {
    if (until === null) return undefined;
    const timer = setInterval(() => setLeft(secondsLeft()), 500);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}
