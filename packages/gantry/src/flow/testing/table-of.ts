import type { ColumnDef, ColumnType, TableDef } from "../../catalog/index.ts";

/** A table as a source would be found to have it, with columns of these types; its key is `id`. */
export const tableOf = (name: string, columns: Readonly<Record<string, ColumnType>>): TableDef => ({
  name,
  native: name,
  key: ["id"],
  columns: Object.entries(columns).map(([column, type]): ColumnDef => ({
    name: column,
    native: column,
    type,
    nullable: true,
    operators: ["=", "in"],
  })),
});
