// Lets a failed run go on from where it failed.
import { useState } from "react";
import type { Session } from "../session.ts";
import { asGantryError } from "../use-load.ts";
import type { Loaded } from "../use-load.ts";

export interface RetryButtonProps {
  readonly session: Session;
  readonly run: string;
  readonly onRetried: () => void;
  readonly onError: (error: Loaded<unknown>["error"]) => void;
}

export function RetryButton({ session, run, onRetried, onError }: RetryButtonProps) {
  const [busy, setBusy] = useState(false);
  const retry = async (): Promise<void> => {
    setBusy(true);
    try {
      await session.client.retry(run);
      onError(undefined);
    } catch (reason) {
      onError(asGantryError(reason));
    }
    setBusy(false);
    onRetried();
  };
  return (
    <button type="button" className="second" disabled={busy} onClick={() => void retry()}>
      Try again from there
    </button>
  );
}
