// The rows of a result in this process, as relations hold them.
import { GantryError } from "@gantry/contract";
import type { RelationColumn, Row } from "../../catalog/index.ts";
import { rowsOf, rowsSql } from "./cells.ts";
import type { Finish } from "./execute.ts";
import { sentRows } from "./sent.ts";

export interface Collected {
  readonly rows: readonly Row[];
  /** Of the whole result. */
  readonly total: () => number;
  readonly finish: Finish;
}

export interface CollectOptions {
  /** Past so many rows the query ends with `budget-exceeded`. */
  readonly most: number;
  /** Rows past these are counted and never come here. Default: all are wanted. */
  readonly keep?: number | undefined;
  /** Columns of the one scanned table that the result's are, where it is a table's rows as they are. */
  readonly plain?: readonly string[] | undefined;
}

/** Collects the rows of `sql`. */
export const collectRows = (
  sql: string,
  columns: readonly RelationColumn[],
  { most, keep, plain }: CollectOptions,
): Collected => {
  const rows: Row[] = [];
  let total = 0;
  const task = {
    kind: "select",
    sql: rowsSql(sql, columns),
    between: ",",
    page: "large",
    ...(keep === undefined ? {} : { most: keep }),
  } as const;
  return {
    rows,
    total: () => total,
    finish: async ({ scans, few, work }) => {
      const take = (more: readonly Row[]): void => {
        for (const row of more) rows.push(row);
        if (rows.length > most)
          throw new GantryError("budget-exceeded", `the result has more than ${most} rows`, {
            remedy: "aggregate, filter, or add a limit",
          });
      };
      const parts = plain === undefined ? undefined : few();
      const sent = parts === undefined ? undefined : sentRows(scans, parts, columns, plain ?? []);
      if (sent === undefined) total = await work([task], (page) => take(rowsOf(`[${String(page)}]`)));
      else {
        total = sent.length;
        take(sent.slice(0, keep));
      }
    },
  };
};
