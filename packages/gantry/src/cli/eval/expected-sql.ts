// SQL of expected rows, made whole: views of the set as common table expressions, spans of time as days.
import { GantryError } from "@gantry/contract";
import { resolvePeriod } from "../../catalog/index.ts";
import type { PeriodOptions } from "../../catalog/index.ts";
import type { QuestionSet } from "./question-set.ts";

type Names = Pick<QuestionSet, "spans" | "views">;

/** Views that the SQL reads, those that these read first. */
function viewsIn(sql: string, views: Names["views"], path: readonly string[] = []): readonly string[] {
  const found = Object.keys(views).filter((it) => !path.includes(it) && new RegExp(`\\b${it}\\b`, "i").test(sql));
  return [...new Set(found.flatMap((it) => [...viewsIn(views[it] ?? "", views, [...path, it]), it]))];
}

const spanPlace = /\$([a-z]\w*)\.(start|end)\b/g;

/** Whether it names spans of time, for which the day must be known. */
export const needsDay = (sql: string, { views }: Names): boolean =>
  [sql, ...viewsIn(sql, views).map((it) => views[it] ?? "")].some((it) => it.search(spanPlace) >= 0);

/** @throws GantryError `bad-config` naming a span that is none, or that nobody wrote */
export function wholeSql(sql: string, { spans, views }: Names, time: PeriodOptions | undefined): string {
  const read = viewsIn(sql, views).map((it) => `${it} as (${views[it] ?? ""})`);
  const [, isRecursive, own] = /^\s*with\s+(recursive\s+)?([\s\S]*)$/i.exec(sql) ?? [];
  const whole =
    read.length === 0
      ? sql
      : own === undefined
        ? `with ${read.join(", ")} ${sql}`
        : `with ${isRecursive ?? ""}${read.join(", ")}, ${own}`;
  return whole.replaceAll(spanPlace, (_, name: string, end: "start" | "end") => {
    const words = spans[name];
    const period = words === undefined || time === undefined ? null : resolvePeriod(words, time);
    if (period !== null) return `date '${period[end]}'`;
    throw new GantryError(
      "bad-config",
      words === undefined ? `there is no span "${name}"` : `span "${name}" is no span of time`,
      { remedy: 'spans: { last_quarter: last quarter }; "next 90 days", "2026-01-01..2026-07-01" and the like' },
    );
  });
}
