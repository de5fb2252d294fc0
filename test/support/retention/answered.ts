// An answer in the plain form that it is compared in.
import type { Answer } from "@gantry/contract";
import { blockOf, tableOf } from "../answer.ts";
import { decimals } from "./expected.ts";
import type { Listed, Listing } from "./expected.ts";

const text = (cell: unknown): string | null => (typeof cell === "string" ? cell : null);
const number = (cell: unknown): number | null => (typeof cell === "number" ? cell : null);
const amount = (cell: unknown, currency: unknown): string | null =>
  typeof cell === "string" || typeof cell === "number" ? `${cell} ${text(currency)}` : null;

export function answeredListing(answer: Answer): Listing {
  const { drafts, without } = blockOf(answer, "drafts");
  const letters = new Map([
    ...without.map(({ row, why }) => [row, why] as const),
    ...drafts.map(({ row, to, language }) => [row, `${to} in ${language}`] as const),
  ]);
  return Object.fromEntries(
    tableOf(answer).rows.map((row) => {
      const id = text(row["$key"]) ?? "";
      const listed: Listed = {
        account: text(row["account"]) ?? "",
        probability: number(row["probability"]) ?? Number.NaN,
        renewal: text(row["renewal_date"]) ?? "",
        value: amount(row["annual_value"], row["currency"]),
        revenue: amount(row["annual_revenue"], row["revenue_currency"]),
        usageTrend: decimals(number(row["usage_trend"])),
        mood: decimals(number(row["sentiment_180d"])),
        overdueInvoices: number(row["overdue_invoices"]),
        owner: text(row["owner"]),
        country: text(row["country"]),
        letter: letters.get(id) ?? "not mentioned",
      };
      return [id, listed];
    }),
  );
}
