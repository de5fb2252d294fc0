// The rows of an answer over its groups: in order, as many as wanted.
import { conditionSql, rangeSql } from "./rows.ts";
import type { Group } from "./groups.ts";
import type { Ground } from "./rows.ts";
import { call, infix, name, select, value } from "./sql.ts";
import type { Select, Sql } from "./sql.ts";
import type { AskPlan, Condition, Dimension } from "./types.ts";

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

export const isTimed = (plan: AskPlan): boolean => plan.by.some((it) => it.kind === "time");

export const sqlOf = (ground: Ground, plan: AskPlan, where: readonly Condition[]): readonly Sql[] =>
  where.map((it) => conditionSql(ground, plan.table, it));

/** Rows of the answer over `from`, in order, as many as wanted. */
export const finished = (
  plan: AskPlan,
  groups: readonly Group[],
  from: string,
  figures: Select["columns"],
  inner: Select,
): Select => {
  const ranks =
    plan.within === undefined
      ? undefined
      : rankOf(plan, groups, plan.within, figures[0]?.[1] ?? name(undefined, "figure"));
  const columns = [...groups.map((it) => [it.name, name(undefined, it.name)] as const), ...figures];
  if (ranks !== undefined && plan.limit !== undefined)
    return select("ranked", [["row", keyOf(groups)], ...columns.map(([it]) => [it, name(undefined, it)] as const)], {
      with: [
        [from, inner],
        ["ranked", select(from, [...columns, ["place", ranks]])],
      ],
      where: [infix("<=", name(undefined, "place"), value(plan.limit))],
      orderBy: [
        ...groups.filter((it) => isOf(it, plan.within ?? [])).map((it) => ({ by: name(undefined, it.name) })),
        { by: name(undefined, "place") },
        ...groups.map((it) => ({ by: name(undefined, it.name) })),
      ],
    });
  return select(from, [["row", keyOf(groups)], ...columns], {
    with: [[from, inner]],
    where: plan.having === undefined ? [] : [rangeSql(name(undefined, "figure"), plan.having)],
    orderBy: [
      ...((isTimed(plan) && plan.order === undefined) || groups.length === 0
        ? []
        : [{ by: name(undefined, figures[0]?.[0] ?? "figure"), down: plan.order?.direction !== "least" }]),
      ...groups.map((it) => ({ by: name(undefined, it.name) })),
    ],
    ...(plan.limit === undefined ? {} : { limit: plan.limit }),
  });
};

/** Whether a group is one of those within which is ranked. */
const isOf = (group: Group, within: readonly Dimension[]): boolean =>
  within.some((it) =>
    it.kind === "column"
      ? it.place.column === group.name
      : it.kind === "time"
        ? it.grain === group.name
        : group.name === it.subject || group.name === `${it.subject}_key`,
  );

const rankOf = (plan: AskPlan, groups: readonly Group[], within: readonly Dimension[], figure: Sql): Sql => ({
  kind: "rank",
  within: groups.filter((it) => isOf(it, within)).map((it) => name(undefined, it.name)),
  by: figure,
  down: plan.order?.direction !== "least",
});
