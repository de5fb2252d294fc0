// The filters that the conformance suite asks of every connector.
import type { ColumnDef } from "../../catalog/index.ts";
import type { Cells } from "./conformance.ts";
import type { Predicate } from "./types.ts";

/** Filters over every declared operator of every column, with values of the rows: alone, and joined by and / or. */
export const filtersFor = (columns: readonly ColumnDef[], rows: readonly Cells[]): readonly Predicate[] => {
  const alone = columns.flatMap((column): readonly Predicate[] => {
    const values = [...new Set(rows.map((row) => row[column.name] ?? null))].filter((value) => value !== null);
    const picked = [values[0], values[Math.floor(values.length / 2)], values.at(-1)].filter(
      (value) => value !== undefined,
    );
    const { name, type } = column;
    return column.operators.flatMap((op): readonly Predicate[] => {
      if (op === "is null" || op === "is not null") return [{ op, column: name }];
      if (op === "in")
        return [
          { op, column: name, type, values: [...picked, null] },
          { op, column: name, type, values: [] },
        ];
      return [...picked.map((value) => ({ op, column: name, type, value })), { op, column: name, type, value: null }];
    });
  });
  const pairs = alone.flatMap((filter, index) => {
    const other = alone[(index * 7 + 3) % alone.length];
    const third = alone[(index * 5 + 1) % alone.length];
    if (other === undefined || third === undefined || index % 3 !== 0) return [];
    return [
      { op: "and", args: [filter, { op: "or", args: [other, third] }] } as const,
      { op: "or", args: [filter, { op: "and", args: [other, third] }] } as const,
    ];
  });
  return [...alone, ...pairs];
};
