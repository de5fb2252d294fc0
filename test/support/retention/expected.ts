// What an answer to the main question must say of customers with these facts.
import { churnProbability, contributionsOf } from "./churn.ts";
import type { CustomerFacts, Features } from "./facts.ts";

/** From this probability on a customer is listed. */
const threshold = 0.5;

/** One listed customer, as a table's row and the letters beside it tell it. */
export interface Listed {
  readonly account: string;
  readonly probability: number;
  readonly renewal: string;
  /** "146750.00 EUR"; null where no contract is known. */
  readonly value: string | null;
  readonly revenue: string | null;
  readonly usageTrend: number | null;
  readonly mood: number | null;
  readonly overdueInvoices: number | null;
  readonly owner: string | null;
  readonly country: string | null;
  /** Address and language of the letter, or why there is none. */
  readonly letter: string;
}

/** By account id. */
export type Listing = Readonly<Record<string, Listed>>;

/** Six decimals: sums of doubles differ in the last ones by their order. */
export const decimals = (value: number | null | undefined): number | null =>
  value == null ? null : Math.round(value * 1e6) / 1e6 + 0;

export const expectedListing = (customers: readonly CustomerFacts[]): Listing =>
  Object.fromEntries(
    customers.flatMap(({ id, name, features, letter, value, revenue, renewal, owner, country }) => {
      const probability = churnProbability(features);
      const listed: Listed = {
        account: name,
        probability: Math.round(probability * 1e4) / 1e4,
        renewal,
        value,
        revenue,
        usageTrend: decimals(features["usage_trend"]),
        mood: decimals(features["sentiment_180d"]),
        overdueInvoices: features["overdue_invoices"] ?? null,
        owner,
        country,
        letter: "to" in letter ? `${letter.to} in ${letter.language}` : letter.why,
      };
      return probability >= threshold ? [[id, listed] as const] : [];
    }),
  );

const of = (count: number, all: number, one: string, more: string): string =>
  `${count} of ${all} ${count === 1 ? one : more}`;

/** What an answer must say of data that was not there. */
export function expectedCoverage(customers: readonly CustomerFacts[]): readonly string[] {
  const all = customers.length;
  const lacking = (names: readonly string[]): readonly string[] =>
    customers.filter(({ features }) => names.every((name) => features[name] === null)).map(({ id }) => id);
  const usage = lacking(["usage_trend", "seat_use", "weeks_silent", "error_rate"]);
  const billing = lacking(["overdue_invoices", "days_late", "failed_payments_12m"]);
  const contracts = lacking(["discount_percent", "contract_term_months", "auto_renew"]);
  const silent = lacking(["sentiment_180d"]).length;
  const gaps = customers.filter(({ weeksReported }) => weeksReported !== null && weeksReported < 24).length;
  const sentence = (ids: readonly string[], what: string): string[] =>
    ids.length === 0 ? [] : [`${of(ids.length, all, "lacks", "lack")} ${what}; scored without`];
  return [
    ...(silent === 0 ? [] : [`${silent} of ${all} wrote no ticket in 180 days; scored without mood`]),
    ...(gaps === 0
      ? []
      : [`${of(gaps, all, "lacks", "lack")} some of the last 24 weekly usage reports; reckoned from those there are`]),
    ...sentence(usage, "usage data"),
    ...(billing.join() === contracts.join()
      ? sentence(billing, "billing data and contract data")
      : [...sentence(billing, "billing data"), ...sentence(contracts, "contract data")]),
  ];
}

/** Reasons by feature with their share of the log-odds; those too weak to be told are left out. */
export const expectedReasons = (features: Features): ReadonlyMap<string, number> =>
  new Map([...contributionsOf(features)].filter(([, share]) => Math.abs(share) >= 0.05));

/** As it is read: 0.285 gives 0.29, though the binary number is a little less. */
const rounded = (value: number, digits: number): string =>
  new Intl.NumberFormat("en", { maximumFractionDigits: digits }).format(value);

/** The figure that a reason, or a letter arguing from it, must state; null where it states none. */
export function figureOf(feature: string, value: number): string | null {
  switch (feature) {
    case "usage_trend":
      // Less than a percent is said to be steady.
      return Math.abs(value) < 0.01 ? null : `${Math.round(Math.abs(value) * 100)}%`;
    case "seat_use":
      return `${Math.round(value * 100)}%`;
    case "error_rate":
    case "tenure_years":
      return rounded(value, 1);
    case "sentiment_180d":
      return rounded(Math.abs(value), 2);
    case "auto_renew":
    case "champion_left":
      return null;
    default:
      // Counts of none and one are said in words.
      return value < 1.5 ? null : String(Math.round(value));
  }
}
