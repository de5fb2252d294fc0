// A query of numbers over one table in two parts: the numbers, which the table's source may make, and the query over
// them. The source's rows may divide the query's groups further: counts and sums are added up once more, and of least
// and greatest the least and greatest taken, so that any grouping at least as fine gives the answer.
import { GantryError } from "@gantry/contract";
import type { Column, ColumnType, RelationColumn, Table } from "../../catalog/index.ts";
import type { Aggregate, Predicate } from "../../connect/kit/index.ts";
import { and, restrict } from "../plan/predicate.ts";
import { parsePlan } from "../plan/parse.ts";
import { isOneScan } from "../plan/top.ts";
import type { Use } from "../plan/use.ts";
import { decimalOf, duckType, identifier } from "../sql/names.ts";
import { isNode, isSameButForParameters, type Node } from "../sql/statement.ts";
import { nodesIn, readTree } from "../sql/tree.ts";
import type { Stub } from "../stub/stub.ts";
import { aggregatesIn, aggregationOf } from "./planned.ts";
import { readWritten, Ungroupable, withoutAggregates, type Taken, type WrittenQuery } from "./written.ts";

/** No step and no table has such a name. */
export const groupedTable = "~grouped";

export interface Grouping {
  readonly table: Table;
  readonly filter: Predicate | undefined;
  readonly groups: readonly Column[];
  readonly aggregates: readonly Aggregate[];
  /** What lands: the groups, then the aggregates. */
  readonly columns: readonly RelationColumn[];
  /** The query over the landed rows, which stand in a temporary table of the name above. */
  readonly sql: string;
}

/** A query's optimized plan and what it reads. */
export interface Reading {
  readonly plan: Node;
  readonly uses: readonly Use[];
}

export interface GroupingInput {
  /** With its values, as it would run. */
  readonly sql: string;
  readonly read: Reading;
  /** Row filters, over whichever tables. */
  readonly filters: readonly (Reading | undefined)[];
  readonly tableOf: (name: string) => Table | undefined;
  readonly makesNumbers: (source: string) => boolean;
  readonly stub: Stub;
  /** As the query gives them. */
  readonly columns: readonly RelationColumn[];
}

const refuse = (why: string): never => {
  throw new Ungroupable(why);
};

/** The condition of a reading's one scan. Throws where it says less than the query does. */
const wholeFilterOf = ({ uses }: Reading, what: string): Predicate | undefined => {
  const [use, ...others] = uses;
  if (use === undefined || others.length > 0 || !use.isWhole || use.edges.length > 0) return refuse(what);
  return use.filter;
};

const aggregateOf = ({ function: of, column }: Taken, index: number): Aggregate => {
  const type: ColumnType =
    column === undefined || of === "count"
      ? "int64"
      : of === "sum"
        ? `decimal(38,${decimalOf(column.type)?.scale ?? 0})`
        : column.type;
  return { name: `~${index}`, function: of, type, ...(column === undefined ? {} : { column: column.name }) };
};

/** SQL that makes a group's number from those of its parts, in the type that DuckDB gives it. */
const regathered = ({ name, function: of, type }: Aggregate, { column }: Taken): string => {
  const part = identifier(name);
  if (of === "count") return `cast(coalesce(sum(${part}), 0) as bigint)`;
  if (of !== "sum") return `${of}(${part})`;
  return `cast(sum(${part}) as ${column?.type.startsWith("int") === true ? "hugeint" : duckType(type)})`;
};

const rewrite = async (
  tree: Node,
  written: WrittenQuery,
  aggregates: readonly Aggregate[],
  { table, stub }: { readonly table: Table; readonly stub: Stub },
): Promise<string> => {
  const taken = [...written.taken];
  const parts = taken.map(([, each], index) => {
    const aggregate = aggregates[index];
    return aggregate === undefined ? "null" : regathered(aggregate, each);
  });
  const template = `select ${[...parts, "1"].join(", ")} from ${identifier(groupedTable)} as ${identifier(written.qualifier)}`;
  const [parsed] = nodesIn(readTree(await stub.tree(template))["statements"]);
  const made = isNode(parsed?.["node"]) ? parsed["node"] : {};
  const list = nodesIn(made["select_list"]);
  const by = new Map(taken.flatMap(([key], index) => (list[index] === undefined ? [] : [[key, list[index]] as const])));
  const { select } = written;
  const replaced = (key: string): unknown => withoutAggregates(select[key], written, table, by);
  const node = {
    ...select,
    select_list: replaced("select_list"),
    group_expressions: replaced("group_expressions"),
    having: replaced("having"),
    modifiers: replaced("modifiers"),
    from_table: made["from_table"],
    where_clause: null,
  };
  const statements = nodesIn(tree["statements"]).map((statement) => ({ ...statement, node }));
  const sql = await stub.write(JSON.stringify({ ...tree, statements }));
  // DuckDB wrote it; that it also reads it as it was meant is not taken for granted.
  const again = nodesIn(readTree(await stub.tree(sql))["statements"]);
  if (!isSameButForParameters(statements, again)) refuse("DuckDB writes the query otherwise than it reads it");
  return sql;
};

const group = async (input: GroupingInput, table: Table): Promise<Grouping> => {
  const { sql, read, stub } = input;
  if (!input.makesNumbers(table.source)) refuse("the source makes none");
  if (table.cache !== undefined) refuse("the table's rows are cached");
  const filter = and([
    wholeFilterOf(read, "a condition runs here"),
    ...input.filters.map((each) =>
      each !== undefined && isOneScan(each.plan)
        ? wholeFilterOf(each, "a row filter runs here")
        : refuse("a row filter runs here"),
    ),
  ]);
  const asked = restrict(filter, table.columns);
  if (!asked.isWhole) refuse("a condition runs here");
  const tree = readTree(await stub.tree(sql));
  const written = readWritten(tree, table);
  const { groups } = written;
  const bound = parsePlan(await stub.plan(sql, {}, false));
  const keys = bound === undefined ? undefined : aggregatesIn(bound);
  const isSame =
    keys !== undefined && [...keys].every((key) => written.taken.has(key)) && keys.size === written.taken.size;
  if (!isSame) refuse("an aggregate that is none of count, sum, min, max of a column");
  const aggregates = [...written.taken.values()].map(aggregateOf);
  const columns = [...groups, ...aggregates].map(({ name, type }) => ({ name, type }));
  if (new Set(columns.map(({ name }) => name.toLowerCase())).size < columns.length) refuse("two columns of one name");
  const body = await rewrite(tree, written, aggregates, { table, stub });
  const names = input.columns.map(({ name }) => identifier(name)).join(", ");
  const whole = `select * from (${body}) as answer(${names})`;
  const given = await stub.columns(whole, { [groupedTable]: columns });
  const isAsBefore =
    given.length === input.columns.length && given.every(({ type }, index) => type === input.columns[index]?.type);
  if (!isAsBefore) refuse("over groups the query has other types");
  return { table, filter: asked.predicate, groups, aggregates, columns, sql: whole };
};

/** How a query is taken apart; a reason where it aggregates over one table and can't be; nothing where it doesn't. */
export const groupingOf = async (input: GroupingInput): Promise<Grouping | string | undefined> => {
  const [use, ...others] = input.read.uses;
  const table = use === undefined || use.isStep ? undefined : input.tableOf(use.table);
  if (table === undefined || others.length > 0 || aggregationOf(input.read.plan) === undefined) return undefined;
  try {
    return await group(input, table);
  } catch (error) {
    if (error instanceof Ungroupable) return error.message;
    if (error instanceof GantryError) return "DuckDB can't bind it over groups";
    throw error;
  }
};
