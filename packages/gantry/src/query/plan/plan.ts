// From a bound query to what each source is asked, and the SQL that runs over what comes back.
import { GantryError } from "@gantry/contract";
import type { Catalog, Column, RelationColumn, Table } from "../../catalog/index.ts";
import type { BoundQuery } from "../bind.ts";
import type { Binding } from "../binder.ts";
import { withValues } from "../sql/bound.ts";
import { isNode, isSameButForParameters } from "../sql/statement.ts";
import type { StepColumns, Stub } from "../stub/stub.ts";
import type { Access, TypedValue } from "../types.ts";
import { groupingOf, type Grouping, type Reading } from "../group/index.ts";
import { lookupOf, type Lookup } from "./lookup.ts";
import { needFor, type Need } from "./needs.ts";
import { parsePlan } from "./parse.ts";
import { plainColumns } from "./plain.ts";
import { isOneScan } from "./top.ts";
import type { Use } from "./use.ts";
import { usesIn, type ColumnsOf } from "./uses.ts";

export interface QueryPlan {
  readonly needs: readonly Need[];
  /** The caller's SQL with its values, as it runs. */
  readonly sql: string;
  /** By restricted table: the SQL of its row filter with its values, as a query over the whole table. */
  readonly filters: ReadonlyMap<string, string>;
  /** How the query falls apart where it makes numbers over one table: or why it doesn't. */
  readonly grouping?: Grouping | string | undefined;
  /** The columns of its one table that the result's are, where the query only filters and names them. */
  readonly plain?: readonly string[] | undefined;
}

export interface PlanInput {
  readonly catalog: Catalog;
  readonly binding: Binding;
  readonly steps: StepColumns;
  readonly parameters: Readonly<Record<string, TypedValue>>;
  readonly access: Access;
  readonly pushdown: boolean;
  /** Whether a source makes numbers over its rows at all. */
  readonly makesNumbers: (source: string) => boolean;
}

/** A query as it runs, and how DuckDB would read it. */
interface ReadQuery {
  readonly sql: string;
  readonly reading: Reading | undefined;
}

const readingOf = (json: string, columnsOf: ColumnsOf): Reading | undefined => {
  const plan = parsePlan(json);
  try {
    return plan === undefined ? undefined : { plan, uses: usesIn(plan, columnsOf) };
  } catch {
    return undefined;
  }
};

interface ReadInput {
  readonly stub: Stub;
  readonly steps: StepColumns;
  readonly pushdown: boolean;
  readonly columnsOf: ColumnsOf;
}

/** The query with its values in place. DuckDB's parser confirms that they changed nothing but themselves. */
const read = async (
  query: BoundQuery,
  values: Readonly<Record<string, TypedValue>>,
  { stub, steps, pushdown, columnsOf }: ReadInput,
): Promise<ReadQuery> => {
  const sql = query.places.length === 0 ? query.sql : withValues(query.sql, query.places, values);
  const { parsed, plan } = pushdown
    ? await stub.parseAndPlan(sql, sql, steps, true)
    : { parsed: await stub.parse(sql), plan: undefined };
  const statements = Array.isArray(parsed["statements"]) ? parsed["statements"].filter(isNode) : [];
  if (query.places.length > 0 && !isSameButForParameters(query.parse.statements, statements))
    throw new GantryError("bad-sql", "a parameter stands where SQL takes no value", {
      remedy: "use parameters as values only, beside operators or as arguments",
    });
  return { sql, reading: plan === undefined ? undefined : readingOf(plan, columnsOf) };
};

const visibleColumns = (table: Table, access: Access): readonly Column[] => {
  const forbidden = new Set(access.forbidden);
  return table.columns.filter(({ name }) => !forbidden.has(`${table.name}.${name}`));
};

const planLookup = ({ table, use, columns }: Lookup, sql: string, access: Access): QueryPlan => {
  const reading = { table, query: [use], ownFilter: undefined, isFilteredAlone: true, otherFilters: [] };
  // All that it reads is in its lineage.
  const need = needFor({ ...reading, unknown: undefined, matters: () => true }, visibleColumns(table, access));
  return { needs: need === undefined ? [] : [need], sql, filters: new Map(), plain: columns };
};

/** Plans the scans of a bound query. Throws `bad-input` on a value that is not of its parameter's type. */
export const planQuery = async (input: PlanInput): Promise<QueryPlan> => {
  const { catalog, binding, steps, access } = input;
  const { query, restrictions, stub, whole } = binding;
  const { pushdown } = input;
  const found = pushdown && restrictions.length === 0 ? lookupOf(query, input.parameters, catalog) : undefined;
  if (found) return planLookup(found, withValues(query.sql, query.places, input.parameters), access);
  const columnsOf: ColumnsOf = (table, isStep): readonly RelationColumn[] | undefined =>
    isStep ? steps[table] : catalog.tables[table]?.columns;
  const { sql, reading: queryRead } = await read(query, input.parameters, { stub, steps, pushdown, columnsOf });
  const filters = new Map<string, string>();
  const filterReads = new Map<string, Reading | undefined>();
  for (const { table, query: filter } of restrictions) {
    const done = await read(filter, access.parameters, { stub: whole, steps: {}, pushdown, columnsOf });
    filters.set(table, done.sql);
    filterReads.set(table, done.reading);
  }

  const { lineage } = binding;
  const listed = new Set([...lineage.control, ...lineage.columns.flatMap(({ sources }) => Object.keys(sources))]);
  const names = new Set([...query.tables, ...restrictions.flatMap((restriction) => [...restriction.query.tables])]);
  const needs: Need[] = [];
  for (const name of names) {
    const table = catalog.tables[name];
    if (table === undefined) continue;
    const readers = restrictions.filter((restriction) => restriction.query.tables.has(name));
    const others = readers.filter((restriction) => restriction.table !== name);
    const isKnown =
      (!query.tables.has(name) || queryRead !== undefined) &&
      readers.every((restriction) => filterReads.get(restriction.table) !== undefined);
    const of = (read: Reading | undefined): readonly Use[] =>
      (read?.uses ?? []).filter((use) => !use.isStep && use.table === name);
    const ownRead = filterReads.get(name);
    const need = needFor(
      {
        table,
        query: of(queryRead),
        ownFilter: filters.has(name) ? of(ownRead) : undefined,
        isFilteredAlone: !filters.has(name) || (ownRead !== undefined && isOneScan(ownRead.plan)),
        otherFilters: others.flatMap((restriction) => of(filterReads.get(restriction.table))),
        unknown: isKnown ? undefined : pushdown ? "DuckDB can't say which rows of it are read" : "pushing is off",
        matters: (column) => !pushdown || listed.has(`${name}.${column}`),
      },
      readers.length > 0 ? table.columns : visibleColumns(table, access),
    );
    if (need !== undefined) needs.push(need);
  }
  const grouping =
    queryRead === undefined
      ? undefined
      : await groupingOf({
          sql,
          read: queryRead,
          filters: [...filterReads.values()],
          tableOf: (name) => catalog.tables[name],
          makesNumbers: input.makesNumbers,
          stub,
          columns: lineage.columns.map(({ name, type }) => ({ name, type })),
        });
  const isPlain = queryRead !== undefined && restrictions.length === 0 && needs.length === 1;
  return { needs, sql, filters, grouping, plain: isPlain ? plainColumns(queryRead, lineage.columns) : undefined };
};
