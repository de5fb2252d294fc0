// From Salesforce's describe to tables: which columns an object has, their types, and what may be asked of them.
import { z } from "zod";
import type { ColumnDef, ColumnType, Operator, TableDef } from "../../catalog/index.ts";
import { plural, sqlName, sqlNames } from "../kit/index.ts";

const Field = z.object({
  name: z.string(),
  label: z.string().optional(),
  type: z.string(),
  nillable: z.boolean().default(true),
  filterable: z.boolean().default(true),
  length: z.number().optional(),
  precision: z.number().optional(),
  scale: z.number().optional(),
  referenceTo: z.array(z.string()).nullish(),
});
type Field = z.infer<typeof Field>;

/** What we read of `/sobjects/X/describe`. */
export const Describe = z.object({
  name: z.string(),
  queryable: z.boolean().default(true),
  fields: z.array(Field),
});
export type Describe = z.infer<typeof Describe>;

const ranges: readonly Operator[] = ["=", "<>", "<", "<=", ">", ">=", "in", "is null", "is not null"];
const nulls: readonly Operator[] = ["is null", "is not null"];
// Numbers that we see rounded: equality there isn't equality here, ranges are widened (`soql.ts`).
const widened: readonly Operator[] = ["<", "<=", ">", ">=", "is null", "is not null"];
// SOQL compares text without regard to case: `=` returns more than DuckDB's, `<>` and ranges may return less.
const texts: readonly Operator[] = ["=", "in", "is null", "is not null"];

const textTypes = new Set(["id", "string", "picklist", "email", "phone", "url", "reference", "combobox"]);
const silentTypes = new Set(["textarea", "multipicklist", "encryptedstring", "time"]);

/** Type and operators of a field; undefined for what can't be a column (addresses, files). */
const readType = (
  field: Field,
  manyCurrencies: boolean,
): { readonly type: ColumnType; readonly operators: readonly Operator[] } | undefined => {
  if (textTypes.has(field.type)) return { type: "varchar", operators: texts };
  if (silentTypes.has(field.type)) return { type: "varchar", operators: [] };
  switch (field.type) {
    case "boolean":
      return { type: "boolean", operators: ["=", "<>"] };
    case "int":
      return { type: "int32", operators: ranges };
    case "long":
      return { type: "int64", operators: ranges };
    case "double":
    case "percent":
      // More than 15 digits may change in a double.
      return { type: "double", operators: (field.precision ?? 18) <= 15 ? ranges : widened };
    case "currency": {
      // Amounts may be stored with more places than the field shows. In an org with many currencies SOQL converts a bare
      // number before comparing.
      const scale = field.scale ?? 2;
      const precision = Math.min(38, Math.max(field.precision ?? 18, scale + 1));
      return { type: `decimal(${precision},${scale})`, operators: manyCurrencies ? nulls : widened };
    }
    case "date":
      return { type: "date", operators: ranges };
    case "datetime":
      return { type: "timestamptz", operators: ranges };
    default:
      return undefined;
  }
};

/** SQL name of an object: the plural of its name, `Support_Ticket__c` → `support_tickets`. */
export const tableName = (object: string): string => sqlName(plural(object.replace(/__c$/, "")));

/**
 * Tables of described objects.
 *
 * @param rows estimated number of rows by object
 */
export const tablesOf = (objects: readonly Describe[], rows: ReadonlyMap<string, number>): readonly TableDef[] => {
  const names = sqlNames(
    objects.map((object) => object.name),
    tableName,
  );
  return objects.map((object) => {
    const manyCurrencies = object.fields.some((field) => field.name === "CurrencyIsoCode");
    const columnNames = sqlNames(object.fields.map((field) => field.name));
    const columns = object.fields.flatMap((field): readonly ColumnDef[] => {
      const read = readType(field, manyCurrencies);
      if (read === undefined) return [];
      const [target, ...others] = field.referenceTo ?? [];
      const referred = target === undefined || others.length > 0 ? undefined : names.get(target);
      return [
        {
          name: columnNames.get(field.name) ?? sqlName(field.name),
          native: field.name,
          type: read.type,
          nullable: field.nillable,
          operators: field.filterable ? read.operators : [],
          ...(read.type === "varchar" ? { collation: "insensitive" as const } : {}),
          ...(field.label === undefined ? {} : { description: field.label }),
          ...(referred === undefined ? {} : { references: `${referred}.id` }),
        },
      ];
    });
    const count = rows.get(object.name);
    return {
      name: names.get(object.name) ?? tableName(object.name),
      native: object.name,
      key: ["id"],
      columns,
      ...(count === undefined ? {} : { rows: count }),
    };
  });
};
