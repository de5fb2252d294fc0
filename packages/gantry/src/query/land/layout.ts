// The tables inside a query's own database. Sources land in a hidden schema with just the fetched columns; what the
// query sees are views that give every visible column its place. Where a row filter holds, its result is made into a
// table first and the whole table is dropped: what a caller may not see is gone before his SQL runs.
import type { Column, RelationColumn, Table } from "../../catalog/index.ts";
import { filterHead } from "../access.ts";
import type { Need } from "../plan/needs.ts";
import { duckType, identifier, tableIdentifier } from "../sql/names.ts";

export const landSchema = "~land";
const seenSchema = "~seen";

const list = (columns: readonly RelationColumn[]): string =>
  columns.map(({ name, type }) => `${identifier(name)} ${duckType(type)}`).join(", ");

const viewSql = (
  table: Table,
  columns: readonly Column[],
  present: readonly Column[],
  from: string | undefined,
): string => {
  const has = new Set(present.map(({ name }) => name));
  const fields = columns.map(({ name, type }) =>
    has.has(name) ? identifier(name) : `cast(null as ${duckType(type)}) as ${identifier(name)}`,
  );
  const rows = from === undefined ? "where false" : `from ${from}`;
  return `create view ${tableIdentifier(table.source, table.local)} as select ${fields.join(", ")} ${rows}`;
};

export interface Layout {
  /** Everything but the steps' tables stands in these. */
  readonly schemas: readonly string[];
  /** Before anything lands, in the schemas. */
  readonly before: readonly string[];
  /** When all has landed, before the query. */
  readonly after: readonly string[];
}

export interface LayoutInput {
  readonly needs: readonly Need[];
  readonly steps: Readonly<Record<string, readonly RelationColumn[]>>;
  /** Tables that the query names, with the columns that its author may see. */
  readonly visible: readonly { readonly table: Table; readonly columns: readonly Column[] }[];
  /** Row filters as SQL with their values, by table, and every table that they read. */
  readonly filters: ReadonlyMap<string, string>;
  readonly filterTables: readonly Table[];
}

/** The statements that lay out a query's database. */
export const layOut = ({ needs, steps, visible, filters, filterTables }: LayoutInput): Layout => {
  const fetched = new Map(needs.map((need) => [need.table.name, need.columns]));
  const landed = (table: Table): string => tableIdentifier(landSchema, table.name);
  const overLanded = (table: Table, columns: readonly Column[]): string => {
    const present = fetched.get(table.name);
    return viewSql(table, columns, present ?? [], present === undefined ? undefined : landed(table));
  };
  const schemas = [...new Set([...visible.map(({ table }) => table), ...filterTables].map(({ source }) => source))];
  const before = [
    ...needs.map(({ table, columns }) => `create table ${landed(table)} (${list(columns)})`),
    ...Object.entries(steps).map(([step, columns]) => `create temp table ${identifier(step)} (${list(columns)})`),
  ];
  if (filters.size === 0)
    return {
      schemas: [landSchema, ...schemas],
      before: [...before, ...visible.map(({ table, columns }) => overLanded(table, columns))],
      after: [],
    };

  const seen = (table: Table): string => tableIdentifier(seenSchema, table.name);
  const restricted = visible.filter(({ table }) => filters.has(table.name));
  const kept = (table: Table, columns: readonly Column[]): readonly Column[] =>
    columns.filter(({ name }) => fetched.get(table.name)?.some((column) => column.name === name));
  const gone = needs.filter(
    ({ table }) => filters.has(table.name) || !visible.some((other) => other.table.name === table.name),
  );
  return {
    schemas: [landSchema, seenSchema, ...schemas],
    before,
    after: [
      ...filterTables.map((table) => overLanded(table, table.columns)),
      ...restricted.map(({ table, columns }) => {
        const fields = kept(table, columns).map(({ name }) => identifier(name));
        // A table of which only the number of rows is read still needs a column.
        const selected = fields.length === 0 ? "true as seen" : fields.join(", ");
        const filter = filters.get(table.name)?.slice(filterHead.length) ?? " where false";
        return `create table ${seen(table)} as select ${selected}${filter}`;
      }),
      ...filterTables.map((table) => `drop view ${tableIdentifier(table.source, table.local)}`),
      ...gone.map(({ table }) => `drop table ${landed(table)}`),
      ...visible.map(({ table, columns }) =>
        filters.has(table.name)
          ? viewSql(table, columns, kept(table, columns), seen(table))
          : overLanded(table, columns),
      ),
    ],
  };
};
