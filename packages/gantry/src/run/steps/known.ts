// What is known about a row before its free texts are read: its people, companies and addresses, by their labels.
import type { TokenReference } from "@gantry/contract";
import { findColumn } from "../../catalog/index.ts";
import type { Catalog, Label, Row } from "../../catalog/index.ts";
import type { Shape, ShapeColumn } from "../../flow/index.ts";
import type { KnownValue } from "../../guard/index.ts";

const personal = (label: Label): boolean => label.startsWith("person.") || label.startsWith("company.");

/** Every string of the row that stands, unchanged, for a person or a company. */
export function knownValues(catalog: Catalog, shape: Shape, row: Row): readonly KnownValue[] {
  const known: KnownValue[] = [];
  for (const column of shape.columns) {
    const label = labelsOf(catalog, column).find(personal);
    if (label === undefined) continue;
    const reference = referenceOf(catalog, shape, column, row, label);
    for (const value of stringsIn(row[column.name])) {
      known.push({ value, label, ...(reference ? { reference } : {}) });
    }
  }
  return known;
}

/** Labels of the source columns whose values are in the column, and those it gained on the way. */
export const labelsOf = (catalog: Catalog, column: ShapeColumn): readonly Label[] => [
  ...Object.keys(column.sources).flatMap((source) => findColumn(catalog, source)?.labels ?? []),
  ...column.labels,
];

function stringsIn(cell: Row[string] | undefined): readonly string[] {
  const cells = Array.isArray(cell) ? cell : [cell];
  return cells.filter((it): it is string => typeof it === "string" && it.trim() !== "");
}

/** Where a copied value lives, when the row also carries its table's key, copied. */
function referenceOf(
  catalog: Catalog,
  shape: Shape,
  column: ShapeColumn,
  row: Row,
  label: Label,
): TokenReference | undefined {
  const source = onlyCopied(column);
  const table = Object.values(catalog.tables).find((it) => source?.startsWith(`${it.name}.`));
  const key = table?.key.length === 1 ? `${table.name}.${table.key[0]}` : undefined;
  if (source === undefined || !table || key === undefined) return undefined;
  const holder = shape.columns.find((it) => onlyCopied(it) === key);
  const id = holder ? row[holder.name] : undefined;
  if (typeof id !== "string" && typeof id !== "number") return undefined;
  return {
    label,
    source: table.source,
    table: table.local,
    id: String(id),
    column: source.slice(table.name.length + 1),
  };
}

/** The one column that a value is copied from; others may have a say in whether it is there (an outer join's). */
function onlyCopied(column: ShapeColumn): string | undefined {
  const [first, ...more] = Object.entries(column.sources).filter(([, level]) => level === "copied");
  return more.length === 0 ? first?.[0] : undefined;
}
