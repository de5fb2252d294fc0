// Random conditions: plain ones that a source could take, and others around them.
import type { ColumnType, Operator } from "../../../catalog/index.ts";
import type { Value } from "../../../connect/kit/index.ts";
import { duckType, stringLiteral } from "../../sql/names.ts";
import type { Maker, Named } from "./maker.ts";
import { edges } from "./world.ts";

type Constant = Exclude<Value, null>;

/** A constant of a type: mostly one that the column holds. */
const valueFor = ({ choices, world }: Maker, column: Named): Constant => {
  const { origin, type } = column;
  const held =
    origin === undefined ? [] : (world.rows[origin.table.name] ?? []).flatMap((row) => row[origin.column.name] ?? []);
  const known = edges[type] ?? [];
  if (held.length > 0 && (known.length === 0 || choices.chance(0.75))) return choices.one(held);
  if (known.length > 0) return choices.one(known);
  return type.startsWith("decimal") ? "1" : "x";
};

/** `value` as a person would write it. */
const literal = ({ choices }: Maker, type: ColumnType, value: Constant): string => {
  const text = String(value);
  if (type === "varchar") return stringLiteral(text);
  if (type === "boolean" || type === "int32" || type.startsWith("decimal")) return text;
  // The least of all has no positive twin to negate.
  if (type === "int64" && text !== "-9223372036854775808") return text;
  if ((type === "date" || type === "timestamp") && choices.chance(0.4)) return stringLiteral(text);
  return `cast(${stringLiteral(text)} as ${duckType(type)})`;
};

const isParameter = (type: ColumnType, value: Constant): boolean =>
  type !== "json" && !(type === "double" && !Number.isFinite(value));

/** A constant, often as a parameter. */
const constant = (maker: Maker, type: ColumnType, value: Constant): string => {
  const { choices, notes } = maker;
  if (!isParameter(type, value) || !choices.chance(0.4)) return literal(maker, type, value);
  const name = `p${Object.keys(notes.parameters).length}`;
  notes.parameters[name] = { type, value };
  return `$${name}`;
};

const comparisons = ["=", "=", "=", "<>", "<", "<=", ">", ">="] as const;

/** A condition of one column against constants, taken note of where `isNoted` and the column is a table's own. */
export const plainFilter = (maker: Maker, columns: readonly Named[], isNoted: boolean): string | undefined => {
  const { choices, notes } = maker;
  const plain = columns.filter(({ type }) => type !== "json");
  if (plain.length === 0) return undefined;
  const column = choices.one(plain);
  const { sql, type, origin } = column;
  const note = (op: Operator, values: readonly Value[]): void => {
    if (isNoted && origin !== undefined && !(column.isSupplied === true && op === "is null"))
      notes.filters.push({ ...origin, op, values });
  };
  const one = valueFor(maker, column);
  if (type === "boolean") {
    note("=", [one]);
    return choices.chance(0.5) ? `${sql} = ${constant(maker, type, one)}` : one === true ? sql : `not ${sql}`;
  }
  switch (choices.below(10)) {
    case 0:
      note("is null", []);
      return `${sql} is null`;
    case 1:
      note("is not null", []);
      return `${sql} is not null`;
    case 2:
    case 3: {
      const list = Array.from({ length: 2 + choices.below(3) }, () => valueFor(maker, column));
      note("in", list);
      return `${sql} in (${list.map((each) => constant(maker, type, each)).join(", ")})`;
    }
    case 4: {
      const other = valueFor(maker, column);
      note(">=", [one]);
      note("<=", [other]);
      return `${sql} between ${constant(maker, type, one)} and ${constant(maker, type, other)}`;
    }
    case 5: {
      const other = valueFor(maker, column);
      note("in", [one, other]);
      return `(${sql} = ${constant(maker, type, one)} or ${sql} = ${constant(maker, type, other)})`;
    }
    default: {
      const op = choices.one(comparisons);
      note(op, [one]);
      return `${sql} ${op} ${constant(maker, type, one)}`;
    }
  }
};

const subquery = (maker: Maker, columns: readonly Named[]): string => {
  const { choices } = maker;
  const own = maker.table();
  const outer = choices.one(columns);
  const [partner] = choices.some(
    own.columns.filter(({ type }) => type === outer.type && type !== "json"),
    0,
  );
  const filter = choices.chance(0.6) ? plainFilter(maker, own.columns, true) : undefined;
  const more = filter === undefined ? "" : ` and ${filter}`;
  const not = choices.chance(0.3) ? "not " : "";
  if (partner === undefined) return `${not}exists (select 1 from ${own.sql} where true${more})`;
  switch (choices.below(4)) {
    case 0:
      return `${outer.sql} ${not}in (select ${partner.sql} from ${own.sql} where true${more})`;
    case 1:
      return `(select count(*) from ${own.sql} where ${partner.sql} = ${outer.sql}${more}) ${choices.one(["> 0", "= 0", "< 3"])}`;
    case 2: {
      const second = choices.one(columns);
      const also = own.columns.find(({ sql, type }) => type === second.type && type !== "json" && sql !== partner.sql);
      const pair = also === undefined ? "" : ` and ${also.sql} ${choices.one(["=", "=", "<=", "<>"])} ${second.sql}`;
      return `${not}exists (select 1 from ${own.sql} where ${partner.sql} = ${outer.sql}${pair}${more})`;
    }
    default:
      return `${not}exists (select 1 from ${own.sql} where ${partner.sql} = ${outer.sql}${more})`;
  }
};

/** Any condition: with functions, between columns, negated, in alternatives. */
export const condition = (maker: Maker, columns: readonly Named[], depth: number): string => {
  const { choices } = maker;
  const column = choices.one(columns);
  const { sql, type } = column;
  const plain = (): string => plainFilter(maker, columns, false) ?? "true";
  if (type === "json") return `${sql} is ${choices.one(["", "not "])}null`;
  const value = (): string => constant(maker, type, valueFor(maker, column));
  switch (choices.below(depth > 0 ? 12 : 7)) {
    case 0:
      return plain();
    case 1:
      return type === "varchar"
        ? `${sql} ${choices.one(["like", "not like", "ilike"])} '${choices.one(["x%", "%y", "z_", "Ac%", "%", "Ü%", "a\\%%", "i%"])}'`
        : `${sql} not in (${value()}, ${value()})`;
    case 2: {
      const others = columns.filter((other) => other.type === type);
      return `${sql} ${choices.one(["=", "<", ">=", "<>"])} ${choices.one(others).sql}`;
    }
    case 3:
      return type === "varchar"
        ? `${choices.one(["lower", "upper", "trim"])}(${sql}) = ${value()}`
        : `coalesce(${sql}, ${value()}) ${choices.one(["=", "<", ">="])} ${value()}`;
    case 4:
      return `${sql} is ${choices.one(["", "not "])}distinct from ${choices.one([value(), value(), "null"])}`;
    case 5:
      return `case when ${plain()} then ${plain()} else ${choices.one(["true", "false"])} end`;
    case 6:
      // Another type than the column's: the comparison is made in a wider one.
      if (type === "int32" || type === "int64")
        return `${sql} ${choices.one(["<", ">=", "="])} ${choices.one(["2.25", "1e0", "3.0", "9007199254740993.5"])}`;
      if (type.startsWith("decimal"))
        return `${sql} ${choices.one(["<", ">=", "="])} ${choices.one(["12.499", "1", "2.5e0", "12.5"])}`;
      if (type === "date") return `${sql} ${choices.one(["<", ">="])} timestamp '2026-01-01 00:00:01'`;
      return plain();
    case 7:
      return `(${condition(maker, columns, depth - 1)} and ${plain()})`;
    case 8:
      return `(${condition(maker, columns, depth - 1)} or ${plain()})`;
    case 9:
      return `not (${condition(maker, columns, depth - 1)})`;
    default:
      return subquery(maker, columns);
  }
};
