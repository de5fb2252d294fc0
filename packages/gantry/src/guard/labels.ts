// What the catalog says of the columns behind a shape: their labels, and where a value lives in its source.
import type { TokenReference } from "@gantry/contract";
import type { Catalog, Label, Row, SourceColumn } from "../catalog/index.ts";
import type { Shape, ShapeColumn } from "../flow/index.ts";

/** The label that a flow's input and the question carry, unless the flow says otherwise. */
const inputLabel = "input.question";

export interface LabelBook {
  /** Labels of a source column (`crm.accounts.name`) or parameter (`$region`); none for one that nobody labelled. */
  labelsOf(column: SourceColumn): readonly Label[];
  /** Where the cell of a copied column lives, if the row holds the key of its table. */
  referenceOf(shape: Shape, column: ShapeColumn, row: Row, label: Label): TokenReference | undefined;
}

const splitColumn = (column: SourceColumn): readonly [string, string] => {
  const at = column.lastIndexOf(".");
  return [column.slice(0, at), column.slice(at + 1)];
};

const copiedFrom = (column: ShapeColumn): SourceColumn | undefined => {
  const [only, ...others] = Object.entries(column.sources);
  return others.length === 0 && only?.[1] === "copied" ? only[0] : undefined;
};

/** Reads labels and keys off a catalog. */
export const createLabelBook = (catalog: Catalog): LabelBook => {
  const labels = new Map<SourceColumn, readonly Label[]>();
  for (const table of Object.values(catalog.tables)) {
    for (const column of table.columns) labels.set(`${table.name}.${column.name}`, column.labels);
  }
  return {
    labelsOf(column) {
      if (column.startsWith("$")) return [inputLabel];
      // That a row exists is no one's value; which rows do is the row filters' business.
      if (column.endsWith(".*")) return ["public"];
      return labels.get(column) ?? [];
    },
    referenceOf(shape, column, row, label) {
      const source = copiedFrom(column);
      if (source === undefined) return undefined;
      const [tableName, name] = splitColumn(source);
      const table = catalog.tables[tableName];
      const [key, ...more] = table?.key ?? [];
      if (table === undefined || key === undefined || more.length > 0) return undefined;
      const keyColumn = shape.columns.find((each) => copiedFrom(each) === `${tableName}.${key}`);
      const id = keyColumn === undefined ? undefined : row[keyColumn.name];
      if (typeof id !== "string" && typeof id !== "number") return undefined;
      return { label, source: table.source, table: table.local, id: String(id), column: name };
    },
  };
};
