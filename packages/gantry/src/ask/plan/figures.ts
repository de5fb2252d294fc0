// A figure: one number, or one a group; as a share of the whole, beside another span of time, in order.
import type { ColumnView } from "../../flow/index.ts";
import type { Laid } from "./laid.ts";
import type { Grain } from "./grammar.ts";
import { formatOf, keySql } from "./listed.ts";
import { labelOf, plural, spoken, titleOf } from "./question.ts";
import { conditionSql, duringSql, figureSql, isGuarded, joinsOf, measureOf, metBy, placeOfKey, placesIn, unmet } from "./rows.ts";
import type { Ground } from "./rows.ts";
import { call, column, infix, name, select, value } from "./sql.ts";
import type { Select, Sql } from "./sql.ts";
import type { AskPlan, Condition, Dimension, Figure, Place } from "./types.ts";

interface Group {
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

const groupsOf = (ground: Ground, by: readonly Dimension[]): readonly Group[] =>
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

const adjectives = { avg: "Average", sum: "Sum of", min: "Lowest", max: "Highest" } as const;

export const figureTitle = (ground: Ground, figure: Figure): string => {
  switch (figure.kind) {
    case "measure": {
      const measure = measureOf(ground, figure);
      return measure === undefined ? figure.measure : titleOf(measure);
    }
    case "count":
      return `Number of ${plural(figure.subject)}`;
    case "aggregate":
      return `${adjectives[figure.function]} ${spoken(figure.place.column).toLowerCase()}`;
    case "each": {
      const title = measureOf(ground, figure)?.title ?? figure.measure;
      return `${title} per ${figure.subject.replaceAll("_", " ")}`;
    }
  }
};

const viewOf = (ground: Ground, figure: Figure, column: string, title: string): ColumnView => {
  const measure = measureOf(ground, figure);
  const unit = measure?.unit === undefined ? {} : { unit: measure.unit };
  return { name: column, title, format: measure?.format ?? "number", ...unit };
};

const percent = (column: string, title: string): ColumnView => ({ name: column, title, format: "percent" });

interface Grouping {
  readonly groups: readonly Group[];
  readonly where: readonly Sql[];
  /** What `where` was made of. */
  readonly conditions: readonly Condition[];
  readonly more?: Select["columns"];
}

/** Groups as they come from the sources, before they are ranked, shared or laid side by side. */
const grouped = (plan: AskPlan, figure: Figure, ground: Ground, grouping: Grouping): Select => {
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

const rowsOf = (
  { plan, figure, ground, grouping, isThere }: There,
  met: ReadonlySet<string>,
  groups: readonly Group[],
  besides: readonly Sql[] = [],
): Select => {
  const { where, conditions, more = [] } = grouping;
  const measure = measureOf(ground, figure);
  const formula: readonly Sql[] = measure?.where === undefined ? [] : [{ kind: "formula", sql: measure.where }];
  const own = groups.filter((it) => it.sql.kind !== "null");
  const read = [
    ...placesIn(conditions),
    ...own.map((it) => it.place),
    ...(figure.kind === "aggregate" ? [figure.place] : []),
    ...(figure.kind === "each" ? [placeOfKey(ground, figure.subject) ?? []].flat() : []),
  ];
  return select(
    plan.table,
    [...groups.map((it) => [it.name, it.sql] as const), ...more, ["figure", figureSql(ground, figure)]],
    {
      joins: joinsOf(ground, plan.table, read, measure?.joins ?? [], met),
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

const keyOf = (groups: readonly Group[]): Sql =>
  groups.length === 0
    ? value("all")
    : call(
        "concat_ws",
        value("/"),
        ...groups.map((it) =>
          call("coalesce", { kind: "cast", what: name(undefined, it.name), to: "varchar" }, value("-")),
        ),
      );

const isTimed = (plan: AskPlan): boolean => plan.by.some((it) => it.kind === "time");

const sqlOf = (ground: Ground, plan: AskPlan, where: readonly Condition[]): readonly Sql[] =>
  where.map((it) => conditionSql(ground, plan.table, it));

/** Rows of the answer over `from`, in order, as many as wanted. */
const finished = (
  plan: AskPlan,
  groups: readonly Group[],
  from: string,
  figures: Select["columns"],
  inner: Select,
): Select =>
  select(
    from,
    [["row", keyOf(groups)], ...groups.map((it) => [it.name, name(undefined, it.name)] as const), ...figures],
    {
      with: [[from, inner]],
      where:
        plan.having === undefined
          ? []
          : [infix(plan.having.operator, name(undefined, "figure"), value(plan.having.value))],
      orderBy: [
        ...((isTimed(plan) && plan.order === undefined) || groups.length === 0
          ? []
          : [{ by: name(undefined, figures[0]?.[0] ?? "figure"), down: plan.order?.direction !== "least" }]),
        ...groups.map((it) => ({ by: name(undefined, it.name) })),
      ],
      ...(plan.limit === undefined ? {} : { limit: plan.limit }),
    },
  );

export const figuresBy = (plan: AskPlan, figure: Figure, ground: Ground): Laid => {
  const groups = groupsOf(ground, plan.by);
  const views = groups.flatMap((it) => it.view ?? []);
  const title = figureTitle(ground, figure);
  const laid = (rows: Select, columns: readonly ColumnView[]): Laid => {
    const x = views.find((it) => it.format === "date") ?? views[0];
    const series = views.find((it) => it !== x)?.name;
    const y = columns.map((it) => it.name);
    return {
      rows,
      columns: [...views, ...columns],
      ...(x === undefined
        ? {}
        : {
            chart: {
              x: x.name,
              y: series === undefined ? y.slice(0, 2) : y.slice(0, 1),
              line: isTimed(plan),
              ...(series === undefined ? {} : { series }),
            },
          }),
    };
  };
  if (plan.share !== undefined) {
    const shares = shared(plan, figure, ground, groups);
    const views = [percent("share", `Share of ${title.toLowerCase()}`), viewOf(ground, figure, "figure", title)];
    return laid(shares, views);
  }
  const where = sqlOf(ground, plan, plan.where);
  if (plan.periods.against === undefined) {
    const rows = finished(
      plan,
      groups,
      "groups",
      [["figure", name(undefined, "figure")]],
      grouped(plan, figure, ground, { groups, where, conditions: plan.where }),
    );
    return laid(rows, [viewOf(ground, figure, "figure", title)]);
  }
  return laid(compared(plan, figure, ground, groups), [
    viewOf(ground, figure, "figure", title),
    viewOf(ground, figure, "figure_before", "Compared with"),
    viewOf(ground, figure, "change", "Change"),
    percent("growth", "Change in percent"),
  ]);
};

/** Of each group the part of all; without groups, of what meets the conditions. */
const shared = (plan: AskPlan, figure: Figure, ground: Ground, groups: readonly Group[]): Select => {
  const of = plan.share?.of ?? [];
  const where = sqlOf(ground, plan, plan.where);
  const share = (part: Sql, whole: Sql): Sql =>
    infix("/", { kind: "cast", what: part, to: "double" }, call("nullif", whole, value(0)));
  if (groups.length > 0 && of.length > 0) return rated(plan, figure, ground, groups);
  if (groups.length > 0) {
    const whole: Sql = { kind: "call", function: "sum", of: [name(undefined, "figure")], over: true };
    return finished(
      plan,
      groups,
      "groups",
      [
        ["share", share(name(undefined, "figure"), whole)],
        ["figure", name(undefined, "figure")],
      ],
      grouped(plan, figure, ground, { groups, where, conditions: plan.where }),
    );
  }
  const part = grouped(plan, figure, ground, {
    groups,
    where: [...where, ...sqlOf(ground, plan, of)],
    conditions: [...plan.where, ...of],
  });
  const whole = grouped(plan, figure, ground, { groups, where, conditions: plan.where });
  return select(
    "part",
    [
      ["row", value("all")],
      ["share", share(name("part", "figure"), name("whole", "figure"))],
      ["figure", name("part", "figure")],
    ],
    {
      with: [
        ["part", part],
        ["whole", whole],
      ],
      joins: [{ kind: "cross", table: "whole" }],
    },
  );
};

/** Within each group the part that meets conditions: overdue invoices of all those in a region. */
const rated = (plan: AskPlan, figure: Figure, ground: Ground, groups: readonly Group[]): Select => {
  const of = plan.share?.of ?? [];
  const isPart: Sql = { kind: "case", when: infix("and", ...sqlOf(ground, plan, of)), yes: value("part"), no: value("rest") };
  const where = sqlOf(ground, plan, plan.where);
  const inner = grouped(plan, figure, ground, {
    groups,
    where,
    // What they read must be joined, and none need be met.
    conditions: plan.where,
    more: [["span", isPart]],
  });
  const names = groups.map((it) => name(undefined, it.name));
  const part: Sql = {
    kind: "call",
    function: "sum",
    of: [name(undefined, "figure")],
    where: infix("=", name(undefined, "span"), value("part")),
  };
  const side = select(
    "spans",
    [
      ...groups.map((it, i) => [it.name, names[i] ?? value("")] as const),
      ["part", call("coalesce", part, value(0))],
      ["whole", call("sum", name(undefined, "figure"))],
    ],
    { with: [["spans", inner]], groupBy: names },
  );
  const share = infix(
    "/",
    { kind: "cast", what: name(undefined, "part"), to: "double" },
    call("nullif", name(undefined, "whole"), value(0)),
  );
  return finished(
    plan,
    groups,
    "sides",
    [
      ["share", share],
      ["figure", name(undefined, "part")],
    ],
    side,
  );
};

/** The same figure of two spans side by side. */
const compared = (plan: AskPlan, figure: Figure, ground: Ground, groups: readonly Group[]): Select => {
  const during = plan.where.find((it) => it.kind === "during");
  if (during?.kind !== "during")
    return grouped(plan, figure, ground, { groups, where: sqlOf(ground, plan, plan.where), conditions: plan.where });
  const inNow = duringSql(during.place, "period");
  const isNow: Sql = { kind: "case", when: inNow, yes: value("now"), no: value("before") };
  const where = [
    ...sqlOf(
      ground,
      plan,
      plan.where.filter((it) => it !== during),
    ),
    infix("or", inNow, duringSql(during.place, "against")),
  ];
  const spans = grouped(plan, figure, ground, { groups, where, conditions: plan.where, more: [["span", isNow]] });
  const of = (span: string): Sql => ({
    kind: "call",
    function: "sum",
    of: [name(undefined, "figure")],
    where: infix("=", name(undefined, "span"), value(span)),
  });
  const names = groups.map((it) => name(undefined, it.name));
  const zero = (sql: Sql): Sql => (figure.kind === "count" ? call("coalesce", sql, value(0)) : sql);
  const side = select(
    "spans",
    [
      ...groups.map((it, i) => [it.name, names[i] ?? value("")] as const),
      ["figure", zero(of("now"))],
      ["figure_before", zero(of("before"))],
    ],
    { with: [["spans", spans]], groupBy: names },
  );
  const now = name(undefined, "figure");
  const before = name(undefined, "figure_before");
  const growth = infix(
    "-",
    infix("/", { kind: "cast", what: now, to: "double" }, call("nullif", before, value(0))),
    value(1),
  );
  return finished(
    plan,
    groups,
    "sides",
    [
      ["figure", now],
      ["figure_before", before],
      ["change", infix("-", now, before)],
      ["growth", growth],
    ],
    side,
  );
};
