// Which rows a plan reads: tables joined along references, conditions as SQL, figures as their formulas.
import type { Catalog } from "../../catalog/index.ts";
import { requirePath } from "./paths.ts";
import type { Edge, Paths } from "./paths.ts";
import { call, column, infix, parameter, select, value } from "./sql.ts";
import type { Join, Select, Sql } from "./sql.ts";
import type { AskPlan, Condition, Figure, Joined, Place, Range, Related } from "./types.ts";

export interface Ground {
  readonly catalog: Pick<Catalog, "tables" | "subjects" | "measures" | "calendar">;
  readonly paths: Paths;
}

/** The named measure; the reading took it from this very catalog. */
export const measureOf = ({ catalog }: Ground, figure: Figure | undefined) =>
  figure?.kind === "measure" || figure?.kind === "each"
    ? catalog.measures.find((it) => it.name === figure.measure)
    : undefined;

/** What tells things of a kind apart. */
export const placeOfKey = ({ catalog }: Ground, name: string): Place | undefined => {
  const table = catalog.subjects.find((it) => it.name === name)?.table;
  const key = table === undefined ? undefined : catalog.tables[table]?.key[0];
  return table === undefined || key === undefined ? undefined : { table, column: key };
};

/** A figure beside another, over the rows of that one's table: conditions of its formula are its own. */
export const besideSql = (ground: Ground, from: string, figure: Figure): Sql => {
  const measure = measureOf(ground, figure);
  const things = figure.kind === "count" ? placeOfKey(ground, figure.subject) : undefined;
  if (things !== undefined && things.table !== from) return call("count", { kind: "distinct", of: column(things) });
  if (measure?.where === undefined) return figureSql(ground, figure);
  return { kind: "formula", sql: `${measure.sql} filter (where ${measure.where})` };
};

export const figureSql = (ground: Ground, figure: Figure): Sql => {
  switch (figure.kind) {
    case "measure":
      return { kind: "formula", sql: measureOf(ground, figure)?.sql ?? "" };
    case "count":
      return call("count");
    case "each": {
      const { subject } = figure;
      const measure = measureOf(ground, figure);
      const things = placeOfKey(ground, subject);
      const number =
        things === undefined || things.table === measure?.table
          ? call("count")
          : call("count", { kind: "distinct", of: column(things) });
      return infix("/", { kind: "formula", sql: measure?.sql ?? "" }, call("nullif", number, value(0)));
    }
    case "days": {
      const [from, to] = [figure.from, figure.to].map((it): Sql => ({ kind: "cast", what: column(it), to: "date" }));
      return call("avg", call("date_diff", value("day"), from ?? value(0), to ?? value(0)));
    }
    case "aggregate":
      return call(figure.function, column(figure.place));
  }
};

/**
 * Joins from a table to all others that are read, each once; then those that a formula brings along. `met`: tables without
 * a row of which nothing comes out, so that what they hold says nothing of the columns that they are joined by.
 */
export const joinsOf = (
  { paths }: Ground,
  from: string,
  places: readonly Place[],
  formula: readonly Joined[],
  met: ReadonlySet<string> = new Set(),
): readonly Join[] => {
  const edges = new Map<string, Edge>();
  const inner = new Set<string>();
  const reach = (to: string): void => {
    for (const edge of requirePath(paths, from, to)) {
      if (!edges.has(edge.to.table)) edges.set(edge.to.table, edge);
      if (met.has(to)) inner.add(edge.to.table);
    }
  };
  for (const { table } of formula.filter((it) => it.on === undefined)) reach(table);
  for (const { table } of places) reach(table);
  const along = [...edges.values()].map((edge): Join => ({
    kind: inner.has(edge.to.table) ? "inner" : "left",
    table: edge.to.table,
    on: infix("=", column(edge.from), column(edge.to)),
  }));
  const own = formula.flatMap(({ table, on }): Join[] =>
    on === undefined ? [] : [{ kind: "left", table, on: { kind: "formula", sql: on } }],
  );
  return [...along, ...own];
};

/** Tables that a row must meet for conditions to hold. */
export const metBy = (where: readonly Condition[]): ReadonlySet<string> =>
  new Set(
    where.flatMap((it) => {
      if (it.kind === "related") return [];
      if (it.kind !== "any") return [it.place.table];
      const tables = new Set(it.of.flatMap((one) => [...metBy([one])]));
      return tables.size === 1 ? [...tables] : [];
    }),
  );

/** Columns that conditions read on the rows themselves. */
export const placesIn = (where: readonly Condition[]): readonly Place[] =>
  where.flatMap((it) => (it.kind === "any" ? placesIn(it.of) : it.kind === "related" ? [] : [it.place]));

export const duringSql = (place: Place, period: string): Sql =>
  infix(
    "and",
    infix(">=", column(place), parameter(`${period}_start`)),
    infix("<", column(place), parameter(`${period}_end`)),
  );

/** Without case, accents and punctuation: "Müller-Labs Corp." is "muller labs corp". */
const asSaid = (text: Sql): Sql =>
  call(
    "trim",
    call("regexp_replace", call("strip_accents", call("lower", text)), value("[^a-z0-9]+"), value(" "), value("g")),
  );

/** A name that is the parameter's, or begins with its words. */
export const namedSql = (place: Place, wanted: string): Sql => {
  const spaced = (text: Sql): Sql => infix("||", asSaid(text), value(" "));
  return call("starts_with", spaced(column(place)), spaced(parameter(wanted)));
};

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
      return condition.reckoned === undefined
        ? infix(condition.operator, column(condition.place), value(condition.value))
        : comparedSql(ground, condition, condition.reckoned.measure);
    case "filled":
      return { kind: "is-null", what: column(condition.place), not: !condition.not };
    case "named":
      return namedSql(condition.place, condition.parameter);
    case "during":
      return duringSql(condition.place, condition.period);
    case "any":
      return infix("or", ...condition.of.map((it) => conditionSql(ground, from, it)));
    case "related": {
      const { to } = lastEdge(ground, condition.related, from);
      const { not } = condition.related;
      const isIn: Sql = { kind: "in", what: column(to), not, of: relatedRows(ground, condition.related, from) };
      // Nothing refers to what has no number there.
      return not ? infix("or", { kind: "is-null", what: column(to), not: false }, isIn) : isIn;
    }
  }
};

/** A measure's formula for one row; undefined where it is no sum of rows. */
export const rowFormula = (sql: string): string | undefined => {
  const inner = /^sum\((.*)\)$/s.exec(sql.trim())?.[1];
  let depth = 0;
  for (const letter of inner ?? "") {
    depth += letter === "(" ? 1 : letter === ")" ? -1 : 0;
    if (depth < 0) return undefined;
  }
  return inner;
};

/** Rows whose amount, in the currency of a measure, is above or below: by their key, the formula reads tables of its own. */
const comparedSql = (ground: Ground, { place, operator, value: bound }: Compared, name: string): Sql => {
  const measure = ground.catalog.measures.find((it) => it.name === name);
  const formula = rowFormula(measure?.sql ?? "");
  const key = ground.catalog.tables[place.table]?.key[0];
  if (measure === undefined || formula === undefined || key === undefined)
    return infix(operator, column(place), value(bound));
  const own = column({ table: place.table, column: key });
  const rows = select(place.table, [["row", own]], {
    joins: joinsOf(ground, place.table, [], measure.joins ?? []),
    where: [infix(operator, { kind: "formula", sql: formula }, value(bound))],
  });
  return { kind: "in", what: own, not: false, of: rows };
};

type Compared = Extract<Condition, { kind: "compare" }>;

const lastEdge = ({ paths }: Ground, { table }: Related, to: string): Edge => {
  const edge = requirePath(paths, table, to).at(-1);
  // A table does not refer to itself here: `related.ts` looks at other tables alone.
  if (edge === undefined) throw new TypeError(`${table} is ${to}`);
  return edge;
};

export const rangeSql = (what: Sql, { and, ...first }: Range): Sql => {
  const [one, ...more] = [first, ...(and === undefined ? [] : [and])].map((it) =>
    infix(it.operator, what, value(it.value)),
  );
  return one === undefined || more.length === 0 ? (one ?? value(true)) : infix("and", one, ...more);
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
      joins: joinsOf(ground, related.table, [from, ...placesIn(related.where)], related.joins, metBy(related.where)),
      where: [...formula, ...conditions, { kind: "is-null", what: key, not: true }],
      ...(figure === undefined ? {} : { groupBy: [key], having: rangeSql(figureSql(ground, figure.figure), figure) }),
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

/** Whether the way to a table is by columns that not everybody may see: whether they meet would tell of them. */
export const isGuarded = ({ catalog, paths }: Ground, from: string, to: string): boolean =>
  requirePath(paths, from, to).some((edge) =>
    [edge.from, edge.to].some((place) => {
      const labels = catalog.tables[place.table]?.columns.find((it) => it.name === place.column)?.labels ?? [];
      return labels.join(" ") !== "public";
    }),
  );

/** Rows from which no way leads to a table. */
export const unmet = (ground: Ground, from: string, to: string): Sql => {
  const [first, ...rest] = requirePath(ground.paths, from, to);
  if (first === undefined) return value(false);
  const led = select(first.to.table, [["row", column(first.to)]], {
    joins: rest.map((edge): Join => ({
      kind: "inner",
      table: edge.to.table,
      on: infix("=", column(edge.from), column(edge.to)),
    })),
    where: [{ kind: "is-null", what: column(first.to), not: true }],
  });
  return infix(
    "or",
    { kind: "is-null", what: column(first.from), not: false },
    { kind: "in", what: column(first.from), not: true, of: led },
  );
};
