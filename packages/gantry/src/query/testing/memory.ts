// A connector over arrays for tests: it evaluates predicates as a source would, and can claim to do less.
import { GantryError } from "@gantry/contract";
import type {
  ColumnBatch,
  Connector,
  Context,
  Predicate,
  ScanPlan,
  ScanRequest,
  Value,
} from "../../connect/kit/index.ts";

import { isGroup } from "../plan/predicate.ts";

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
  /** Called before each batch. */
  readonly onBatch?: (table: string, index: number, context: Context) => Promise<void> | void;
}

const comparable = (value: Value, type: string): Value =>
  type.startsWith("decimal") && typeof value === "string" ? BigInt(value.replace(".", "")) : value;

/** Strings by code point, as DuckDB does. */
const order = (a: Value, b: Value): number => {
  if (typeof a === "string" && typeof b === "string") return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a === b ? 0 : (a ?? 0) < (b ?? 0) ? -1 : 1;
};

const matches = (predicate: Predicate | undefined, row: Readonly<Record<string, Value>>): boolean => {
  if (predicate === undefined) return true;
  if (isGroup(predicate))
    return predicate.op === "and"
      ? predicate.args.every((arg) => matches(arg, row))
      : predicate.args.some((arg) => matches(arg, row));
  const raw = row[predicate.column] ?? null;
  if (!("type" in predicate)) return (raw === null) === (predicate.op === "is null");
  if (raw === null) return false;
  const { type } = predicate;
  const against = (value: Value): number => order(comparable(raw, type), comparable(value, type));
  if (!("value" in predicate)) return predicate.values.some((value) => against(value) === 0);
  const found = against(predicate.value);
  switch (predicate.op) {
    case "=":
      return found === 0;
    case "<>":
      return found !== 0;
    case "<":
      return found < 0;
    case "<=":
      return found <= 0;
    case ">":
      return found > 0;
    default:
      return found >= 0;
  }
};

export const memorySource = (tables: Readonly<Record<string, Rows>>, options: MemoryOptions = {}): MemorySource => {
  const { batch = 1000, filters = true, onBatch } = options;
  const requests: ScanRequest[] = [];
  const sent = new Map<string, number>();
  const scan = async function* (plan: ScanPlan, context: Context): AsyncGenerator<ColumnBatch> {
    const rows = (tables[plan.table] ?? []).filter((row) => matches(plan.pushed, row));
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
        detail: null,
        ...(filters && request.filter !== undefined ? { pushed: request.filter } : {}),
      });
    },
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
