// Where in the console we are: kept in the address's hash, so that links and the back button work.
import { useSyncExternalStore } from "react";

export interface Route {
  /** Empty: wherever the caller starts. */
  readonly page: string;
  readonly id: string | undefined;
}

const subscribe = (changed: () => void): (() => void) => {
  addEventListener("hashchange", changed);
  return () => removeEventListener("hashchange", changed);
};

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const [page = "", id] = hash.replace(/^#\/?/, "").split("/");
  return { page, id };
}

export const goTo = (path: string): void => {
  location.hash = `#/${path}`;
};
