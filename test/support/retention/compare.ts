// An answer beside what it should be: both in one plain form, so that a difference shows as the fact that differs.
import type { Answer, Block } from "@gantry/contract";
import { churnProbability, featureNames } from "./churn.ts";
import type { CustomerFacts } from "./facts.ts";

/** From this probability on a customer is listed. */
const threshold = 0.5;

const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

/** One listed customer. */
export interface Listed {
  readonly account: string;
  readonly probability: number;
  readonly renewal: string;
  readonly value: string;
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

const decimals = (value: number | null | undefined): number | null => (value == null ? null : rounded(value, 6));

export const expectedListing = (customers: readonly CustomerFacts[]): Listing =>
  Object.fromEntries(
    customers
      .map((customer) => ({ customer, probability: churnProbability(customer.features) }))
      .filter(({ probability }) => probability >= threshold)
      .map(({ customer: { id, name, features, letter, value, renewal, owner, country }, probability }) => [
        id,
        {
          account: name,
          probability,
          renewal,
          value: value === null ? "none" : `${value.amount} ${value.currency}`,
          usageTrend: decimals(features["usage_trend"]),
          mood: decimals(features["sentiment_180d"]),
          overdueInvoices: features["overdue_invoices"] ?? null,
          owner,
          country,
          letter: "to" in letter ? `${letter.to} in ${letter.language}` : letter.why,
        } satisfies Listed,
      ]),
  );

export const block = <K extends Block["kind"]>(answer: Answer, kind: K): Extract<Block, { kind: K }> => {
  const found = answer.blocks.find((it): it is Extract<Block, { kind: K }> => it.kind === kind);
  if (found === undefined) throw new Error(`the answer has no ${kind}`);
  return found;
};

const text = (cell: unknown): string | null => (typeof cell === "string" ? cell : null);
const number = (cell: unknown): number | null => (typeof cell === "number" ? cell : null);

export function answeredListing(answer: Answer): Listing {
  const { drafts, without } = block(answer, "drafts");
  const letters = new Map([
    ...without.map(({ row, why }) => [row, why] as const),
    ...drafts.map(({ row, to, language }) => [row, `${to} in ${language}`] as const),
  ]);
  return Object.fromEntries(
    block(answer, "table").rows.map((row) => {
      const id = text(row["$key"]) ?? "";
      return [
        id,
        {
          account: text(row["account"]) ?? "",
          probability: number(row["probability"]) ?? Number.NaN,
          renewal: text(row["renewal_date"]) ?? "",
          value: row["annual_value"] == null ? "none" : `${text(row["annual_value"])} ${text(row["currency"])}`,
          usageTrend: decimals(number(row["usage_trend"])),
          mood: decimals(number(row["sentiment_180d"])),
          overdueInvoices: number(row["overdue_invoices"]),
          owner: text(row["owner"]),
          country: text(row["country"]),
          letter: letters.get(id) ?? "not mentioned",
        } satisfies Listed,
      ];
    }),
  );
}
