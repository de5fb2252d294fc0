// Looks now and then whether the sources are still as the lock says, and stops reads of what is not: by name, before a
// wrong answer. A column that is gone a source refuses itself; one whose type has grown it would cut in silence.
import { setTimeout as delay } from "node:timers/promises";
import { GantryError } from "@gantry/contract";
import { breaks, driftOf, driftText } from "../catalog/index.ts";
import type { CatalogLock, Drift, TableDef } from "../catalog/index.ts";
import { columnsOf, drifted } from "../connect/kit/index.ts";
import type { Connector, Context, ScanRequest } from "../connect/kit/index.ts";
import type { Connections } from "./connections.ts";
import { crosswalkSource } from "./crosswalks.ts";

export interface DriftWatch {
  /** Looks at one source now. What can't be asked is not drifted: its reads will say what is wrong. */
  look(source: string): Promise<readonly Drift[]>;
  /** The connector, whose plans are refused where what they read has drifted. */
  guard(source: string, connector: Connector): Connector;
}

export interface DriftWatchOptions {
  readonly lock: CatalogLock;
  readonly connector: (source: string) => Connector;
  /** In the house's own name, not on a caller's behalf. */
  readonly context: (source: string) => Context;
  readonly report: (line: string) => void;
}

/** Starts knowing nothing: until a source has been looked at, its reads go through. */
export function createDriftWatch({ lock, connector, context, report }: DriftWatchOptions): DriftWatch {
  const known = new Map<string, readonly Drift[]>();
  const looking = new Map<string, Promise<unknown>>();
  const look = async (source: string, locked: readonly TableDef[]): Promise<readonly Drift[]> => {
    try {
      const found = driftOf(source, locked, await connector(source).discover(context(source))).filter(breaks);
      const before = known.get(source) ?? [];
      for (const it of found)
        if (!before.some((other) => driftText(other) === driftText(it))) report(`source has drifted: ${driftText(it)}`);
      known.set(source, found);
      return found;
    } catch (error) {
      if (error instanceof GantryError) return known.get(source) ?? [];
      throw error;
    }
  };
  return {
    look: (source) => {
      const locked = lock[source];
      if (locked === undefined) return Promise.resolve([]);
      const work = look(source, locked).finally(() => looking.delete(source));
      looking.set(source, work);
      return work;
    },
    guard: (source, own) => {
      const requireAsLocked = async (request: Read): Promise<void> => {
        await Promise.race([looking.get(source), patience()]);
        const hit = (known.get(source) ?? []).find((it) => concerns(it, request, lock[source] ?? []));
        if (hit !== undefined) throw drifted({ source, table: request.table.name }, driftText(hit));
      };
      const aggregate = own.aggregate?.bind(own);
      return {
        ...own,
        plan: async (request, scope) => {
          await requireAsLocked(request);
          return own.plan(request, scope);
        },
        ...(aggregate === undefined
          ? {}
          : {
              aggregate: async (request, scope) => {
                const made = request.aggregates.flatMap((it) => ("column" in it ? [it.column] : []));
                await requireAsLocked({ ...request, columns: [...request.groups, ...made] });
                return aggregate(request, scope);
              },
            }),
      };
    },
  };
}

/** How long a look holds, in milliseconds: it costs a source some calls. */
const period = 3_600_000;

/** Looks at every source of the lock now and every hour, beside all other work. */
export function startDriftWatch({
  lock,
  connections,
  report,
}: {
  readonly lock: CatalogLock;
  readonly connections: Connections;
  readonly report: (line: string) => void;
}): DriftWatch & { stop(): Promise<void> } {
  const stop = new AbortController();
  const watch = createDriftWatch({
    lock,
    connector: connections.connector,
    context: (source) => connections.context(source, AbortSignal.any([stop.signal, AbortSignal.timeout(60_000)])),
    report,
  });
  const lookAtAll = (): void => {
    for (const source of Object.keys(lock).filter((it) => it !== crosswalkSource)) {
      watch
        .look(source)
        .catch((error: unknown) =>
          report(
            `the schema of source "${source}" could not be looked at: ${error instanceof Error ? error.name : "unknown"}`,
          ),
        );
    }
  };
  lookAtAll();
  const timer = setInterval(lookAtAll, period);
  timer.unref();
  return {
    ...watch,
    stop: () => {
      clearInterval(timer);
      stop.abort();
      return Promise.resolve();
    },
  };
}

/** A first look is waited for, but not for long. */
const patience = (): Promise<void> => delay(1_000, undefined, { ref: false });

/** What is read: rows, or numbers over them. */
type Read = Pick<ScanRequest, "table" | "columns" | "filter">;

/** A table that is gone, or a column that is read or filtered by. */
function concerns(drift: Drift, { table, columns, filter }: Read, locked: readonly TableDef[]): boolean {
  // The catalog may call a table otherwise than the lock does.
  if (locked.find((it) => it.native === table.native)?.name !== drift.table) return false;
  if (drift.column === undefined) return drift.kind === "removed";
  return columns.includes(drift.column) || columnsOf(filter).includes(drift.column);
}
