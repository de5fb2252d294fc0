// Two years of orders: what customers bought, when and for how much, with seasons and product lines that rise or fall.
import { type Day, isWeekend, monthOf, yearOf } from "./calendar.ts";
import { type Customer, lastDay } from "./customer.ts";
import type { Product } from "./products/catalogue.ts";
import { type ProductLine, productLines } from "./products/lines.ts";
import type { Region } from "./places.ts";
import { type Random, stream } from "./random.ts";
import { fromEuro } from "./rates.ts";
import { strain } from "./troubles.ts";

interface OrderItem {
  readonly product: Product;
  readonly quantity: number;
  readonly net: number;
}

export interface Order {
  readonly id: string;
  readonly customer: number;
  readonly on: Day;
  readonly status: "Open" | "Shipped" | "Delivered" | "Cancelled";
  readonly items: readonly OrderItem[];
}

export const orderHistoryDays = 731;

/** How fast each line's sales change in a region, per year; each region has one line that booms and one that ails. */
function lineTrends(region: Region, seed: number): Record<ProductLine, number> {
  const random = stream(seed, "line-trends", region);
  const [booming, ailing] = random.shuffle(productLines);
  const trend = (line: ProductLine) => (line === booming ? 0.45 : line === ailing ? -0.5 : random.normal(0.04, 0.08));
  return {
    Separation: trend("Separation"),
    Analysis: trend("Analysis"),
    Automation: trend("Automation"),
    "Cell Culture": trend("Cell Culture"),
    Imaging: trend("Imaging"),
    "Sample Care": trend("Sample Care"),
  };
}

/** Budgets are spent before the calendar year ends and before the fiscal quarter closes. */
const monthly = [0.82, 0.9, 1.02, 1.06, 0.95, 1.05, 1.1, 0.72, 1, 1.12, 1.18, 1.24];

const shareOfSales: Readonly<Record<ProductLine, number>> = {
  Separation: 1,
  Analysis: 1.25,
  Automation: 0.9,
  "Cell Culture": 1,
  Imaging: 0.75,
  "Sample Care": 0.9,
};

type Draft = Omit<Order, "id">;

function chooseProduct(
  available: readonly Product[],
  line: ProductLine,
  customer: Customer,
  random: Random,
): Product | undefined {
  const limit = { enterprise: 200_000, "mid-market": 90_000, small: 35_000 }[customer.segment];
  const ofLine = available.filter((product) => product.line === line && product.listPrice <= limit);
  if (ofLine.length === 0) return undefined;
  // Dear instruments are bought more seldom.
  let product = random.pick(ofLine);
  for (let i = 0; i < 2 && random.chance(Math.min(0.85, product.listPrice / 60_000)); i++)
    product = random.pick(ofLine);
  return product;
}

function drawItems(
  customer: Customer,
  on: Day,
  catalogue: readonly Product[],
  trends: Readonly<Record<ProductLine, number>>,
  today: Day,
  random: Random,
): OrderItem[] {
  const years = (on - today) / 365 + 1;
  const weights = Object.fromEntries(
    productLines.map((line) => [line, shareOfSales[line] * Math.exp(trends[line] * years)]),
  );
  const available = catalogue.filter(
    (product) => product.launched <= on && !(product.discontinued && on > today - 400),
  );
  const items: OrderItem[] = [];
  const count = Number(random.weighted({ 1: 44, 2: 30, 3: 17, 4: 9 }));
  for (let i = 0; i < count; i++) {
    const product = chooseProduct(available, random.weighted<ProductLine>(weights), customer, random);
    if (product === undefined || items.some((item) => item.product === product)) continue;
    const most = product.small
      ? { enterprise: 14, "mid-market": 6, small: 3 }[customer.segment]
      : product.listPrice < 20_000 && customer.segment === "enterprise"
        ? 3
        : 1;
    const quantity = random.int(1, most);
    const price =
      fromEuro(product.listPrice, customer.place.currency) * (1 - random.pick([0, 0, 0, 0.03, 0.05, 0.08, 0.12]));
    const unit = customer.place.currency === "JPY" ? 1 : 100;
    items.push({ product, quantity, net: Math.round(price * quantity * unit) / unit });
  }
  return items;
}

function statusOf(on: Day, today: Day, random: Random): Order["status"] {
  if (random.chance(0.02)) return "Cancelled";
  const age = today - on;
  return age < random.int(5, 18) ? "Open" : age < random.int(18, 40) ? "Shipped" : "Delivered";
}

/** All orders, by date. */
export function makeOrders(
  customers: readonly Customer[],
  catalogue: readonly Product[],
  today: Day,
  seed: number,
): Order[] {
  const trends = { EMEA: lineTrends("EMEA", seed), AMER: lineTrends("AMER", seed), APAC: lineTrends("APAC", seed) };
  const drafts: Draft[] = [];
  for (const customer of customers) {
    if (customer.status === "prospect" || customer.duplicateOf !== null) continue;
    const random = stream(seed, "orders", customer.index);
    const perYear =
      { enterprise: 7.5, "mid-market": 3.6, small: 1.7 }[customer.segment] * Math.exp(random.normal(0, 0.35));
    const from = Math.max(customer.since, today - orderHistoryDays);
    const to = lastDay(customer, today);
    // Poisson arrivals at the highest rate, thinned to the day's own.
    for (let on = from; ;) {
      on += Math.ceil((-Math.log(1 - random.next()) * 365) / (perYear * 1.5));
      if (on > to) break;
      const keep =
        ((monthly[monthOf(on) - 1] ?? 1) *
          (1 + 0.05 * ((on - today) / 365)) *
          (1 - 0.35 * strain(customer.episodes, "usage", on))) /
        1.5;
      if (isWeekend(on) || !random.chance(keep * 1.35)) continue;
      const items = drawItems(customer, on, catalogue, trends[customer.place.region], today, random);
      if (items.length > 0) drafts.push({ customer: customer.index, on, status: statusOf(on, today, random), items });
    }
  }
  drafts.sort((a, b) => a.on - b.on || a.customer - b.customer);
  return drafts.map((draft, i) => ({
    ...draft,
    id: `45${String(yearOf(draft.on) % 100)}${String(100_037 + i * 3).padStart(6, "0")}`,
  }));
}
