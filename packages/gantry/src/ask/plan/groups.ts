// A figure's groups as they come from the sources, before they are ranked, shared or laid side by side.
import type { ColumnView } from "../../flow/index.ts";
import type { Grain } from "./grammar.ts";
import { formatOf, keySql } from "./listed.ts";
import { labelOf, spoken } from "./question.ts";
import { besideSql, figureSql, isGuarded, joinsOf, measureOf, metBy, placeOfKey, placesIn, unmet } from "./rows.ts";
import type { Ground } from "./rows.ts";
import { call, column, infix, select, value } from "./sql.ts";
import type { Select, Sql } from "./sql.ts";
import type { AskPlan, Condition, Dimension, Figure, Joined, Place } from "./types.ts";

export interface Group {
  readonly name: string;
  readonly sql: Sql;
  readonly view?: ColumnView;
  /** It names what another group tells apart. */
  readonly isLabel?: true;
  /** What must be there for a row to belong to a group. */
  readonly place: Place;
}

/** Quarters and years are the company's: shifted by how far its year begins after January. */
const periodStart = ({ catalog }: Ground, place: Place, grain: Grain): Sql => {
  const start = catalog.calendar.fiscalYearStart - 1;
  const shift = grain === "quarter" ? start % 3 : grain === "year" ? start : 0;
  const months: Sql = { kind: "months", count: shift };
  const moved = shift === 0 ? column(place) : infix("-", column(place), months);
  const cut = call("date_trunc", value(grain), moved);
  return { kind: "cast", what: shift === 0 ? cut : infix("+", cut, months), to: "date" };
};

export const groupsOf = (ground: Ground, by: readonly Dimension[]): readonly Group[] =>
  by.flatMap((dimension): Group[] => {
    switch (dimension.kind) {
      case "column": {
        const { place } = dimension;
        const view = { name: place.column, title: spoken(place.column), ...formatOf(ground, place) };
        return [{ name: place.column, sql: column(place), view, place }];
      }
      case "time": {
        const { grain, place } = dimension;
        const view: ColumnView = { name: grain, title: spoken(grain), format: "date" };
        return [{ name: grain, sql: periodStart(ground, place, grain), view, place }];
      }
      case "subject": {
        const subject = ground.catalog.subjects.find((it) => it.name === dimension.subject);
        if (subject === undefined) return [];
        const label = { table: subject.table, column: labelOf(ground.catalog, subject) };
        const key = { table: subject.table, column: ground.catalog.tables[subject.table]?.key[0] ?? "" };
        const view: ColumnView = { name: subject.name, title: spoken(subject.name), format: "text" };
        return [
          { name: `${subject.name}_key`, sql: keySql(ground, subject.table), place: key },
          { name: subject.name, sql: column(label), view, isLabel: true, place: key },
        ];
      }
    }
  });

interface Grouping {
  readonly groups: readonly Group[];
  readonly where: readonly Sql[];
  /** What `where` was made of. */
  readonly conditions: readonly Condition[];
  readonly more?: Select["columns"];
}

/** Groups as they come from the sources, before they are ranked, shared or laid side by side. */
export const grouped = (plan: AskPlan, figure: Figure, ground: Ground, grouping: Grouping): Select => {
  const { groups, conditions } = grouping;
  // What is told apart by things, or ranked, has one.
  const isThere = groups.filter((it) => it.isLabel !== true && (it.view === undefined || plan.order !== undefined));
  const met = new Set([...metBy(conditions), ...isThere.map((it) => it.place.table)]);
  const apart = groups.map((it) => it.place.table).find((it) => !met.has(it) && isGuarded(ground, plan.table, it));
  const there = { plan, figure, ground, grouping, isThere };
  if (apart === undefined) return rowsOf(there, met, groups);
  // Rows that meet none are a group of their own, read apart: an outer join would tell by what it joined.
  const beyond = groups.map((it): Group => (it.place.table === apart ? { ...it, sql: { kind: "null" } } : it));
  const rest = rowsOf(there, met, beyond, [unmet(ground, plan.table, apart)]);
  return { ...rowsOf(there, new Set([...met, apart]), groups), union: rest };
};

interface There {
  readonly plan: AskPlan;
  readonly figure: Figure;
  readonly ground: Ground;
  readonly grouping: Grouping;
  readonly isThere: readonly Group[];
}

const besideColumns = (plan: AskPlan, ground: Ground): Select["columns"] =>
  (plan.beside ?? []).map((it, at) => [besideName(at), besideSql(ground, plan.table, it)] as const);

/** Column of a figure beside the first. */
export const besideName = (at: number): string => `figure_${at + 2}`;

/** Tables that formulas read, each once. */
const formulaJoins = (ground: Ground, figures: readonly Figure[]): readonly Joined[] => {
  const all = figures.flatMap((it) => measureOf(ground, it)?.joins ?? []);
  return all.filter((it, at) => all.findIndex((other) => other.table === it.table) === at);
};

const rowsOf = (
  { plan, figure, ground, grouping, isThere }: There,
  met: ReadonlySet<string>,
  groups: readonly Group[],
  besides: readonly Sql[] = [],
): Select => {
  const { where, conditions, more = [] } = grouping;
  const measure = measureOf(ground, figure);
  const beside = plan.beside ?? [];
  // Beside others a figure keeps its rows to itself: what is counted there may be more.
  const isAlone = beside.length === 0;
  const formula: readonly Sql[] =
    measure?.where === undefined || !isAlone ? [] : [{ kind: "formula", sql: measure.where }];
  const own = groups.filter((it) => it.sql.kind !== "null");
  const read = [
    ...beside.flatMap((it) => (it.kind === "count" ? [placeOfKey(ground, it.subject) ?? []].flat() : [])),
    ...placesIn(conditions),
    ...own.map((it) => it.place),
    ...(figure.kind === "aggregate" ? [figure.place] : []),
    ...(figure.kind === "days" ? [figure.from, figure.to] : []),
    ...(figure.kind === "each" ? [placeOfKey(ground, figure.subject) ?? []].flat() : []),
  ];
  return select(
    plan.table,
    [
      ...groups.map((it) => [it.name, it.sql] as const),
      ...more,
      ["figure", isAlone ? figureSql(ground, figure) : besideSql(ground, plan.table, figure)],
      ...besideColumns(plan, ground),
    ],
    {
      joins: joinsOf(ground, plan.table, read, formulaJoins(ground, [figure, ...beside]), met),
      where: [
        ...formula,
        ...where,
        ...isThere.map((it): Sql => ({ kind: "is-null", what: column(it.place), not: true })),
        ...besides,
      ],
      groupBy: [...own.map((it) => it.sql), ...more.map(([, sql]) => sql)],
      // Without groups there is a row even of nothing.
      ...(own.length === 0 && besides.length > 0 ? { having: infix(">", call("count"), value(0)) } : {}),
    },
  );
};
