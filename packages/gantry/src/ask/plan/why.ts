// "Why?": how a figure was reckoned, in rows of text beside it. Which sources were read, and when, the receipt says.
import type { AnswerPart, ColumnView, QueryStep } from "../../flow/index.ts";
import { rowKey } from "./laid.ts";
import { measureOf } from "./rows.ts";
import type { Ground } from "./rows.ts";
import { select, statement, value } from "./sql.ts";
import type { Select } from "./sql.ts";
import { tell } from "./tell.ts";
import type { AskPlan } from "./types.ts";

const reckonedColumns: readonly ColumnView[] = [
  { name: "what", title: "What", format: "text" },
  { name: "how", title: "How", format: "text" },
];

/** Constants alone: it reads no table. */
export const reckoning = (plan: AskPlan, ground: Ground, sql: string): Select => {
  const measure = measureOf(ground, plan.figure);
  const { conditions } = tell(plan, ground);
  const formula =
    measure === undefined
      ? plan.figure?.kind === "aggregate"
        ? `${plan.figure.function}(${plan.figure.place.column})`
        : plan.figure?.kind === "days"
          ? `avg(days from ${plan.figure.from.column} to ${plan.figure.to.column})`
          : "count(*)"
      : measure.sql;
  const tables = [plan.table, ...(measure?.joins ?? []).map((it) => it.table)];
  const told: readonly (readonly [string, string])[] = [
    ...(plan.figure === undefined ? [] : [["Formula", formula] as const]),
    ["Rows of", tables.join(", ")],
    ["Sources", [...new Set(tables.map((it) => it.split(".")[0] ?? it))].join(", ")],
    ...(measure?.where === undefined ? [] : [["Rows that count", measure.where] as const]),
    ...(conditions.length === 0 ? [] : [["Conditions", conditions.join("; ")] as const]),
    ["Query", sql],
  ];
  return toldIn(told);
};

const toldIn = (told: readonly (readonly [what: string, how: string])[]): Select => {
  const lines = told.map(([what, how]) =>
    select("", [
      ["row", value(what)],
      ["what", value(what)],
      ["how", value(how)],
    ]),
  );
  return lines.reduceRight((rest, line) => ({ ...line, union: rest }), lines.pop() ?? select("", [["row", value("")]]));
};

/** Name of the step that says how rows were reckoned. */
export const reckoned = "reckoned";

export const reckonedPart: AnswerPart & { readonly step: string } = {
  kind: "table",
  step: reckoned,
  title: "How it was reckoned",
  columns: reckonedColumns,
};

/** The same of what no plan tells: lines as they are given, as a step and its part of the answer. */
export const reckoningOf = (
  told: readonly (readonly [what: string, how: string])[],
): { readonly step: QueryStep; readonly part: typeof reckonedPart } => ({
  step: { kind: "query", sql: statement(toldIn(told)), key: rowKey },
  part: reckonedPart,
});
