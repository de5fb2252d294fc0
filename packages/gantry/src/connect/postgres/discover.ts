// From PostgreSQL's catalogue to tables.
import type pg from "pg";
import { z } from "zod";
import type { ColumnDef, TableDef } from "../../catalog/index.ts";
import { sqlName, sqlNames } from "../kit/index.ts";
import { quoted, readingOf } from "./types.ts";

// Schemas that are not PostgreSQL's own, or those named.
const wanted = `case when $1::text[] is null then n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  else n.nspname = any($1) end`;

// One row a column. Only what our user may select, and no part of an extension; partitions are read through their parent.
const columnsSql = `
  select n.nspname as schema, c.relname as "table", a.attname as "column", not a.attnotnull as nullable,
         coalesce(base.typname, t.typname) as type,
         case when coalesce(base.typcategory, t.typcategory) = 'A' then 'a' else coalesce(base.typtype, t.typtype)::text end as kind,
         case when t.typtype = 'd' then t.typtypmod else a.atttypmod end as typmod,
         c.reltuples::float8 as rows, col_description(c.oid, a.attnum) as description,
         coalesce(collation_.collisdeterministic, true) as deterministic,
         coalesce((select true from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any(i.indkey)), false) as key
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    left join pg_type base on t.typtype = 'd' and base.oid = t.typbasetype
    left join pg_collation collation_ on collation_.oid = a.attcollation
   where ${wanted} and c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
     and has_schema_privilege(n.oid, 'usage') and has_column_privilege(c.oid, a.attnum, 'select')
     and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
   order by n.nspname, c.relname, a.attnum`;

// Foreign keys of one column.
const referencesSql = `
  select n.nspname as schema, c.relname as "table", a.attname as "column",
         fn.nspname as "toSchema", fc.relname as "toTable", fa.attname as "toColumn"
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_namespace n on n.oid = c.relnamespace
    join pg_class fc on fc.oid = k.confrelid
    join pg_namespace fn on fn.oid = fc.relnamespace
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    join pg_attribute fa on fa.attrelid = k.confrelid and fa.attnum = k.confkey[1]
   where k.contype = 'f' and ${wanted} and cardinality(k.conkey) = 1
   order by k.conname`;

// The driver hands everything over as text.
const truth = z.enum(["t", "f"]).transform((text) => text === "t");
const ColumnRow = z.object({
  schema: z.string(),
  table: z.string(),
  column: z.string(),
  nullable: truth,
  type: z.string(),
  kind: z.string(),
  typmod: z.coerce.number(),
  rows: z.coerce.number(),
  description: z.string().nullable(),
  deterministic: truth,
  key: truth,
});
const ReferenceRow = z.object({
  schema: z.string(),
  table: z.string(),
  column: z.string(),
  toSchema: z.string(),
  toTable: z.string(),
  toColumn: z.string(),
});

/**
 * Tables, views and foreign tables.
 *
 * @param schemas those to read; undefined for all
 * @param home the schema whose tables go by their names alone; others are `schema_table`, and `"schema"."table"` natively
 */
export const discover = async (
  client: pg.ClientBase,
  schemas: readonly string[] | undefined,
  home: string,
): Promise<readonly TableDef[]> => {
  const read = async (sql: string): Promise<unknown> => (await client.query(sql, [schemas ?? null])).rows;
  const columns = z.array(ColumnRow).parse(await read(columnsSql));
  const references = z.array(ReferenceRow).parse(await read(referencesSql));
  const nativeOf = (schema: string, table: string): string =>
    schema === home ? table : `${quoted(schema)}.${quoted(table)}`;
  const tables = Map.groupBy(columns, ({ schema, table }) => nativeOf(schema, table));
  const names = sqlNames([...tables.keys()]);
  const columnNames = new Map([...tables].map(([table, rows]) => [table, sqlNames(rows.map((row) => row.column))]));
  const nameOf = (table: string, column: string): string => columnNames.get(table)?.get(column) ?? sqlName(column);
  const referenceOf = (table: string, column: string): string | undefined => {
    const found = references.find((it) => nativeOf(it.schema, it.table) === table && it.column === column);
    if (found === undefined) return undefined;
    const to = nativeOf(found.toSchema, found.toTable);
    const name = names.get(to);
    return name === undefined ? undefined : `${name}.${nameOf(to, found.toColumn)}`;
  };

  return [...tables].map(([table, rows]) => {
    const defs = rows.flatMap((row): readonly ColumnDef[] => {
      const reading = readingOf(row.type, row.kind, row.typmod);
      if (reading === undefined) return [];
      const reference = referenceOf(table, row.column);
      return [
        {
          name: nameOf(table, row.column),
          native: row.column,
          type: reading.type,
          nativeType: row.type,
          nullable: row.nullable,
          operators: reading.operators,
          // Compared by the "C" collation, code point by code point, whatever the column's own.
          ...(reading.type === "varchar"
            ? { collation: row.deterministic ? ("binary" as const) : ("insensitive" as const) }
            : {}),
          ...(row.description === null ? {} : { description: row.description }),
          ...(reference === undefined ? {} : { references: reference }),
        },
      ];
    });
    // reltuples is -1 until the table is analysed.
    const estimate = Math.max(...rows.map((row) => row.rows));
    return {
      name: names.get(table) ?? sqlName(table),
      native: table,
      key: rows.filter((row) => row.key).map((row) => nameOf(table, row.column)),
      columns: defs,
      ...(estimate >= 0 ? { rows: Math.round(estimate) } : {}),
    };
  });
};
