// Stubs by what the caller may not see: roles are few, so each keeps its own.
import type { Catalog, SourceColumn } from "../../catalog/index.ts";
import { createStub, type Stub } from "./stub.ts";

const kept = 16;

export interface Stubs {
  /** The stub without `forbidden` columns; names that the catalog doesn't know make no difference. */
  without(forbidden: readonly SourceColumn[]): Promise<Stub>;
  close(): Promise<void>;
}

/** Stubs of one catalog, the most recently used kept open. */
export const createStubs = (catalog: Catalog): Stubs => {
  const columns = new Set(
    Object.values(catalog.tables).flatMap((table) => table.columns.map((column) => `${table.name}.${column.name}`)),
  );
  const open = new Map<string, Promise<Stub>>();
  const forget = (key: string): void => {
    const old = open.get(key);
    open.delete(key);
    // A query may still hold the stub it was given, so it is left to the garbage collector instead of being closed.
    void old?.catch(() => undefined);
  };
  return {
    without: (forbidden) => {
      const gone = [...new Set(forbidden.filter((column) => columns.has(column)))].sort();
      const key = gone.join("\n");
      const stub = open.get(key) ?? createStub(catalog, new Set(gone));
      open.delete(key);
      open.set(key, stub);
      stub.catch(() => open.delete(key));
      for (const oldest of open.keys()) if (open.size > kept) forget(oldest);
      return stub;
    },
    close: async () => {
      const all = [...open.values()];
      open.clear();
      for (const stub of await Promise.allSettled(all)) if (stub.status === "fulfilled") stub.value.close();
    },
  };
};
