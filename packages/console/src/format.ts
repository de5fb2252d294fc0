// Cells for people.
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

export const formatDay = (text: string): string => day.format(new Date(`${text.slice(0, 10)}T00:00:00Z`));
export const formatMoment = (text: string): string => moment.format(new Date(text));

export function formatCell(cell: Cell | undefined, format: ColumnFormat, unit?: string): string {
  if (cell === null || cell === undefined) return "–";
  if (Array.isArray(cell))
    return cell.map((it) => (typeof it === "object" && it !== null ? it.text : String(it))).join(", ");
  const number = typeof cell === "number" ? cell : Number(cell);
  const isNumber = cell !== "" && typeof cell !== "boolean" && !Number.isNaN(number);
  switch (format) {
    case "percent":
      return isNumber ? `${number > 0 && number < 0.005 ? "<1" : Math.round(number * 100)}%` : String(cell);
    case "currency":
      return isNumber ? `${Math.round(number).toLocaleString("en-GB")} ${unit ?? ""}`.trim() : String(cell);
    case "number":
      return isNumber ? plain.format(number) : String(cell);
    case "date":
      return /^\d{4}-\d{2}-\d{2}/.test(String(cell)) ? formatDay(String(cell)) : String(cell);
    case "datetime":
      return Number.isNaN(Date.parse(String(cell))) ? String(cell) : formatMoment(String(cell));
    default:
      return String(cell);
  }
}
