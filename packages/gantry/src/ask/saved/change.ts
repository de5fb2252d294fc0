// What has changed since the last time, from keyed hashes alone; and whether that is worth telling. Pure.
import { counted } from "@gantry/client";
import type { QuestionAlert } from "@gantry/contract";
import type { RowHashes } from "../../run/index.ts";

/** Of an answer, what the next is compared with. Sealed where it is kept. */
export interface Fingerprint {
  readonly form: string;
  readonly rows: readonly (readonly [key: string, content: string])[];
  /** Whether a threshold was passed. */
  readonly past: boolean;
}

export interface Change {
  readonly rows: number;
  readonly added: number;
  readonly gone: number;
  readonly changed: number;
  readonly alert: boolean;
  /** Whether there was something to compare with. */
  readonly compared: boolean;
}

export const fingerprintOf = ({ form, rows, ...hashes }: RowHashes, alert: QuestionAlert | null): Fingerprint => ({
  form,
  rows: [...rows],
  past: isPast({ form, rows, ...hashes }, alert),
});

/** Whether a threshold is passed now. */
function isPast({ rows, numbers }: RowHashes, alert: QuestionAlert | null): boolean {
  if (alert === null || alert.kind === "changed") return false;
  const values = alert.kind === "count" ? [rows.size] : (numbers[alert.column] ?? []);
  const { above, below } = alert;
  return values.some((it) => (above !== undefined && it > above) || (below !== undefined && it < below));
}

/** Keys of rows that came, that went, and that read differently. */
export function differenceOf(
  before: Fingerprint,
  now: Fingerprint,
): Readonly<Record<"added" | "gone" | "changed", ReadonlySet<string>>> {
  const [old, fresh] = [new Map(before.rows), new Map(now.rows)];
  return {
    added: new Set([...fresh.keys()].filter((key) => !old.has(key))),
    gone: new Set([...old.keys()].filter((key) => !fresh.has(key))),
    changed: new Set([...fresh].flatMap(([key, content]) => (old.has(key) && old.get(key) !== content ? [key] : []))),
  };
}

/**
 * Rows that came, that went, and that read differently. What is read another way than the last time (other columns, another
 * flow) begins anew.
 *
 * A threshold is told when it is passed, and again only once it has not been meanwhile; a change, each time; without a
 * condition, every answer.
 */
export function changeOf(before: Fingerprint | undefined, now: Fingerprint, alert: QuestionAlert | null): Change {
  const known = before?.form === now.form ? before : undefined;
  const difference = known === undefined ? undefined : differenceOf(known, now);
  const [added = 0, gone = 0, changed = 0] = [difference?.added.size, difference?.gone.size, difference?.changed.size];
  const counts = { rows: now.rows.length, added, gone, changed, compared: known !== undefined };
  if (alert === null) return { ...counts, alert: true };
  if (alert.kind === "changed") return { ...counts, alert: added + gone + changed > 0 };
  return { ...counts, alert: now.past && before?.past !== true };
}

const day = 86_400_000;

/** "09:30" of the same day, "Monday", or "16 November" where that is longer ago than a week. */
function dayText(since: Date, now: Date, timeZone: string): string {
  const write = (form: Intl.DateTimeFormatOptions, at = since): string =>
    new Intl.DateTimeFormat("en-GB", { ...form, timeZone }).format(at);
  const date = { day: "numeric", month: "long" } as const;
  const age = now.getTime() - since.getTime();
  if (age < day && write(date) === write(date, now)) return write({ hour: "2-digit", minute: "2-digit" });
  return write(age < 6 * day ? { weekday: "long" } : date);
}

export interface Told extends Omit<Change, "compared"> {
  readonly since: Date | null;
}

/** "3 more, 1 gone since Monday"; "12 rows" where there is nothing to compare with. */
export function changeText(change: Told, now: Date, timeZone: string): string {
  const { since, added, gone, changed, rows } = change;
  if (since === null) return counted(rows, "row");
  const parts = [
    ...(added > 0 ? [`${added} more`] : []),
    ...(gone > 0 ? [`${gone} gone`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
  ];
  return `${parts.length === 0 ? "nothing new" : parts.join(", ")} since ${dayText(since, now, timeZone)}`;
}

/** "more than 10 rows", "probability below 0.2". */
export function alertText(alert: QuestionAlert): string {
  if (alert.kind === "changed") return "when the answer changes";
  const what = alert.kind === "count" ? "rows" : alert.column;
  const bounds = [
    ...(alert.above === undefined ? [] : [`above ${alert.above}`]),
    ...(alert.below === undefined ? [] : [`below ${alert.below}`]),
  ];
  return `${what} ${bounds.join(" or ")}`;
}
