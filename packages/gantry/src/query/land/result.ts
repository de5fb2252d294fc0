// The rows of a result in this process, as relations hold them.
import { GantryError } from "@gantry/contract";
import type { RelationColumn, Row } from "../../catalog/index.ts";
import { rowsOf, rowsSql } from "./cells.ts";
import type { Finish } from "./execute.ts";

export interface Collected {
  readonly rows: readonly Row[];
  readonly finish: Finish;
}

/** Collects the rows of `sql`, up to `most`; past them the query ends with `budget-exceeded`. */
export const collectRows = (sql: string, columns: readonly RelationColumn[], most: number): Collected => {
  const rows: Row[] = [];
  const task = { kind: "select", sql: rowsSql(sql, columns), between: ",", page: "large" } as const;
  return {
    rows,
    finish: ({ work }) =>
      work([task], (page) => {
        for (const row of rowsOf(`[${String(page)}]`)) rows.push(row);
        if (rows.length > most)
          throw new GantryError("budget-exceeded", `the result has more than ${most} rows`, {
            remedy: "aggregate, filter, or add a limit",
          });
      }),
  };
};
