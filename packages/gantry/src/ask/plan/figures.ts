// A figure: one number, or one a group; as a share of the whole, beside another span of time, in order.
import type { ColumnView } from "../../flow/index.ts";
import { finished, isTimed, sqlOf } from "./finished.ts";
import { besideName, grouped, groupsOf } from "./groups.ts";
import type { Group } from "./groups.ts";
import type { Laid } from "./laid.ts";
import { plural, spoken, titleOf } from "./question.ts";
import { duringSql, measureOf } from "./rows.ts";
import type { Ground } from "./rows.ts";
import { shared } from "./shares.ts";
import { call, infix, name, select, value } from "./sql.ts";
import type { Select, Sql } from "./sql.ts";
import type { AskPlan, Figure } from "./types.ts";

const adjectives = { avg: "Average", sum: "Sum of", min: "Lowest", max: "Highest" } as const;

export const figureTitle = (ground: Ground, figure: Figure): string => {
  switch (figure.kind) {
    case "measure": {
      const measure = measureOf(ground, figure);
      return measure === undefined ? figure.measure : titleOf(measure);
    }
    case "count":
      return `Number of ${plural(figure.subject)}`;
    case "days":
      return `Days from ${spoken(figure.from.column).toLowerCase()} to ${spoken(figure.to.column).toLowerCase()} on average`;
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
    const { together } = plan.share;
    const told = [percent("share", `Share of ${title.toLowerCase()}`), viewOf(ground, figure, "figure", title)];
    return together === true ? { rows: shares, columns: told } : laid(shares, told);
  }
  const where = sqlOf(ground, plan, plan.where);
  if (plan.periods.against === undefined) {
    const beside = (plan.beside ?? []).map((it, at) => ({ it, column: besideName(at) }));
    const rows = finished(
      plan,
      groups,
      "groups",
      [
        ["figure", name(undefined, "figure")],
        ...beside.map(({ column }) => [column, name(undefined, column)] as const),
      ],
      grouped(plan, figure, ground, { groups, where, conditions: plan.where }),
    );
    return laid(rows, [
      viewOf(ground, figure, "figure", title),
      ...beside.map(({ it, column }) => viewOf(ground, it, column, figureTitle(ground, it))),
    ]);
  }
  return laid(compared(plan, figure, ground, groups), [
    viewOf(ground, figure, "figure", title),
    viewOf(ground, figure, "figure_before", "Compared with"),
    viewOf(ground, figure, "change", "Change"),
    percent("growth", "Change in percent"),
  ]);
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
  const sides: Select["columns"] = [
    ["figure", now],
    ["figure_before", before],
  ];
  const change: Select["columns"][number] = ["change", infix("-", now, before)];
  const growth = infix(
    "-",
    infix("/", { kind: "cast", what: now, to: "double" }, call("nullif", before, value(0))),
    value(1),
  );
  return finished(
    plan,
    groups,
    "sides",
    // The first is what is ranked.
    plan.order?.change === true ? [change, ...sides, ["growth", growth]] : [...sides, change, ["growth", growth]],
    side,
  );
};
