// Sales and what changed them, reckoned in whole cents from the systems' own records.
import type { Buyer, SalesRecords } from "./records.ts";

/** First days and the days after the last: of the span asked about, the one before, and both a year earlier. */
export interface Spans {
  readonly now: readonly [string, string];
  readonly before: readonly [string, string];
  readonly year: readonly [string, string];
  readonly yearBefore: readonly [string, string];
}

export interface Sale {
  readonly span: keyof Spans;
  /** "2026-08" */
  readonly month: string;
  readonly buyer: Buyer;
  readonly order: string;
  readonly line: string;
  readonly product: string;
  readonly currency: string;
  readonly pieces: number;
  /** In cents of the order's currency. */
  readonly net: bigint;
  /** In euro cents. */
  readonly cents: bigint;
}

export const cents = (decimal: string | number): bigint => {
  const [whole = "", part = ""] = String(decimal).split(".");
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, "0").slice(0, 2));
};

/** Half a cent is rounded up: amounts are above zero. */
export const inEuros = (net: bigint, rate: string): bigint => {
  const [whole = "", part = ""] = rate.split(".");
  const millionths = BigInt(whole) * 1_000_000n + BigInt(part.padEnd(6, "0").slice(0, 6));
  return (net * millionths + 500_000n) / 1_000_000n;
};

export function salesOf(
  { accounts, products, orders, items, rates }: SalesRecords,
  region: string,
  spans: Spans,
): Sale[] {
  const buyers = new Map(accounts.filter((it) => it.Region__c === region).map((it) => [it.Erp_Customer__c, it]));
  const lines = new Map(products.map((it) => [it.ProductID, it.ProductLine]));
  const euro = new Map(rates.map((it) => [`${it.currency} ${it.valid_from.slice(0, 7)}`, it.to_eur]));
  const byId = new Map(orders.map((it) => [it.SalesOrderID, it]));
  return items.flatMap((item) => {
    const order = byId.get(item.SalesOrderID);
    const buyer = buyers.get(order?.Customer ?? "");
    if (order === undefined || buyer === undefined || order.Status === "Cancelled") return [];
    const month = order.OrderDate.slice(0, 7);
    const net = cents(item.NetAmount);
    const told = {
      month,
      buyer,
      order: order.SalesOrderID,
      line: lines.get(item.ProductID) ?? "",
      product: item.ProductID,
      currency: order.Currency,
      pieces: item.Quantity,
      net,
      cents: inEuros(net, euro.get(`${order.Currency} ${month}`) ?? ""),
    };
    return Object.entries(spans)
      .filter(([, [from, to]]) => order.OrderDate >= from && order.OrderDate < to)
      .map(([span]) => ({ ...told, span: span as keyof Spans }));
  });
}

export const sum = (sales: readonly Sale[]): bigint => sales.reduce((total, it) => total + it.cents, 0n);

export const during = (sales: readonly Sale[], ...spans: readonly (keyof Spans)[]): readonly Sale[] =>
  sales.filter((it) => spans.includes(it.span));

/** Sums by a property of a sale. */
export const sumsBy = (sales: readonly Sale[], by: (sale: Sale) => string): Readonly<Record<string, bigint>> =>
  Object.fromEntries([...Map.groupBy(sales, by)].map(([name, own]) => [name, sum(own)]));

const total = (sales: readonly Sale[], of: (sale: Sale) => bigint | number): number =>
  sales.reduce((all, it) => all + Number(of(it)), 0);

/** What made the difference between a span and the one asked about: euro cents by driver. */
export function driversOf(
  sales: readonly Sale[],
  base: "before" | "year",
  spans: Spans,
): Readonly<Record<string, number>> {
  const then = during(sales, base);
  const now = during(sales, "now");
  const [ids, idsThen] = [now, then].map((some) => new Set(some.map((it) => it.buyer.Id)));
  const drivers: Record<string, number> = {};
  const add = (driver: string, amount: number): void => {
    drivers[driver] = (drivers[driver] ?? 0) + amount;
  };
  for (const it of now)
    if (!idsThen?.has(it.buyer.Id))
      add(
        (it.buyer.Customer_Since__c ?? "") >= spans[base][1] ? "New customers" : "Returning customers",
        Number(it.cents),
      );
  for (const it of then) {
    if (ids?.has(it.buyer.Id)) continue;
    const left = it.buyer.Churned_On__c;
    add(left !== null && left < spans.now[1] ? "Lost customers" : "Paused customers", -Number(it.cents));
  }
  const kept = [...now, ...then].filter((it) => ids?.has(it.buyer.Id) && idsThen?.has(it.buyer.Id));
  for (const own of Map.groupBy(kept, (it) => `${it.product} ${it.currency}`).values()) {
    const [a, b] = [own.filter((it) => it.span !== "now"), own.filter((it) => it.span === "now")];
    const change = Number(sum(b) - sum(a));
    if (a.length === 0 || b.length === 0) {
      add("Choice of products", change);
      continue;
    }
    const pieces = (some: readonly Sale[]): number => total(some, (it) => it.pieces);
    const volume = ((pieces(b) - pieces(a)) * Number(sum(a))) / pieces(a);
    const rates = Number(sum(b)) - (total(b, (it) => it.net) * Number(sum(a))) / total(a, (it) => it.net);
    add("Volume", volume);
    add("Exchange rates", rates);
    add("Prices", change - volume - rates);
  }
  return drivers;
}
