// Random SELECTs whose answer is the same on every run: no sums of floating point, no order left to chance.
import type { ColumnType } from "../../../catalog/index.ts";
import type { TypedValue } from "../../types.ts";
import type { Choices } from "../random/choices.ts";
import { aggregateQuery } from "./aggregate.ts";
import { condition, plainFilter } from "./condition.ts";
import { from, table } from "./from.ts";
import { derived, type JoinKey, type Maker, type Named, type Notes, type Part, type PlainFilter } from "./maker.ts";
import type { World } from "./world.ts";

export interface RandomQuery {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, TypedValue>>;
  readonly filters: readonly PlainFilter[];
  readonly joins: readonly JoinKey[];
  /** Whether the order of its rows is determined. */
  readonly isOrdered: boolean;
}

export type MakeQuery = (choices: Choices, world: World) => RandomQuery;

const isNumber = (type: ColumnType): boolean => type === "int32" || type === "decimal(8,2)";

const expression = (maker: Maker, columns: readonly Named[]): Named => {
  const { choices } = maker;
  const column = choices.one(columns);
  const { sql, type } = column;
  const text = (value: string): Named => ({ sql: value, type: "varchar" });
  if (choices.chance(0.6)) return type === "double" && choices.chance(0.5) ? text(`cast(${sql} as varchar)`) : column;
  switch (choices.below(4)) {
    case 0:
      return text(`case when ${condition(maker, columns, 0)} then cast(${sql} as varchar) end`);
    case 1:
      return text(`coalesce(cast(${sql} as varchar), '-')`);
    case 2:
      return type === "varchar" ? text(`upper(${sql}) || '.'`) : text(`typeof(${sql})`);
    default: {
      const inner = table(maker);
      const partner = inner.columns.find((other) => other.type === type && type !== "json");
      return partner === undefined
        ? column
        : text(`(select cast(count(*) as varchar) from ${inner.sql} where ${partner.sql} = ${sql})`);
    }
  }
};

const aggregate = (maker: Maker, columns: readonly Named[]): Named => {
  const { choices } = maker;
  const { sql, type } = choices.one(columns);
  const filter = choices.chance(0.15) ? ` filter (where ${condition(maker, columns, 0)})` : "";
  const whole = (value: string): Named => ({ sql: `${value}${filter}`, type: "int64" });
  switch (choices.below(6)) {
    case 0:
      return whole("count(*)");
    case 1:
      return whole(`count(${sql})`);
    case 2:
      return whole(`count(distinct ${sql})`);
    case 3:
      return { sql: `cast(${choices.one(["min", "max"])}(${sql})${filter} as varchar)`, type: "varchar" };
    case 4:
      return isNumber(type) ? { sql: `cast(sum(${sql})${filter} as varchar)`, type: "varchar" } : whole("count(*)");
    default:
      return {
        sql: `string_agg(cast(${sql} as varchar), ',' order by cast(${sql} as varchar))${filter}`,
        type: "varchar",
      };
  }
};

const windowed = (maker: Maker, columns: readonly Named[]): Named => {
  const { choices } = maker;
  const by = choices.chance(0.7) ? `partition by ${choices.one(columns).sql} ` : "";
  const call = choices.one(["rank()", "dense_rank()", "count(*)", `min(${choices.one(columns).sql})`]);
  return { sql: `cast(${call} over (${by}order by ${choices.one(columns).sql}) as varchar)`, type: "varchar" };
};

const limited = (maker: Maker, part: Part): Part => {
  const { choices } = maker;
  const places = choices.some([...part.columns.keys()], part.columns.length);
  const order = places.map(
    (place) => `${place + 1}${choices.one(["", "", " desc", " nulls first", " desc nulls last"])}`,
  );
  const sql = `select * from (${part.sql}) ${maker.alias()} order by ${order.join(", ")} limit ${1 + choices.below(6)}${choices.one(["", "", " offset 1"])}`;
  return { sql, columns: part.columns.map(derived) };
};

const combined = (maker: Maker, part: Part, depth: number): Part => {
  const other = maker.select(depth - 1);
  const op = maker.choices.one(["union", "union all", "except", "intersect", "except all"]);
  const fields = part.columns.map(
    (_, index) => `cast(${other.columns[index % other.columns.length]?.sql ?? "null"} as varchar) as c${index}`,
  );
  const own = part.columns.map(({ sql }) => `cast(${sql} as varchar) as ${sql}`);
  return {
    sql: `select ${own.join(", ")} from (${part.sql}) ${maker.alias()} ${op} select ${fields.join(", ")} from (${other.sql}) ${maker.alias()}`,
    columns: part.columns.map(({ sql }) => ({ sql, type: "varchar" })),
  };
};

/** A SELECT with columns c0, c1, … */
const select = (maker: Maker, depth: number): Part => {
  const { choices } = maker;
  const { sql: source, columns } = from(maker, depth);
  const filters = Array.from({ length: choices.one([0, 1, 1, 1, 2, 2, 3]) }, () => plainFilter(maker, columns, true));
  if (choices.chance(0.3)) filters.push(`(${condition(maker, columns, 2)})`);
  const present = filters.filter((filter) => filter !== undefined);
  const where = present.length === 0 ? "" : ` where ${present.join(" and ")}`;
  let items: readonly Named[] = Array.from({ length: 1 + choices.below(4) }, () => expression(maker, columns));
  let head = "select ";
  let tail = "";
  const shape = choices.below(8);
  if (shape <= 1) {
    const keys = choices
      .some(
        columns.filter(({ type }) => type !== "json"),
        0,
      )
      .slice(0, choices.below(3));
    items = [...keys, ...Array.from({ length: 1 + choices.below(3) }, () => aggregate(maker, columns))].map(derived);
    tail = keys.length === 0 ? "" : ` group by ${keys.map(({ sql }) => sql).join(", ")}`;
    if (choices.chance(0.2)) tail += ` having count(*) ${choices.one(["> 1", ">= 2", "= 1"])}`;
  } else if (shape === 2) items = [...items, windowed(maker, columns)].map(derived);
  else if (shape === 3) {
    tail = ` qualify rank() over (partition by ${choices.one(columns).sql} order by ${choices.one(columns).sql}) = 1`;
    items = items.map(derived);
  } else if (shape === 4 && items.every(({ type }) => type !== "json")) {
    head = "select distinct ";
    items = items.map(derived);
  }
  const fields = items.map(({ sql }, index) => `${sql} as c${index}`).join(", ");
  const part: Part = {
    sql: `${head}${fields} from ${source}${where}${tail}`,
    columns: items.map((item, index) => ({ ...item, sql: `c${index}` })),
  };
  if (depth > 0 && choices.chance(0.12)) return combined(maker, part, depth);
  return choices.chance(0.1) ? limited(maker, part) : part;
};

const makerFor = (choices: Choices, world: World, notes: Notes): Maker => {
  let aliases = 0;
  const maker: Maker = {
    choices,
    world,
    notes,
    ctes: [],
    used: new Set(),
    alias: () => `q${(aliases += 1)}`,
    select: (depth) => select(maker, depth),
    table: () => table(maker),
  };
  return maker;
};

/** A random query of numbers over one table. */
export const randomAggregate: MakeQuery = (choices, world) => {
  const notes: Notes = { filters: [], joins: [], parameters: {} };
  const sql = aggregateQuery(makerFor(choices, world, notes));
  return { sql, parameters: notes.parameters, filters: notes.filters, joins: [], isOrdered: true };
};

/** A random query over a world; the same choices give the same one. */
export const randomQuery: MakeQuery = (choices, world) => {
  const notes: Notes = { filters: [], joins: [], parameters: {} };
  const maker = makerFor(choices, world, notes);
  const heads: string[] = [];
  for (let count = choices.one([0, 0, 0, 0, 1, 1, 2]); count > 0; count -= 1) {
    const part = select(maker, choices.below(2));
    const name = maker.alias();
    heads.push(`${name} as (${part.sql})`);
    maker.ctes.push({ name, columns: part.columns });
  }
  const body = select(maker, choices.one([0, 1, 1, 2]));
  const isOrdered = choices.chance(0.2);
  const { sql } = isOrdered ? limited(maker, body) : body;
  return {
    sql: `${heads.length === 0 ? "" : `with ${heads.join(", ")} `}${sql}`,
    parameters: notes.parameters,
    filters: notes.filters,
    joins: notes.joins,
    isOrdered,
  };
};
