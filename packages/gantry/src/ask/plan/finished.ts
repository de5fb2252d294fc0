// The rows of an answer over its groups: in order, as many as wanted.
import { conditionSql } from "./rows.ts";
import type { Group } from "./groups.ts";
import type { Ground } from "./rows.ts";
import { call, infix, name, select, value } from "./sql.ts";
import type { Select, Sql } from "./sql.ts";
import type { AskPlan, Condition } from "./types.ts";

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
