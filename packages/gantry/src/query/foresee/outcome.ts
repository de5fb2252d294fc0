// What a query is expected to give: how many rows, and which values in columns that repeat a source's.
import type { Binding } from "../binder.ts";
import { codesAt } from "./select.ts";
import type { Landed } from "./known.ts";
import type { ForeseenColumn, ForeseenScan, ForeseenStep } from "./types.ts";

export interface OutcomeInput {
  readonly binding: Binding;
  readonly landed: ReadonlyMap<string, Landed>;
  readonly steps: Readonly<Record<string, ForeseenStep>>;
  /** With its values. */
  readonly sql: string;
  readonly scans: readonly ForeseenScan[];
  readonly key?: string;
}

const limitOf = (sql: string): number =>
  Number(/\blimit\s+\(?(\d+)\)?(?:::\w+)?\s*;?\s*$/iu.exec(sql)?.[1] ?? Infinity);

/** Of several sources that a column may repeat the one with the fewest values: what is joined has values of both. */
const columnOf = (
  sources: readonly string[],
  landed: ReadonlyMap<string, Landed>,
  steps: Readonly<Record<string, ForeseenStep>>,
): ForeseenColumn | undefined => {
  const found = sources.flatMap((source): ForeseenColumn[] => {
    const at = source.lastIndexOf(".");
    const [table, column] = [source.slice(0, at), source.slice(at + 1)];
    const step = steps[table]?.columns[column];
    if (step !== undefined) return [step];
    const scan = landed.get(table);
    const codes = codesAt(scan?.sketch, column, scan?.rows ?? []);
    const letters = scan?.sketch?.columns.get(column)?.letters ?? 0;
    return codes === undefined ? [] : [{ codes, of: table, ...(letters > 0 ? { letters } : {}) }];
  });
  return found.toSorted((a, b) => distinct(a) - distinct(b))[0];
};

const distinct = ({ codes }: ForeseenColumn): number => new Set(codes).size;

export const outcomeOf = ({ binding, landed, steps, sql, scans, key }: OutcomeInput): ForeseenStep => {
  const { columns: out } = binding.lineage;
  const columns: Record<string, ForeseenColumn> = {};
  for (const { name, sources } of out) {
    const copied = Object.entries(sources).flatMap(([source, level]) => (level === "copied" ? [source] : []));
    const found = columnOf(copied, landed, steps);
    if (found !== undefined) columns[name] = found;
  }
  const own = key === undefined ? undefined : columns[key];
  const isOneRow = out.every(({ sources }) => Object.values(sources).every((level) => level === "aggregated"));
  const scanned = Math.max(0, ...scans.map(({ rows }) => rows));
  const before = Math.max(0, ...[...binding.query.steps].map((step) => steps[step]?.rows ?? 0));
  const rows = own !== undefined ? distinct(own) : isOneRow ? 1 : before > 0 ? before : scanned;
  return { rows: Math.min(rows, limitOf(sql)), types: out.map(({ name, type }) => ({ name, type })), columns };
};
