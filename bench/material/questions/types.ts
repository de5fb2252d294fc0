// A question with what a right answer to it is: rows, not the SQL that a planner would write.
import type { Expected } from "../../../packages/gantry/src/cli/eval/index.ts";
import type { Scope } from "./views.ts";

export type { Expected };

export type Language = "en" | "fr" | "de";

export type Kind =
  | "list"
  | "count"
  | "sum"
  | "top"
  | "compare"
  | "share"
  | "trend"
  | "period"
  | "filter"
  | "join"
  | "risk"
  | "verb"
  | "unanswerable"
  | "forbidden"
  | "ambiguous";

export type Persona = "sales-manager" | "sales-director" | "analyst" | "compliance";

export interface Question {
  readonly id: string;
  readonly split: "development" | "test" | "paraphrases" | "blind" | "further" | "strangers" | "strangers-later";
  readonly language: Language;
  readonly kind: Kind;
  readonly caller: Persona;
  readonly question: string;
  readonly expected: Expected;
}

/** As written in the files of each language. */
export type Written = readonly [kind: Kind, caller: Persona, question: string, expected: Expected];

/** What each persona may see of the rows. */
export const scopeOf: Readonly<Record<Persona, Scope>> = {
  "sales-manager": "emea",
  "sales-director": "everything",
  analyst: "everything",
  compliance: "everything",
};

const rowsOf = (sql: readonly string[]) => ({ kind: "rows", layouts: sql.map((it) => ({ sql: it })) }) as const;
/** Each further SQL is another layout of the same answer. */
export const rows = (sql: string, ...or: readonly string[]): Expected => rowsOf([sql, ...or]);
export const ordered = (sql: string): Expected => ({ ...rowsOf([sql]), ordered: true });
/** In order, in any of several layouts. */
export const orderedIn = (...sql: readonly string[]): Expected => ({ ...rowsOf(sql), ordered: true });
export const charted = (sql: string): Expected => ({ ...rowsOf([sql]), chart: true });
export const flow = (name: string, input: Readonly<Record<string, string>>): Expected => ({
  kind: "flow",
  flow: name,
  input,
});
export const refused: Expected = { kind: "refused" };
export const choices = (...of: readonly string[]): Expected => ({ kind: "choices", of });

/** Spans of the fiscal calendar (years begin in February) and of the ordinary one, as of 16 November 2026. */
const span =
  (from: string, to: string) =>
  (column: string): string =>
    `${column} >= date '${from}' and ${column} < date '${to}'`;

export const thisQuarter = span("2026-11-01", "2027-02-01");
export const lastQuarter = span("2026-08-01", "2026-11-01");
export const quarterBefore = span("2026-05-01", "2026-08-01");
export const lastQuarterAYearBefore = span("2025-08-01", "2025-11-01");
export const nextQuarter = span("2027-02-01", "2027-05-01");
export const thisYear = span("2026-02-01", "2027-02-01");
export const lastYear = span("2025-02-01", "2026-02-01");
export const calendar2025 = span("2025-01-01", "2026-01-01");
export const thisMonth = span("2026-11-01", "2026-12-01");
export const lastMonth = span("2026-10-01", "2026-11-01");
export const monthBefore = span("2026-09-01", "2026-10-01");
export const nextMonth = span("2026-12-01", "2027-01-01");
export const last30Days = span("2026-10-17", "2026-11-16");
export const last90Days = span("2026-08-18", "2026-11-16");
export const next30Days = span("2026-11-16", "2026-12-16");
export const last12Months = span("2025-11-16", "2026-11-16");
export { span };
