// Random conditions, and those plain ones that a source could take.
import type { Operator } from "../../../catalog/index.ts";
import type { Value } from "../../../connect/kit/index.ts";
import { constantOf, plainLiteral } from "./constant.ts";
import type { Column, Maker } from "./maker.ts";
import { cellsOf } from "./world.ts";

const comparisons = ["=", "<>", "<", "<=", ">", ">="] as const;

const subqueryCondition = (maker: Maker, columns: readonly Column[], depth: number): string => {
  const { choices, notes } = maker;
  const outer = choices.one(columns);
  const own = depth > 1 && choices.chance(0.2) ? inParentheses(maker, depth - 1) : maker.table();
  const partners = own.columns.filter((column) => column.kind === outer.kind);
  const more = choices.chance(0.5) ? ` and ${maker.condition(own.columns, 0)}` : "";
  const partner = partners[0];
  const not = choices.chance(0.3) ? "not " : "";
  if (partner === undefined || choices.chance(0.5)) {
    notes.forms.add("exists");
    const link = partner === undefined ? "true" : `${partner.sql} = ${outer.sql}`;
    const second = choices.one(columns);
    const also = own.columns.find((column) => column.kind === second.kind && column.sql !== partner?.sql);
    const pair = also === undefined || choices.chance(0.6) ? "" : ` and ${also.sql} = ${second.sql}`;
    return `${not}exists (select 1 from ${own.sql} where ${link}${pair}${more})`;
  }
  notes.forms.add("in (select)");
  if (choices.chance(0.2))
    return `${outer.sql} ${choices.one(["= any", "<> all", "> any"])} (select ${partner.sql} from ${own.sql} where true${more})`;
  return `${outer.sql} ${not}in (select ${partner.sql} from ${own.sql} where true${more})`;
};

const inParentheses = (maker: Maker, depth: number): { readonly sql: string; readonly columns: readonly Column[] } => {
  const inner = maker.select(depth);
  const as = maker.alias();
  return {
    sql: `(${inner.sql}) ${as}`,
    columns: inner.columns.map((column) => ({ ...column, sql: `${as}.${column.sql}` })),
  };
};

/** A condition over `columns`. */
export const condition = (maker: Maker, columns: readonly Column[], depth: number): string => {
  const { choices } = maker;
  if (columns.length === 0) return "true";
  const column = choices.one(columns);
  const { kind, sql } = column;
  if (kind === "json" || kind === "list") return `${sql} is ${choices.one(["", "not "])}null`;
  const constant = (): string => maker.constant(kind);
  switch (choices.below(depth > 0 ? 14 : 7)) {
    case 0:
      return `${sql} ${choices.one(comparisons)} ${constant()}`;
    case 1:
      return `${sql} is ${choices.one(["", "not "])}null`;
    case 2:
      return `${sql} ${choices.one(["", "not "])}in (${constant()}, ${constant()}${choices.chance(0.06) ? ", null" : ""})`;
    case 3:
      return `${sql} ${choices.one(["", "not "])}between ${constant()} and ${constant()}`;
    case 4:
      return kind === "text"
        ? `${sql} ${choices.one(["like", "not like", "ilike"])} '${choices.one(["x%", "%y", "z_", "Ac%", "%", "a%e", "Ü%"])}'`
        : `${sql} is ${choices.one(["", "not "])}distinct from ${constant()}`;
    case 5:
    case 6:
      return `${sql} ${choices.one(["=", "<", ">=", "<>"])} ${maker.expression(columns, kind, depth - 1)}`;
    case 7:
      return `(${condition(maker, columns, depth - 1)} and ${condition(maker, columns, depth - 1)})`;
    case 8:
    case 9:
      return `(${condition(maker, columns, depth - 1)} or ${condition(maker, columns, depth - 1)})`;
    case 10:
      return `not (${condition(maker, columns, depth - 1)})`;
    case 11:
      return maker.expression(columns, "truth", depth);
    default:
      return subqueryCondition(maker, columns, depth);
  }
};

/** A comparison of a catalog's column with constants, which is taken note of. */
export const plainFilter = (maker: Maker, columns: readonly Column[]): string | undefined => {
  const { choices, world, notes } = maker;
  const plain = columns.filter(({ origin }) => origin !== undefined && origin.type !== "json");
  if (plain.length === 0) return undefined;
  const { sql, origin } = choices.one(plain);
  if (origin === undefined) return undefined;
  const { table, column, type } = origin;
  const note = (op: Operator, values: readonly Value[]): void => {
    notes.filters.push({ table, column, op, values });
  };
  const value = (): Exclude<Value, null> => choices.one(cellsOf(type, world.domain));
  const one = value();
  if (type === "boolean") {
    note("=", [one]);
    return choices.chance(0.5) ? `${sql} = ${String(one)}` : one === true ? sql : `not ${sql}`;
  }
  switch (choices.below(9)) {
    case 0:
      note("is null", []);
      return `${sql} is null`;
    case 1:
      note("is not null", []);
      return `${sql} is not null`;
    case 2:
    case 3: {
      const list = choices.some(cellsOf(type, world.domain), 2);
      note("in", list);
      return `${sql} in (${list.map((each) => constantOf(maker, type, each)).join(", ")})`;
    }
    case 4: {
      const other = value();
      note(">=", [one]);
      note("<=", [other]);
      return `${sql} between ${plainLiteral(type, one)} and ${plainLiteral(type, other)}`;
    }
    case 5:
      if (type === "varchar") {
        note(">=", ["Ac"]);
        return `${sql} like 'Ac%'`;
      }
      note("=", [one]);
      return `${plainLiteral(type, one)} = ${sql}`;
    default: {
      const op = choices.one(["=", "=", "=", "<>", "<", "<=", ">", ">="] as const);
      note(op, [one]);
      return `${sql} ${op} ${constantOf(maker, type, one)}`;
    }
  }
};
