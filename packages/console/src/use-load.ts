import { GantryError } from "@gantry/contract";
import { useCallback, useEffect, useState } from "react";

export interface Loaded<T> {
  readonly value: T | undefined;
  readonly error: GantryError | undefined;
  readonly reload: () => void;
}

/** Loads something when the page opens or `keys` change; what was loaded stays while it is loaded anew. */
export function useLoad<T>(load: () => Promise<T>, keys: readonly unknown[]): Loaded<T> {
  const [state, setState] = useState<Omit<Loaded<T>, "reload">>({ value: undefined, error: undefined });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let current = true;
    load().then(
      (value) => current && setState({ value, error: undefined }),
      (error: unknown) => current && setState((before) => ({ ...before, error: asGantryError(error) })),
    );
    return () => {
      current = false;
    };
  }, [...keys, turn]);
  return { ...state, reload: useCallback(() => setTurn((it) => it + 1), []) };
}

export const asGantryError = (error: unknown): GantryError =>
  error instanceof GantryError
    ? error
    : new GantryError("internal", "something went wrong in the console", { cause: error });
