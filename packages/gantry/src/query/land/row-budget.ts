// How many rows one query may read from its sources, all scans together.
import { GantryError } from "@gantry/contract";
import type { Table } from "../../catalog/index.ts";

export interface RowBudget {
  /** Before a scan that filters nothing: throws `budget-exceeded` when it would read more than may be read. */
  expect(table: Table, rows: number): void;
  /** Counts rows that came; throws `budget-exceeded` when there are too many. */
  take(table: Table, rows: number): void;
}

/** Columns by which the source can be asked for less. */
const remedyFor = ({ columns }: Table): string => {
  const able = columns.filter(({ operators }) => operators.includes("=") || operators.includes("in"));
  const names = able.slice(0, 4).map(({ name }) => name);
  const filter = names.length === 0 ? "join it to a smaller table by its key" : `filter by ${names.join(", ")}`;
  return `${filter}, so that the source sends less; \`gantry explain\` shows what is pushed`;
};

/** A budget of `most` rows. */
export const createRowBudget = (most: number): RowBudget => {
  let read = 0;
  const refuse = (table: Table, what: string): GantryError =>
    new GantryError("budget-exceeded", `the query ${what} of ${table.name}; it may read ${most} in all`, {
      where: { source: table.source, table: table.name },
      remedy: remedyFor(table),
    });
  return {
    expect: (table, rows) => {
      if (read + rows > most) throw refuse(table, `would read about ${rows} rows`);
    },
    take: (table, rows) => {
      read += rows;
      if (read > most) throw refuse(table, "reads too many rows");
    },
  };
};
