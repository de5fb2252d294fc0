// One customer as Meridian's world knows it: the truth behind the records, part of which no system holds.
import type { Day } from "./calendar.ts";
import type { Industry } from "./names/organisations.ts";
import type { Place } from "./places.ts";
import type { Episode } from "./troubles.ts";

export type Segment = "enterprise" | "mid-market" | "small";
export const segments: readonly Segment[] = ["enterprise", "mid-market", "small"];

export interface Customer {
  /** Place in the roster, from 0; names its random streams. */
  readonly index: number;
  readonly accountId: string;
  readonly name: string;
  readonly domain: string;
  readonly industry: Industry;
  readonly segment: Segment;
  readonly place: Place;
  readonly city: string;
  readonly employees: number;
  readonly status: "active" | "churned" | "prospect";
  /** First day as a customer; for a prospect the day that sales met it. */
  readonly since: Day;
  /** End of the running contract; null for who has none. */
  readonly renewal: Day | null;
  /** The renewal that has been decided within the last year, if any. */
  readonly decided: { readonly on: Day; readonly won: boolean } | null;
  readonly termMonths: 12 | 24 | 36;
  /** Index of the parent company in the roster. */
  readonly parent: number | null;
  /** Index of the account that this one was entered a second time for. */
  readonly duplicateOf: number | null;
  /** Index of the user who owns the account. */
  readonly owner: number;
  /** Seats licensed today. */
  readonly seats: number;
  /** What weighs on the relation and when. Hidden: it shapes records, but no system may hold it. */
  readonly episodes: readonly Episode[];
  /** Decided by `episodes` alone: clearly troubled before the renewal to come. Hidden likewise. */
  readonly troubled: boolean;
}

/** Last day on which the customer used and paid for anything. */
export function lastDay(customer: Customer, today: Day): Day {
  return customer.status === "churned" && customer.decided !== null ? customer.decided.on : today - 1;
}
