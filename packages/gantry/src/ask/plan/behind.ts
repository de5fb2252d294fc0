// The cells that a figure is made of: rows of its table with what the formula, the conditions and the groups read of them.
import type { ColumnView } from "../../flow/index.ts";
import { formatOf, keySql } from "./listed.ts";
import { columnAt, isNumeric, labelOf, samePlace, spoken } from "./question.ts";
import { conditionSql, joinsOf, measureOf, metBy, placesIn } from "./rows.ts";
import type { Ground } from "./rows.ts";
import { column, select } from "./sql.ts";
import type { Select, Sql } from "./sql.ts";
import type { AskPlan, Place } from "./types.ts";

/** Most rows that are shown of those behind a figure, the largest first. */
export const mostBehind = 50;

/** Columns that a formula of the catalog names in full. */
const placesOfFormula = ({ catalog }: Ground, sql: string): readonly Place[] =>
  Array.from(sql.matchAll(/\b(\w+\.\w+)\.(\w+)\b/g), ([, table = "", name = ""]) => ({ table, column: name })).filter(
    (it) => columnAt(catalog, it) !== undefined,
  );

/** What names the things that a figure is told apart by. */
const labelOfSubject = ({ catalog }: Ground, name: string): readonly Place[] =>
  catalog.subjects.filter((it) => it.name === name).map((it) => ({ table: it.table, column: labelOf(catalog, it) }));

const placesOf = (plan: AskPlan, ground: Ground): readonly Place[] => {
  const { figure } = plan;
  const measure = measureOf(ground, figure);
  const all = [
    ...plan.by.flatMap((it): readonly Place[] =>
      it.kind === "subject" ? labelOfSubject(ground, it.subject) : [it.place],
    ),
    ...(figure?.kind === "aggregate" ? [figure.place] : []),
    ...(figure?.kind === "days" ? [figure.from, figure.to] : []),
    ...placesOfFormula(ground, measure?.sql ?? ""),
    ...placesIn([...plan.where, ...(plan.share?.of ?? [])]),
  ];
  return all.filter((it, at) => all.findIndex((other) => samePlace(it, other)) === at);
};

/** Nothing where the answer lists the cells already. */
export const behind = (
  plan: AskPlan,
  ground: Ground,
): { readonly rows: Select; readonly columns: readonly ColumnView[] } | undefined => {
  if (plan.figure === undefined) return undefined;
  const measure = measureOf(ground, plan.figure);
  const places = placesOf(plan, ground);
  const where = plan.by.length === 0 ? [...plan.where, ...(plan.share?.of ?? [])] : plan.where;
  const formula: readonly Sql[] = measure?.where === undefined ? [] : [{ kind: "formula", sql: measure.where }];
  // A table that the formula joins by a condition of its own is there already.
  const own = new Set(measure?.joins?.filter((it) => it.on !== undefined).map((it) => it.table));
  const reached = places.filter((it) => !own.has(it.table));
  const alias = ({ table, column: name }: Place): string => `${table.split(".")[1] ?? ""}_${name}`;
  const amount = places.find((it) => it.table === plan.table && isNumeric(columnAt(ground.catalog, it)));
  const rows = select(
    plan.table,
    [["row", keySql(ground, plan.table)], ...places.map((it) => [alias(it), column(it)] as const)],
    {
      joins: joinsOf(ground, plan.table, reached, measure?.joins ?? [], metBy(where)),
      where: [...formula, ...where.map((it) => conditionSql(ground, plan.table, it))],
      orderBy: [
        ...(amount === undefined ? [] : [{ by: column(amount), down: true }]),
        { by: keySql(ground, plan.table) },
      ],
      limit: mostBehind,
    },
  );
  const key: ColumnView = { name: "row", title: spoken(plan.table.split(".")[1] ?? plan.table), format: "text" };
  const columns = places.map((it): ColumnView => ({
    name: alias(it),
    title: `${it.table}.${it.column}`,
    ...formatOf(ground, it),
  }));
  return { rows, columns: [key, ...columns] };
};
