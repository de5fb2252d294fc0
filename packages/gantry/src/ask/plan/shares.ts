// A figure as a share: of the whole, or of what meets conditions within each group.
import { finished, sqlOf } from "./finished.ts";
import { grouped } from "./groups.ts";
import type { Group } from "./groups.ts";
import type { Ground } from "./rows.ts";
import { call, infix, name, select, value } from "./sql.ts";
import type { Select, Sql } from "./sql.ts";
import type { AskPlan, Figure } from "./types.ts";

/** Of each group the part of all; without groups, of what meets the conditions. */
export const shared = (plan: AskPlan, figure: Figure, ground: Ground, groups: readonly Group[]): Select => {
  const of = plan.share?.of ?? [];
  const where = sqlOf(ground, plan, plan.where);
  const share = (part: Sql, whole: Sql): Sql =>
    infix("/", { kind: "cast", what: part, to: "double" }, call("nullif", whole, value(0)));
  if (groups.length > 0 && of.length > 0) return rated(plan, figure, ground, groups);
  if (groups.length > 0) {
    const whole: Sql = { kind: "call", function: "sum", of: [name(undefined, "figure")], over: true };
    const parts = finished(
      plan,
      groups,
      "groups",
      [
        ["share", share(name(undefined, "figure"), whole)],
        ["figure", name(undefined, "figure")],
      ],
      grouped(plan, figure, ground, { groups, where, conditions: plan.where }),
    );
    return plan.share?.together === true ? together(parts) : parts;
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

/** What the rows come to as one. */
const together = (parts: Select): Select =>
  select(
    "parts",
    [
      ["row", value("all")],
      ["share", call("sum", name(undefined, "share"))],
      ["figure", call("sum", name(undefined, "figure"))],
    ],
    { with: [["parts", parts]] },
  );

/** Within each group the part that meets conditions: overdue invoices of all those in a region. */
const rated = (plan: AskPlan, figure: Figure, ground: Ground, groups: readonly Group[]): Select => {
  const of = plan.share?.of ?? [];
  const isPart: Sql = {
    kind: "case",
    when: infix("and", ...sqlOf(ground, plan, of)),
    yes: value("part"),
    no: value("rest"),
  };
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
