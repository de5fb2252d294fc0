// What the catalog says of the columns behind a shape: their labels, and where a value lives in its source.
import type { TokenReference } from "@gantry/contract";
import type { Catalog, Label, Row, SourceColumn } from "../catalog/index.ts";
import type { Shape, ShapeColumn } from "../flow/index.ts";

/** Label of each parameter that a run's SQL may name, without `$`. */
export type ParameterLabels = Readonly<Record<string, Label>>;

export interface LabelBook {
  /** Labels of a source column (`crm.accounts.name`) or parameter (`$region`); none for one that nobody labelled. */
  labelsOf(column: SourceColumn): readonly Label[];
  /** Whether a source column holds numbers: texts and dates can't be banded by size. */
  isNumber(column: SourceColumn): boolean;
  isText(column: SourceColumn): boolean;
  /** Where the cell of a copied column lives, if the row holds the key of its table. */
  referenceOf(shape: Shape, column: ShapeColumn, row: Row, label: Label): TokenReference | undefined;
}

const splitColumn = (column: SourceColumn): readonly [string, string] => {
  const at = column.lastIndexOf(".");
  return [column.slice(0, at), column.slice(at + 1)];
};

/** The one column that a value is copied from. Others may have a say in whether it is there: an outer join's, a case's. */
const copiedFrom = (column: ShapeColumn): SourceColumn | undefined => {
  const [only, ...others] = Object.entries(column.sources).filter(([, level]) => level === "copied");
  return others.length === 0 ? only?.[0] : undefined;
};

/** Reads labels and keys off a catalog; parameters differ from run to run. */
export const createLabelBook = (catalog: Catalog): ((parameters: ParameterLabels) => LabelBook) => {
  const labels = new Map<SourceColumn, readonly Label[]>();
  const numbers = new Set<SourceColumn>();
  const texts = new Set<SourceColumn>();
  for (const table of Object.values(catalog.tables)) {
    for (const column of table.columns) {
      labels.set(`${table.name}.${column.name}`, column.labels);
      if (/^(?:int|double|decimal)/.test(column.type)) numbers.add(`${table.name}.${column.name}`);
      if (column.type === "varchar") texts.add(`${table.name}.${column.name}`);
    }
  }
  return (parameters) => ({
    labelsOf(column) {
      // The same words as the flow's proof uses (`labelsOf` in flow/check).
      if (column.startsWith("$")) return [parameters[column.slice(1)] ?? unknownParameter(column.slice(1))];
      if (column.endsWith(".*")) return ["row"];
      return labels.get(column) ?? [];
    },
    isNumber: (column) => numbers.has(column),
    isText: (column) => texts.has(column),
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
  });
};

/** A parameter of which nobody said what it is: the pinned day and a period's ends are no secret, all else may be free text. */
const unknownParameter = (name: string): Label =>
  /^(?:today|now|\w+_(?:start|end))$/.test(name) ? "public" : "input.text";
