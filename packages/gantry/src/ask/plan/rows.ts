// Which rows a plan reads: tables joined along references, conditions as SQL, figures as their formulas.
import type { Catalog } from "../../catalog/index.ts";
import { requirePath } from "./paths.ts";
import type { Edge, Paths } from "./paths.ts";
import { call, column, infix, parameter, select, value } from "./sql.ts";
import type { Join, Select, Sql } from "./sql.ts";
import type { AskPlan, Condition, Figure, Joined, Place, Related } from "./types.ts";

export interface Ground {
  readonly catalog: Pick<Catalog, "tables" | "subjects" | "measures" | "calendar">;
  readonly paths: Paths;
}

/** The named measure; the reading took it from this very catalog. */
export const measureOf = ({ catalog }: Ground, figure: Figure | undefined) =>
  figure?.kind === "measure" ? catalog.measures.find((it) => it.name === figure.measure) : undefined;

export const figureSql = (ground: Ground, figure: Figure): Sql => {
  switch (figure.kind) {
    case "measure":
      return { kind: "formula", sql: measureOf(ground, figure)?.sql ?? "" };
    case "count":
      return call("count");
    case "aggregate":
      return call(figure.function, column(figure.place));
  }
};

/** Joins from a table to all others that are read, each once; then those that a formula brings along. */
export const joinsOf = (
  { paths }: Ground,
  from: string,
  places: readonly Place[],
  formula: readonly Joined[],
): readonly Join[] => {
  const edges = new Map<string, Edge>();
  const reach = (to: string): void => {
    for (const edge of requirePath(paths, from, to)) if (!edges.has(edge.to.table)) edges.set(edge.to.table, edge);
  };
  for (const { table } of formula.filter((it) => it.on === undefined)) reach(table);
  for (const { table } of places) reach(table);
  const along = [...edges.values()].map((edge): Join => ({
    kind: "left",
    table: edge.to.table,
    on: infix("=", column(edge.from), column(edge.to)),
  }));
  const own = formula.flatMap(({ table, on }): Join[] =>
    on === undefined ? [] : [{ kind: "left", table, on: { kind: "formula", sql: on } }],
  );
  return [...along, ...own];
};

/** Columns that conditions read on the rows themselves. */
export const placesIn = (where: readonly Condition[]): readonly Place[] =>
  where.flatMap((it) => (it.kind === "any" ? placesIn(it.of) : it.kind === "related" ? [] : [it.place]));

export const duringSql = (place: Place, period: string): Sql =>
  infix(
    "and",
    infix(">=", column(place), parameter(`${period}_start`)),
    infix("<", column(place), parameter(`${period}_end`)),
  );

export const conditionSql = (ground: Ground, from: string, condition: Condition): Sql => {
  switch (condition.kind) {
    case "in": {
      const { place, values, not } = condition;
      const type = ground.catalog.tables[place.table]?.columns.find((it) => it.name === place.column)?.type;
      const typed = values.map((it) => value(type === "boolean" ? it === "true" : it));
      const [only] = typed;
      if (typed.length === 1 && only !== undefined) return infix(not ? "<>" : "=", column(place), only);
      return { kind: "in", what: column(place), not, of: typed };
    }
    case "compare":
      return infix(condition.operator, column(condition.place), value(condition.value));
    case "during":
      return duringSql(condition.place, condition.period);
    case "any":
      return infix("or", ...condition.of.map((it) => conditionSql(ground, from, it)));
    case "related": {
      const { to } = lastEdge(ground, condition.related, from);
      return {
        kind: "in",
        what: column(to),
        not: condition.related.not,
        of: relatedRows(ground, condition.related, from),
      };
    }
  }
};

const lastEdge = ({ paths }: Ground, { table }: Related, to: string): Edge => {
  const edge = requirePath(paths, table, to).at(-1);
  // A table does not refer to itself here: `related.ts` looks at other tables alone.
  if (edge === undefined) throw new TypeError(`${table} is ${to}`);
  return edge;
};

/** What the related rows refer by, one a row of `to`, with their figure where a bound is of it. */
const relatedRows = (ground: Ground, related: Related, to: string): Select => {
  const { from } = lastEdge(ground, related, to);
  const key = column(from);
  const conditions = related.where.map((it) => conditionSql(ground, related.table, it));
  const formula: readonly Sql[] = related.formula === undefined ? [] : [{ kind: "formula", sql: related.formula }];
  const { figure } = related;
  return select(
    related.table,
    [["row", key], ...(figure === undefined ? [] : [["figure", figureSql(ground, figure.figure)] as const])],
    {
      joins: joinsOf(ground, related.table, [from, ...placesIn(related.where)], related.joins),
      where: [...formula, ...conditions, { kind: "is-null", what: key, not: true }],
      ...(figure === undefined
        ? {}
        : { groupBy: [key], having: infix(figure.operator, figureSql(ground, figure.figure), value(figure.value)) }),
    },
  );
};

/** Related rows whose figure is shown beside each row: joined, not only looked at. */
export const countedRelated = (
  ground: Ground,
  plan: AskPlan,
): { readonly related: Related; readonly rows: Select; readonly on: Sql } | undefined => {
  const found = plan.where.find((it) => it.kind === "related" && it.related.figure !== undefined && !it.related.not);
  if (found?.kind !== "related" || plan.figure !== undefined) return undefined;
  const { related } = found;
  return {
    related,
    rows: relatedRows(ground, related, plan.table),
    on: infix("=", { kind: "name", of: "related", name: "row" }, column(lastEdge(ground, related, plan.table).to)),
  };
};
