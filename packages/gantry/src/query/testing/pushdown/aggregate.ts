// Random queries of numbers over one table: most of them such as a source may make, the others nearly so.
import type { ColumnType } from "../../../catalog/index.ts";
import { condition, plainFilter } from "./condition.ts";
import { table } from "./from.ts";
import type { Maker, Named } from "./maker.ts";

const summed = (type: ColumnType): boolean => type === "int32" || type === "int64" || type.startsWith("decimal");

const aggregate = (maker: Maker, columns: readonly Named[]): string => {
  const { choices } = maker;
  const { sql, type } = choices.one(columns);
  const numbers = columns.filter((column) => summed(column.type));
  const least = choices.one(["min", "max"]);
  switch (choices.below(18)) {
    case 0:
    case 1:
    case 2:
      return "count(*)";
    case 3:
    case 4:
      return `count(${sql})`;
    case 5:
    case 6:
    case 7:
    case 8:
      return numbers.length === 0 ? "count(*)" : `sum(${choices.one(numbers).sql})`;
    case 9:
      return "count(1)";
    case 10:
      return choices.chance(0.5) ? `count(distinct ${sql})` : `count(*) filter (where ${condition(maker, columns, 0)})`;
    case 11:
      return numbers.length === 0
        ? "count(*)"
        : `cast(avg(cast(${choices.one(numbers).sql} as decimal(38,10))) > 1 as varchar)`;
    case 12:
      return `string_agg(cast(${sql} as varchar), ',' order by cast(${sql} as varchar))`;
    default:
      return type === "json" ? "count(*)" : `${least}(${sql})`;
  }
};

/** Something over a number, in which its very type shows. */
const over = ({ choices }: Maker, number: string): string => {
  switch (choices.below(10)) {
    case 0:
      return `typeof(${number})`;
    case 1:
      return `case when count(*) > 2 then cast(${number} as varchar) else '-' end`;
    case 2:
      return `coalesce(cast(${number} as varchar), 'none') || count(*)`;
    case 3:
      return `count(*) + 9007199254740993`;
    default:
      return number;
  }
};

const key = ({ choices }: Maker, { sql, type }: Named): string => {
  if (!choices.chance(0.15)) return sql;
  if (type === "varchar") return `upper(${sql})`;
  if (type === "int32") return `${sql} % 2`;
  return type === "date" ? `date_trunc('month', ${sql})` : `${sql} is null`;
};

/** One SELECT with an order that leaves nothing to chance. */
export const aggregateQuery = (maker: Maker): string => {
  const { choices } = maker;
  const { sql: from, columns } = table(maker);
  const filters = Array.from({ length: choices.one([0, 0, 1, 1, 2]) }, () => plainFilter(maker, columns, true));
  if (choices.chance(0.12)) filters.push(condition(maker, columns, 1));
  const present = filters.filter((filter) => filter !== undefined);
  const where = present.length === 0 ? "" : ` where ${present.join(" and ")}`;
  const comparable = columns.filter(({ type }) => type !== "json" && (type !== "double" || choices.chance(0.2)));
  const keys = choices
    .some(comparable, 0)
    .slice(0, choices.one([0, 1, 1, 2]))
    .map((column) => key(maker, column));
  const numbers = Array.from({ length: 1 + choices.below(3) }, () => aggregate(maker, columns));
  const items = [...keys, ...numbers.map((number) => over(maker, number))];
  const named = items.map((item, index) => `${item} as c${index}`);
  const isAll = keys.length > 0 && choices.chance(0.1);
  const by = keys.length === 0 ? "" : ` group by ${isAll ? "all" : keys.join(", ")}`;
  const having = choices.chance(0.25)
    ? ` having ${choices.one(["count(*) > 1", "count(*) = 1", "count(*) < 9007199254740993", `${numbers[0] ?? "1"} is not null`])}`
    : "";
  const distinct = choices.chance(0.05) ? "distinct " : "";
  const order = items.map((_, index) => `${index + 1}${choices.one(["", " desc", " nulls first"])}`).join(", ");
  const limit = choices.chance(0.3) ? ` limit ${1 + choices.below(4)}` : "";
  return `select ${distinct}${named.join(", ")} from ${from}${where}${by}${having} order by ${order}${limit}`;
};
