// The rows of a result in this process, as relations hold them.
import { GantryError } from "@gantry/contract";
import type { RelationColumn, Row } from "../../catalog/index.ts";
import { rowsOf, rowsSql } from "./cells.ts";
import type { Finish } from "./execute.ts";

export interface Collected extends Finish {
  readonly rows: readonly Row[];
}

/** Collects the rows of `sql`, up to `most`; past them its `onPage` throws `budget-exceeded`. */
export const collectRows = (sql: string, columns: readonly RelationColumn[], most: number): Collected => {
  const rows: Row[] = [];
  return {
    rows,
    task: { kind: "select", sql: rowsSql(sql, columns), between: "," },
    onPage: (page) => {
      for (const row of rowsOf(`[${String(page)}]`)) rows.push(row);
      if (rows.length > most)
        throw new GantryError("budget-exceeded", `the result has more than ${most} rows`, {
          remedy: "aggregate, filter, or add a limit",
        });
    },
  };
};
