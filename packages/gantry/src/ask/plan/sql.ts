// The SQL of a plan as a tree. Names and values come from here to text in one place; only a measure's formula is text before.
import type { Place } from "./types.ts";

export type Sql =
  | { readonly kind: "column"; readonly place: Place }
  /** A column of a query within: by its table's name there. */
  | { readonly kind: "name"; readonly of?: string; readonly name: string }
  | { readonly kind: "value"; readonly value: string | number | boolean }
  | { readonly kind: "null" }
  | { readonly kind: "distinct"; readonly of: Sql }
  | { readonly kind: "parameter"; readonly name: string }
  /** A catalog's own words. */
  | { readonly kind: "formula"; readonly sql: string }
  | {
      readonly kind: "call";
      readonly function: string;
      readonly of: readonly Sql[];
      readonly where?: Sql;
      readonly over?: true;
    }
  | { readonly kind: "infix"; readonly operator: string; readonly of: readonly Sql[] }
  | { readonly kind: "in"; readonly what: Sql; readonly not: boolean; readonly of: readonly Sql[] | Select }
  | { readonly kind: "is-null"; readonly what: Sql; readonly not: boolean }
  | { readonly kind: "cast"; readonly what: Sql; readonly to: "date" | "varchar" | "double" }
  | { readonly kind: "months"; readonly count: number }
  /** Which place a row has among those of its group; equals share one. */
  | { readonly kind: "rank"; readonly within: readonly Sql[]; readonly by: Sql; readonly down: boolean }
  | { readonly kind: "case"; readonly when: Sql; readonly yes: Sql; readonly no: Sql };

export interface Join {
  readonly kind: "left" | "inner" | "cross";
  readonly table: string;
  readonly on?: Sql;
}

export interface Select {
  readonly with?: readonly (readonly [name: string, Select])[];
  readonly columns: readonly (readonly [name: string, Sql])[];
  /** A table of the catalog, or a name of `with`; nothing where it gives constants. */
  readonly from: string;
  readonly joins: readonly Join[];
  readonly where: readonly Sql[];
  readonly groupBy: readonly Sql[];
  readonly having?: Sql;
  readonly orderBy: readonly { readonly by: Sql; readonly down?: boolean }[];
  readonly limit?: number;
  /** Rows that are added to these. */
  readonly union?: Select;
}

export const select = (from: string, columns: Select["columns"], more: Partial<Select> = {}): Select => ({
  columns,
  from,
  joins: [],
  where: [],
  groupBy: [],
  orderBy: [],
  ...more,
});

export const column = (place: Place): Sql => ({ kind: "column", place });
export const name = (of: string | undefined, text: string): Sql =>
  of === undefined ? { kind: "name", name: text } : { kind: "name", of, name: text };
export const value = (of: string | number | boolean): Sql => ({ kind: "value", value: of });
export const parameter = (text: string): Sql => ({ kind: "parameter", name: text });
export const call = (called: string, ...of: readonly Sql[]): Sql => ({ kind: "call", function: called, of });
export const infix = (operator: string, ...of: readonly Sql[]): Sql => ({ kind: "infix", operator, of });

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const table = (full: string): string => full.split(".").map(quoted).join(".");

const written = (of: string | number | boolean): string =>
  typeof of === "string" ? `'${of.replaceAll("'", "''")}'` : String(of);

const expression = (sql: Sql): string => {
  switch (sql.kind) {
    case "column":
      return `${table(sql.place.table)}.${quoted(sql.place.column)}`;
    case "name":
      return sql.of === undefined ? quoted(sql.name) : `${quoted(sql.of)}.${quoted(sql.name)}`;
    case "value":
      return written(sql.value);
    case "null":
      return "null";
    case "distinct":
      return `distinct ${expression(sql.of)}`;
    case "parameter":
      return `$${sql.name}`;
    case "formula":
      return `(${sql.sql})`;
    case "call": {
      const called = `${sql.function}(${sql.of.length === 0 ? "*" : sql.of.map(expression).join(", ")})`;
      const filtered = sql.where === undefined ? called : `${called} filter (where ${expression(sql.where)})`;
      return sql.over === undefined ? filtered : `${filtered} over ()`;
    }
    case "infix":
      return `(${sql.of.map(expression).join(` ${sql.operator} `)})`;
    case "in": {
      const of = "columns" in sql.of ? statement(sql.of) : sql.of.map(expression).join(", ");
      return `${expression(sql.what)} ${sql.not ? "not in" : "in"} (${of})`;
    }
    case "is-null":
      return `${expression(sql.what)} is ${sql.not ? "not " : ""}null`;
    case "cast":
      return `${expression(sql.what)}::${sql.to}`;
    case "rank": {
      const order = `order by ${expression(sql.by)}${sql.down ? " desc" : ""} nulls last`;
      return `rank() over (partition by ${sql.within.map(expression).join(", ")} ${order})`;
    }
    case "months":
      return `interval ${sql.count} month`;
    case "case":
      return `case when ${expression(sql.when)} then ${expression(sql.yes)} else ${expression(sql.no)} end`;
  }
};

/** The text of a query. */
export const statement = (of: Select): string => {
  const withs = (of.with ?? []).map(([named, query]) => `${quoted(named)} as (${statement(query)})`);
  const joins = of.joins.map(({ kind, table: joined, on }) =>
    [`${kind} join ${table(joined)}`, ...(on === undefined ? [] : [`on ${expression(on)}`])].join(" "),
  );
  const list = (texts: readonly string[], before: string, between: string): readonly string[] =>
    texts.length === 0 ? [] : [`${before} ${texts.join(between)}`];
  return [
    ...list(withs, "with", ", "),
    `select ${of.columns.map(([named, sql]) => `${expression(sql)} as ${quoted(named)}`).join(", ")}`,
    ...(of.from === "" ? [] : [`from ${table(of.from)}`]),
    ...joins,
    ...list(of.where.map(expression), "where", " and "),
    ...list(of.groupBy.map(expression), "group by", ", "),
    ...(of.having === undefined ? [] : [`having ${expression(of.having)}`]),
    ...list(
      of.orderBy.map(({ by, down }) => `${expression(by)}${down === true ? " desc nulls last" : ""}`),
      "order by",
      ", ",
    ),
    ...(of.limit === undefined ? [] : [`limit ${of.limit}`]),
    ...(of.union === undefined ? [] : [`union all ${statement(of.union)}`]),
  ].join(" ");
};
