// Things of a kind, one a row: what names them, what they are listed with, and what a condition or order is of.
import type { ColumnView } from "../../flow/index.ts";
import type { Laid } from "./laid.ts";
import { columnAt, isTime, labelOf, samePlace, spoken } from "./question.ts";
import { conditionSql, countedRelated, joinsOf, metBy, placeOfKey, placesIn } from "./rows.ts";
import type { Ground } from "./rows.ts";
import { call, column, infix, name, select, value } from "./sql.ts";
import type { Select, Sql } from "./sql.ts";
import type { AskPlan, Place } from "./types.ts";

export const formatOf = ({ catalog }: Ground, place: Place): Pick<ColumnView, "format"> => {
  const found = columnAt(catalog, place);
  if (isTime(found)) return { format: found?.type === "date" ? "date" : "datetime" };
  return { format: found !== undefined && /^(?:int|double|decimal)/.test(found.type) ? "number" : "text" };
};

/** Most rows of a list that says nothing of how many. */
const mostListed = 1000;

/** A key of several columns as one text. */
export const keySql = ({ catalog }: Ground, table: string): Sql => {
  const keys = (catalog.tables[table]?.key ?? []).map((it): Sql => column({ table, column: it }));
  const [only] = keys;
  if (only !== undefined && keys.length === 1) return only;
  return call("concat_ws", value("/"), ...keys);
};

interface Within {
  /** What names the groups within which is ranked. */
  readonly shown: readonly Place[];
  /** What tells them apart. */
  readonly keys: readonly Place[];
}

const placesWithin = (ground: Ground, { within = [] }: AskPlan): Within => {
  const places = within.flatMap((it) => {
    if (it.kind !== "subject") return [{ shown: it.place, key: it.place }];
    const subject = ground.catalog.subjects.find((one) => one.name === it.subject);
    const key = placeOfKey(ground, it.subject);
    if (subject === undefined || key === undefined) return [];
    return [{ shown: { table: subject.table, column: labelOf(ground.catalog, subject) }, key }];
  });
  return { shown: places.map((it) => it.shown), keys: places.map((it) => it.key) };
};

/** So many rows of each group, those of no group left out. */
const firstOfEach = (all: Select, rank: Sql, limit: number, groups: readonly string[]): Select => {
  const { with: within, orderBy: _, limit: __, ...rest } = all;
  const keys = rank.kind === "rank" ? rank.within : [];
  const ranked: Select = {
    ...rest,
    where: [...rest.where, ...keys.map((it): Sql => ({ kind: "is-null", what: it, not: true }))],
    columns: [...rest.columns, ["place", rank]],
    orderBy: [],
  };
  return select(
    "ranked",
    all.columns.map(([it]) => [it, name(undefined, it)] as const),
    {
      with: [...(within ?? []), ["ranked", ranked]],
      where: [infix("<=", name(undefined, "place"), value(limit))],
      orderBy: [...groups, "place", "row"].map((it) => ({ by: name(undefined, it) })),
      limit: mostListed,
    },
  );
};

export const listed = (plan: AskPlan, ground: Ground): Laid => {
  const { catalog } = ground;
  const subject = catalog.subjects.find((it) => it.name === plan.subject);
  const label: Place = { table: plan.table, column: subject === undefined ? "" : labelOf(catalog, subject) };
  const shown: Place[] = [];
  const show = (place: Place): void => {
    if (columnAt(catalog, place) !== undefined && !shown.some((it) => samePlace(it, place))) shown.push(place);
  };
  show(label);
  for (const it of plan.where) if (it.kind === "compare" || it.kind === "during") show(it.place);
  if (plan.order?.by !== undefined) show(plan.order.by);
  const groups = placesWithin(ground, plan);
  for (const it of groups.shown) show(it);
  for (const it of plan.shows ?? []) show(it);
  for (const it of subject?.shows ?? []) show({ table: plan.table, column: it });
  const related = countedRelated(ground, plan);
  const where = plan.where
    .filter((it) => it.kind !== "related" || it.related !== related?.related)
    .map((it) => conditionSql(ground, plan.table, it));
  // Columns of two tables may share a name.
  const named = (place: Place): string =>
    shown.some((it) => it.column === place.column && !samePlace(it, place)) && place.table !== plan.table
      ? `${place.table.split(".")[1] ?? ""}_${place.column}`
      : place.column;
  const first = plan.order?.by ?? label;
  const figure = related === undefined ? [] : ([["figure", name("related", "figure")]] as const);
  const direction = { down: plan.order !== undefined && plan.order.direction === "most" };
  const all = select(
    plan.table,
    [["row", keySql(ground, plan.table)], ...shown.map((it) => [named(it), column(it)] as const), ...figure],
    {
      ...(related === undefined ? {} : { with: [["related", related.rows]] }),
      joins: [
        ...joinsOf(ground, plan.table, [...shown, ...groups.keys, ...placesIn(plan.where)], [], metBy(plan.where)),
        ...(related === undefined ? [] : [{ kind: "inner", table: "related", on: related.on } as const]),
      ],
      where,
      orderBy: [
        ...(related === undefined ? [] : [{ by: name("related", "figure"), down: true }]),
        { by: column(first), ...direction },
        { by: keySql(ground, plan.table) },
      ],
      limit: plan.limit ?? mostListed,
    },
  );
  const rank: Sql = { kind: "rank", within: groups.keys.map(column), by: column(first), ...direction };
  const rows = groups.keys.length === 0 ? all : firstOfEach(all, rank, plan.limit ?? 1, groups.shown.map(named));
  const columns = shown.map((it): ColumnView => ({
    name: named(it),
    title: samePlace(it, label) && subject !== undefined ? spoken(subject.name) : spoken(it.column),
    ...formatOf(ground, it),
  }));
  const view: readonly ColumnView[] =
    related === undefined ? [] : [{ name: "figure", title: spoken(related.related.title), format: "number" }];
  return { rows, columns: [...columns, ...view] };
};
