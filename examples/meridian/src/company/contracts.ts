// Service contracts: one after the other for as long as somebody is a customer, and for some a second line beside them.
import { addMonths, type Day, isoDay, yearOf } from "./calendar.ts";
import type { Customer } from "./customer.ts";
import { productLines } from "./products/lines.ts";
import { type Random, stream } from "./random.ts";
import { fromEuro } from "./rates.ts";

export interface Contract {
  readonly id: number;
  readonly customer: number;
  readonly number: string;
  readonly line: string;
  readonly start: Day;
  /** Last day covered. */
  readonly end: Day;
  readonly termMonths: number;
  readonly annualValue: number;
  readonly autoRenew: boolean;
  readonly discountPercent: number;
  readonly status: "ended" | "active" | "terminated";
}

/** First days of the terms, the last entry being the day after the last term. */
function termBoundaries(customer: Customer, today: Day): Day[] {
  const anchor = customer.renewal ?? customer.decided?.on;
  if (anchor === undefined) return [];
  const boundaries = [anchor];
  for (let k = 1; ; k++) {
    const start = addMonths(anchor, -k * customer.termMonths);
    boundaries.unshift(start);
    if (start <= customer.since || start < today - 5 * 365) return boundaries;
  }
}

/** A contract's list value per year in euros. */
function listValue(customer: Customer, random: Random): number {
  const perSeat = { enterprise: 1150, "mid-market": 760, small: 620 }[customer.segment];
  return customer.seats * perSeat * random.between(0.6, 1.5);
}

function halfPercent(percent: number): number {
  return Math.min(45, Math.max(0, Math.round(percent * 2) / 2));
}

/** What a price episode adds to the discount of the contract that runs up to its renewal, in percentage points. */
function concession(customer: Customer, boundary: Day, random: Random): number {
  const drawn = random.between(9, 17);
  const episode = customer.episodes.find(({ trouble, renewal }) => trouble === "price" && renewal === boundary);
  return episode === undefined ? 0 : episode.severity * drawn;
}

/** Contracts of all customers, by customer index. */
export function makeContracts(customers: readonly Customer[], today: Day, seed: number): Contract[][] {
  let id = 50_000;
  return customers.map((customer) => {
    if (customer.status === "prospect" || customer.duplicateOf !== null) return [];
    const random = stream(seed, "contracts", customer.index);
    const contracts: Contract[] = [];
    const add = (line: string, start: Day, end: Day, termMonths: number, value: number, discount: number) => {
      id += random.int(1, 3);
      const left = customer.status === "churned";
      const status =
        end >= today || (!left && end + 1 === customer.renewal)
          ? "active"
          : left && end >= (customer.decided?.on ?? 0) - 1
            ? "terminated"
            : "ended";
      const annualValue = Math.round(fromEuro(value * (1 - discount / 100), customer.place.currency) * 100) / 100;
      const number = `SVC-${yearOf(start)}-${String(id).padStart(6, "0")}`;
      const autoRenew = random.chance(0.35);
      contracts.push({
        id,
        customer: customer.index,
        number,
        line,
        start,
        end,
        termMonths,
        annualValue,
        autoRenew,
        discountPercent: discount,
        status,
      });
    };

    const line = random.pick(productLines);
    let value = listValue(customer, random);
    let discount = random.between(0, customer.segment === "enterprise" ? 14 : 8);
    const boundaries = termBoundaries(customer, today);
    for (let k = 0; k + 1 < boundaries.length; k++) {
      const start = boundaries[k] ?? 0;
      const next = boundaries[k + 1] ?? 0;
      discount += concession(customer, next, random) + (k === 0 ? 0 : random.normal(0.3, 1.4));
      add(line, start, next - 1, customer.termMonths, value, halfPercent(discount));
      value *= 1 + random.between(0, 0.05) * (customer.termMonths / 12);
    }
    if (random.chance({ enterprise: 0.35, "mid-market": 0.15, small: 0.03 }[customer.segment])) {
      const other = random.pick(productLines.filter((name) => name !== line));
      const left = customer.status === "churned" ? customer.decided?.on : undefined;
      const start = Math.max(customer.since, (left ?? today) - random.int(30, 330));
      add(
        other,
        start,
        Math.min(addMonths(start, 12), left ?? Number.POSITIVE_INFINITY) - 1,
        12,
        value * random.between(0.1, 0.35),
        halfPercent(random.between(0, 8)),
      );
    }
    return contracts;
  });
}

/** A contract as a row of billing.contracts. */
export function contractRow(
  contract: Contract,
  customerId: number,
  currency: string,
): (string | number | boolean | null)[] {
  const { id, number, line, start, end, termMonths, annualValue, autoRenew, discountPercent, status } = contract;
  return [
    id,
    customerId,
    number,
    line,
    isoDay(start),
    isoDay(end),
    termMonths,
    annualValue.toFixed(2),
    currency,
    autoRenew,
    discountPercent.toFixed(1),
    status,
  ];
}
