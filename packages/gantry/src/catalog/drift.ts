// What has changed in a source since its schema was locked. Pure: two lists of tables in, a list of differences out.
import type { ColumnDef, TableDef } from "./types.ts";

/** One difference between lock and source, by name. */
export interface Drift {
  readonly source: string;
  /** SQL name within its source. */
  readonly table: string;
  readonly column?: string;
  readonly kind: "removed" | "changed" | "added";
  /** Of a change: `type int32 → int64`. */
  readonly what?: string;
}

/** Breaks what relies on the lock. What was added breaks nothing: it does not exist for anyone until it is locked. */
export const breaks = ({ kind }: Drift): boolean => kind !== "added";

const list = (items: readonly string[]): string => (items.length === 0 ? "nothing" : [...items].sort().join(", "));

/** Only what changes an answer or what may be pushed; a new comment or a row more does not. */
const changesOf = (before: ColumnDef, now: ColumnDef): readonly string[] => {
  const changes: string[] = [];
  const say = (name: string, a: string, b: string): void => {
    if (a !== b) changes.push(`${name} ${a} → ${b}`);
  };
  say("type", before.type, now.type);
  say("native type", before.nativeType ?? before.type, now.nativeType ?? now.type);
  say("native name", before.native, now.native);
  say("collation", before.collation ?? "none", now.collation ?? "none");
  const lost = before.operators.filter((operator) => !now.operators.includes(operator));
  if (lost.length > 0) changes.push(`operators lost: ${list(lost)}`);
  say("reference", before.references ?? "none", now.references ?? "none");
  return changes.filter((change) => !(change.startsWith("native type") && changes.some((it) => it.startsWith("type"))));
};

/** Differences of a source, tables and columns in order of name. */
export function driftOf(source: string, locked: readonly TableDef[], live: readonly TableDef[]): readonly Drift[] {
  const drift: Drift[] = [];
  const names = [...new Set([...locked, ...live].map((table) => table.name))].sort();
  for (const table of names) {
    const before = locked.find((it) => it.name === table);
    const now = live.find((it) => it.name === table);
    if (before === undefined || now === undefined) {
      drift.push({ source, table, kind: before === undefined ? "added" : "removed" });
      continue;
    }
    if (before.key.join() !== now.key.join())
      drift.push({ source, table, kind: "changed", what: `key ${list(before.key)} → ${list(now.key)}` });
    const columns = [...new Set([...before.columns, ...now.columns].map((column) => column.name))].sort();
    for (const column of columns) {
      const old = before.columns.find((it) => it.name === column);
      const found = now.columns.find((it) => it.name === column);
      if (old === undefined || found === undefined) {
        drift.push({ source, table, column, kind: old === undefined ? "added" : "removed" });
        continue;
      }
      for (const what of changesOf(old, found)) drift.push({ source, table, column, kind: "changed", what });
    }
  }
  return drift;
}

/** `billing.invoices.amount: type decimal(12,2) → decimal(14,4)`. */
export const driftText = ({ source, table, column, kind, what }: Drift): string => {
  const name = [source, table, ...(column === undefined ? [] : [column])].join(".");
  return `${name}: ${what ?? (kind === "removed" ? "gone" : "new, not in the lock")}`;
};

/**
 * Tables as a lock keeps them, in order of name. Estimates of rows change from day to day, and a lock should not: they
 * are kept to one digit, and the one that was locked stays while it is right within a factor of two.
 */
export const steadyLock = (live: readonly TableDef[], locked: readonly TableDef[] = []): readonly TableDef[] =>
  live
    .map(({ rows, ...table }) => {
      const before = locked.find((it) => it.name === table.name)?.rows;
      const isNear = before !== undefined && (rows === undefined || (rows <= before * 2 && rows * 2 >= before));
      const kept = isNear ? before : rows === undefined ? undefined : oneDigit(rows);
      return kept === undefined ? table : { ...table, rows: kept };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));

const oneDigit = (rows: number): number => {
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(rows, 1)));
  return Math.round(rows / magnitude) * magnitude;
};
