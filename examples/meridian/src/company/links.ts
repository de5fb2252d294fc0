// How one system names a customer of another, and where that went wrong: about 4 % of the references between systems
// are missing, cut to 15 characters, stale, or point at an account that was entered twice.
import type { Customer } from "./customer.ts";
import { stream } from "./random.ts";

export interface Links {
  /** What usage data and the ERP call the customer; null for who never became one. */
  readonly usageRef: string | null;
  readonly erpCustomer: string | null;
  /** What the CRM knows of that: the same, or nothing, or something old. */
  readonly crmUsageRef: string | null;
  readonly crmErpCustomer: string | null;
  /** What the billing database takes for the CRM's id. */
  readonly billingCrmId: string | null;
}

const share = 0.04;

/** Indexes of the customers whose reference is bad: an even share of every region and segment. */
function drawBad(customers: readonly Customer[], seed: number, kind: string, first: ReadonlySet<number>): Set<number> {
  const byCell = new Map<string, Customer[]>();
  for (const customer of customers) {
    const cell = `${customer.place.region}/${customer.segment}`;
    byCell.set(cell, [...(byCell.get(cell) ?? []), customer]);
  }
  const bad = new Set<number>();
  for (const [cell, members] of byCell) {
    const random = stream(seed, "links", kind, cell);
    const count = Math.floor(members.length * share + random.next());
    const ordered = random.shuffle(members);
    // Where an account exists twice, other systems are likelier to point at the wrong one.
    const preferred = ordered.filter(({ index }) => first.has(index)).slice(0, Math.ceil(count / 3));
    for (const { index } of [...preferred, ...ordered.filter((customer) => !preferred.includes(customer))].slice(
      0,
      count,
    ))
      bad.add(index);
  }
  return bad;
}

/** The references of all customers, by customer index. */
export function makeLinks(customers: readonly Customer[], seed: number): Links[] {
  const real = customers.filter((customer) => customer.status !== "prospect" && customer.duplicateOf === null);
  const doubles = new Map(
    customers.flatMap(({ duplicateOf, accountId }) =>
      duplicateOf === null ? [] : [[duplicateOf, accountId] as const],
    ),
  );
  const none = new Set<number>();
  const badUsage = drawBad(real, seed, "usage", none);
  const badErp = drawBad(real, seed, "erp", none);
  const badBilling = drawBad(real, seed, "billing", new Set(doubles.keys()));
  return customers.map(({ index, accountId, status, duplicateOf }): Links => {
    if (status === "prospect" || duplicateOf !== null) {
      return { usageRef: null, erpCustomer: null, crmUsageRef: null, crmErpCustomer: null, billingCrmId: null };
    }
    const random = stream(seed, "links", index);
    const usageRef = `ws-${random.text("23456789abcdefghjkmnpqrstvwxyz", 4)}${index.toString(36).padStart(3, "0")}`;
    const erpCustomer = String(200_000 + index * 7 + (random.int(0, 6) % 7)).padStart(10, "0");
    const stale = random.chance(0.3);
    const wrongCrmId = random.chance(0.6) ? null : accountId.slice(0, 15);
    return {
      usageRef,
      erpCustomer,
      crmUsageRef: badUsage.has(index) ? (stale ? `ws-old-${random.int(100, 999)}` : null) : usageRef,
      crmErpCustomer: badErp.has(index) ? null : erpCustomer,
      billingCrmId: badBilling.has(index) ? (doubles.get(index) ?? wrongCrmId) : accountId,
    };
  });
}
