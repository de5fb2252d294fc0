// "Why?": how a figure was reckoned, in rows of text beside it. Which sources were read, and when, the receipt says.
import type { ColumnView } from "../../flow/index.ts";
import { measureOf } from "./rows.ts";
import type { Ground } from "./rows.ts";
import { select, value } from "./sql.ts";
import type { Select } from "./sql.ts";
import { tell } from "./tell.ts";
import type { AskPlan } from "./types.ts";

export const reckonedColumns: readonly ColumnView[] = [
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
  const lines = told.map(([what, how]) =>
    select("", [
      ["row", value(what)],
      ["what", value(what)],
      ["how", value(how)],
    ]),
  );
  return lines.reduceRight((rest, line) => ({ ...line, union: rest }), lines.pop() ?? select("", [["row", value("")]]));
};
