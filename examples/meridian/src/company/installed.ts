// The instruments that stand in customers' laboratories: those from orders and those bought before, with serial numbers
// and the warranties on them.
import { addMonths, type Day, yearOf } from "./calendar.ts";
import type { Customer } from "./customer.ts";
import { type Order, orderHistoryDays } from "./orders.ts";
import type { Product } from "./products/catalogue.ts";
import { type Random, stream } from "./random.ts";

export interface Unit {
  readonly customer: number;
  readonly product: Product;
  readonly serial: string;
  readonly installed: Day;
}

export interface Warranty {
  readonly unit: Unit;
  readonly start: Day;
  readonly end: Day;
  readonly type: "Standard" | "Extended" | "Premium Service";
}

/** A maker's number: model, week of making, count. */
export function serialNumber(product: Product, installed: Day, random: Random): string {
  const model = product.name
    .split(" ")
    .map((word) => word.charAt(0))
    .join("")
    .slice(0, 3)
    .toUpperCase();
  return `${model}${product.id.slice(3)}-${String(yearOf(installed) % 100)}${String(random.int(1, 52)).padStart(2, "0")}-${String(random.int(1, 9999)).padStart(4, "0")}`;
}

/** Units of all customers, by customer index. */
export function makeUnits(
  customers: readonly Customer[],
  orders: readonly Order[],
  catalogue: readonly Product[],
  today: Day,
  seed: number,
): Unit[][] {
  const units: Unit[][] = customers.map(() => []);
  const old = catalogue.filter((product) => !product.small && product.launched < today - orderHistoryDays);
  for (const customer of customers) {
    if (customer.status === "prospect" || customer.duplicateOf !== null) continue;
    const random = stream(seed, "units", customer.index);
    const [low = 1, high = 2] = { enterprise: [3, 9], "mid-market": [1, 4], small: [1, 2] }[customer.segment];
    const latest = Math.max(customer.since, today - orderHistoryDays);
    for (let i = random.int(low, high); i > 0; i--) {
      const installed = Math.min(
        today - 1,
        customer.since + Math.floor(random.next() * (latest - customer.since)) + random.int(5, 40),
      );
      const product = random.pick(old);
      units[customer.index]?.push({
        customer: customer.index,
        product,
        serial: serialNumber(product, installed, random),
        installed,
      });
    }
  }
  for (const order of orders) {
    if (order.status !== "Delivered") continue;
    const random = stream(seed, "order-units", order.id);
    for (const { product, quantity } of order.items) {
      if (product.small) continue;
      const installed = Math.min(today - 1, order.on + random.int(8, 30));
      for (let i = 0; i < quantity; i++) {
        units[order.customer]?.push({
          customer: order.customer,
          product,
          serial: serialNumber(product, installed, random),
          installed,
        });
      }
    }
  }
  return units;
}

/** A standard warranty of two years on every unit; some are extended before it ends. */
export function makeWarranties(units: readonly (readonly Unit[])[], today: Day, seed: number): Warranty[] {
  return units.flatMap((ofCustomer, customer) => {
    const random = stream(seed, "warranties", customer);
    return ofCustomer.flatMap((unit): Warranty[] => {
      const end = addMonths(unit.installed, 24);
      const standard: Warranty = { unit, start: unit.installed, end: end - 1, type: "Standard" };
      const extended = random.chance(unit.product.listPrice > 20_000 ? 0.45 : 0.22);
      const years = random.pick([12, 24, 36]);
      const type = random.chance(0.4) ? "Premium Service" : "Extended";
      if (!extended || end > today + 200) return [standard];
      return [standard, { unit, start: end, end: addMonths(end, years) - 1, type }];
    });
  });
}
