// A connector over arrays for tests: it evaluates predicates as a source would, and can claim to do less.
import { GantryError } from "@gantry/contract";
import type { ColumnType } from "../../catalog/index.ts";
import {
  compareValues,
  holds,
  type AggregateRequest,
  type ColumnBatch,
  type Connector,
  type Context,
  type ScanPlan,
  type ScanRequest,
  type Top,
  type Value,
} from "../../connect/kit/index.ts";
import type { RunOptions } from "../types.ts";
import { groupsOf, typesOfGroups } from "./memory-groups.ts";

export type Rows = readonly Readonly<Record<string, Value>>[];

export interface MemorySource {
  readonly connector: Connector;
  /** Requests as they came, by table. */
  readonly requests: ScanRequest[];
  /** Rows sent, by table. */
  readonly sent: Map<string, number>;
}

export interface MemoryOptions {
  /** Rows a batch. */
  readonly batch?: number;
  /** Applies the filter (default), or sends everything as a superset. */
  readonly filters?: boolean;
  /** Makes groups, where it applies filters. Default: it doesn't. */
  readonly groups?: boolean;
  /** Called before each batch. */
  readonly onBatch?: (table: string, index: number, context: Context) => Promise<void> | void;
}

interface Detail {
  readonly types: ReadonlyMap<string, ColumnType>;
  readonly grouped?: AggregateRequest;
}

const firstOf = (rows: Rows, { order, rows: count }: Top, typeOf: (name: string) => ColumnType): Rows =>
  rows
    .toSorted((a, b) => {
      for (const { column, descending, nullsFirst } of order) {
        const [left, right] = [a[column] ?? null, b[column] ?? null];
        if (left === null && right === null) continue;
        if (left === null || right === null) return (left === null) === nullsFirst ? -1 : 1;
        const by = compareValues(typeOf(column), left, right);
        if (by !== 0) return descending ? -by : by;
      }
      return 0;
    })
    .slice(0, count);

export const memorySource = (tables: Readonly<Record<string, Rows>>, options: MemoryOptions = {}): MemorySource => {
  const { batch = 1000, filters = true, groups = false, onBatch } = options;
  const requests: ScanRequest[] = [];
  const sent = new Map<string, number>();
  const scan = async function* (plan: ScanPlan, context: Context): AsyncGenerator<ColumnBatch> {
    // Made by `plan` below.
    const { types, grouped } = plan.detail as Detail;
    const typeOf = (name: string): ColumnType => types.get(name) ?? "varchar";
    const passing = (tables[plan.table] ?? []).filter((row) => holds(plan.pushed, (name) => row[name] ?? null, typeOf));
    const first = plan.top === undefined ? passing : firstOf(passing, plan.top, typeOf);
    const rows = grouped === undefined ? first : groupsOf(passing, grouped);
    for (let from = 0, index = 0; from < rows.length || index === 0; from += batch, index += 1) {
      context.budget.spend(1);
      await onBatch?.(plan.table, index, context);
      if (context.signal.aborted) throw new GantryError("cancelled", "the scan was cancelled");
      const part = rows.slice(from, from + batch);
      sent.set(plan.table, (sent.get(plan.table) ?? 0) + part.length);
      yield { rows: part.length, columns: plan.columns.map((column) => part.map((row) => row[column] ?? null)) };
    }
  };
  const connector: Connector = {
    discover: () => Promise.resolve([]),
    plan: (request) => {
      requests.push(request);
      return Promise.resolve({
        table: request.table.name,
        columns: request.columns,
        native: `read ${request.table.native}`,
        guarantee: filters ? "exact" : "superset",
        detail: { types: new Map(request.table.columns.map(({ name, type }) => [name, type])) } satisfies Detail,
        ...(filters && request.top !== undefined ? { top: request.top } : {}),
        ...(filters && request.filter !== undefined ? { pushed: request.filter } : {}),
      });
    },
    ...(filters && groups
      ? {
          aggregate: (request: AggregateRequest) =>
            Promise.resolve({
              table: request.table.name,
              columns: [...request.groups, ...request.aggregates.map(({ name }) => name)],
              native: `read groups of ${request.table.native}`,
              guarantee: "exact" as const,
              detail: { types: typesOfGroups(request), grouped: request } satisfies Detail,
              ...(request.filter === undefined ? {} : { pushed: request.filter }),
            }),
        }
      : {}),
    scan,
    check: () => Promise.resolve({ ok: true, detail: "" }),
    close: () => Promise.resolve(),
  };
  return { connector, requests, sent };
};

/** A context whose calls are counted and never refused. */
export const freeContext = (signal: AbortSignal = new AbortController().signal): Context => {
  let spent = 0;
  return {
    signal,
    now: () => new Date("2026-09-30T12:00:00Z"),
    secret: () => "",
    budget: {
      spend: (calls) => {
        spent += calls;
      },
      get spent() {
        return spent;
      },
    },
  };
};

/** A run without parameters, steps and access, over such contexts. */
export const freeOptions: RunOptions = {
  parameters: {},
  steps: {},
  context: () => freeContext(),
  signal: new AbortController().signal,
};
