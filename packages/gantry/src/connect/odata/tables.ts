// From entity sets to tables: SQL types of EDM's, and what may be asked of each.
import type { ColumnDef, ColumnType, Operator, TableDef } from "../../catalog/index.ts";
import { sqlName, sqlNames } from "../kit/index.ts";
import type { EntitySet, Property } from "./metadata.ts";

const ranges: readonly Operator[] = ["=", "<>", "<", "<=", ">", ">=", "in", "is null", "is not null"];
// How a service compares texts is its own affair: only equality is sure to return at least what DuckDB's would.
const texts: readonly Operator[] = ["=", "in", "is null", "is not null"];
const silent: readonly Operator[] = [];

const decimalType = ({ precision, scale }: Property): ColumnType | undefined => {
  if (scale === "variable" || precision === undefined || precision > 38) return undefined;
  return `decimal(${precision},${scale ?? 0})`;
};

/** Type and operators of a property; undefined for streams. */
export const readType = (
  property: Property,
): { readonly type: ColumnType; readonly operators: readonly Operator[] } | undefined => {
  switch (property.type) {
    case "Edm.String":
      return { type: "varchar", operators: texts };
    case "Edm.Guid":
      return { type: "varchar", operators: ["is null", "is not null"] };
    case "Edm.Boolean":
      return { type: "boolean", operators: ["=", "<>", "is null", "is not null"] };
    case "Edm.SByte":
    case "Edm.Byte":
    case "Edm.Int16":
    case "Edm.Int32":
      return { type: "int32", operators: ranges };
    case "Edm.Int64":
      return { type: "int64", operators: ranges };
    case "Edm.Decimal": {
      const type = decimalType(property);
      // Without a declared scale a double is the nearest type; then what we see isn't what the service compares.
      return type === undefined ? { type: "double", operators: silent } : { type, operators: ranges };
    }
    case "Edm.Double":
      return { type: "double", operators: ["<", "<=", ">", ">=", "is null", "is not null"] };
    case "Edm.Single":
      return { type: "double", operators: silent };
    case "Edm.Date":
      return { type: "date", operators: ranges };
    case "Edm.DateTimeOffset":
      // Digits finer than a microsecond are cut here but compared there.
      return { type: "timestamptz", operators: (property.precision ?? 0) > 6 ? silent : ranges };
    case "Edm.TimeOfDay":
    case "Edm.Duration":
      return { type: "varchar", operators: silent };
    // As the service writes it: base64url.
    case "Edm.Binary":
      return { type: "varchar", operators: silent };
    case "Edm.Stream":
      return undefined;
    default:
      return { type: property.type.startsWith("Edm.") ? "varchar" : "json", operators: silent };
  }
};

const referencesOf = (
  set: EntitySet,
  byName: ReadonlyMap<string, EntitySet>,
  names: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const { name, on } of set.navigation) {
    const [constraint, ...others] = on;
    const target = byName.get(set.bindings[name] ?? "");
    if (constraint === undefined || others.length > 0 || target === undefined) continue;
    const column = sqlNames(target.properties.map((property) => property.name)).get(constraint[1]);
    const table = names.get(target.name);
    if (column !== undefined && table !== undefined) found.set(constraint[0], `${table}.${column}`);
  }
  return found;
};

/**
 * Tables of a service's entity sets.
 *
 * @param rows number of rows by entity set, where known
 */
export const tablesOf = (sets: readonly EntitySet[], rows: ReadonlyMap<string, number>): readonly TableDef[] => {
  const names = sqlNames(sets.map((set) => set.name));
  const byName = new Map(sets.map((set) => [set.name, set]));
  return sets.map((set) => {
    const columnNames = sqlNames(set.properties.map((property) => property.name));
    const references = referencesOf(set, byName, names);
    const columns = set.properties.flatMap((property): readonly ColumnDef[] => {
      const read = readType(property);
      if (read === undefined) return [];
      const target = references.get(property.name);
      return [
        {
          name: columnNames.get(property.name) ?? sqlName(property.name),
          native: property.name,
          type: read.type,
          nullable: property.nullable && !set.key.includes(property.name),
          operators: read.operators,
          ...(read.type === "varchar" ? { collation: "insensitive" as const } : {}),
          ...(target === undefined ? {} : { references: target }),
        },
      ];
    });
    const count = rows.get(set.name);
    return {
      name: names.get(set.name) ?? sqlName(set.name),
      native: set.name,
      key: set.key.map((name) => columnNames.get(name) ?? sqlName(name)),
      columns,
      ...(count === undefined ? {} : { rows: count }),
    };
  });
};
