// How many rows a query may read from all its sources: looked at before a source is asked, and counted as they come.
import { GantryError } from "@gantry/contract";
import type { Table } from "../../catalog/index.ts";

export interface Allowance {
  /** Throws `budget-exceeded` when the rows that a scan of the whole table gives are more than are left. */
  foresee(table: Table, rows: number): void;
  /** Takes note of rows read. Throws `budget-exceeded` when they are too many. */
  take(table: Table, rows: number): void;
}

const many = (rows: number): string => rows.toLocaleString("en-US");

const exceeded = (table: Table, most: number, what: string): GantryError => {
  const columns = table.columns.filter(({ operators }) => operators.length > 0).map(({ name }) => name);
  const shown = columns.slice(0, 5).join(", ");
  return new GantryError("budget-exceeded", `${what}: one query may read ${many(most)} rows from its sources`, {
    remedy: `${shown === "" ? "narrow the question" : `filter ${table.name} by a column that its source can filter by (${shown}${columns.length > 5 ? " …" : ""})`}, or raise GANTRY_ROW_BUDGET`,
    where: { source: table.source, table: table.name },
  });
};

/** An allowance of `most` rows. */
export const createAllowance = (most: number): Allowance => {
  let read = 0;
  return {
    foresee: (table, rows) => {
      if (read + rows > most) throw exceeded(table, most, `${table.name} has about ${many(rows)} rows`);
    },
    take: (table, rows) => {
      read += rows;
      if (read > most) throw exceeded(table, most, `reading ${table.name} went over the budget`);
    },
  };
};
