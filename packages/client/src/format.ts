// Cells for people: one way of writing numbers, dates and lists, for console and element.
import type { Cell, ColumnFormat } from "@gantry/contract";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const moment = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
const plain = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });
const large = new Intl.NumberFormat("en-GB", { notation: "compact", maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

/** "2026-12-27…" → "27 Dec 2026". */
export const formatDay = (text: string): string => day.format(new Date(`${text.slice(0, 10)}T00:00:00Z`));

/** An ISO 8601 instant → "22 Nov, 17:44:04", in the reader's time zone. */
export const formatMoment = (text: string): string => moment.format(new Date(text));

/** How long something took: "340 ms", "2.1 s". */
export const formatSpan = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.max(0, Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`;

/** "1 row", "7 rows". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${whole.format(count)} ${count === 1 ? one : many}`;

/** A cell as text; "–" where there is no value. `unit` is the currency's ISO 4217 code. Minus signs are real ones. */
export function formatCell(cell: Cell | undefined, format: ColumnFormat, unit?: string): string {
  if (cell === null || cell === undefined) return "–";
  if (Array.isArray(cell))
    return cell.map((it) => (typeof it === "object" && it !== null ? it.text : String(it))).join(", ");
  const number = typeof cell === "number" ? cell : Number(cell);
  const isNumber = cell !== "" && typeof cell !== "boolean" && !Number.isNaN(number);
  switch (format) {
    case "percent":
      return isNumber ? signed(`${number > 0 && number < 0.005 ? "<1" : Math.round(number * 100)}%`) : String(cell);
    case "currency":
      return isNumber ? signed(`${amount(number)} ${unit ?? ""}`.trim()) : String(cell);
    case "number":
      return isNumber ? signed(plain.format(number)) : String(cell);
    case "date":
      return /^\d{4}-\d{2}-\d{2}/.test(String(cell)) ? formatDay(String(cell)) : String(cell);
    case "datetime":
      return Number.isNaN(Date.parse(String(cell))) ? String(cell) : formatMoment(String(cell));
    default:
      return String(cell);
  }
}

/** Beyond ten millions nobody reads the last digits. */
const amount = (number: number): string => (Math.abs(number) < 10_000_000 ? whole : large).format(number);

const signed = (text: string): string => text.replace(/^-/, "−");
