// Time series of the sample company, by week: what was ordered, how much its software was used, how many tickets came in.
import { generateCompany } from "../../examples/meridian/src/index.ts";

export interface SampleSeries {
  readonly kind: "orders" | "sales" | "sessions" | "tickets";
  readonly name: string;
  /** One a week, oldest first; whole weeks only. */
  readonly values: readonly number[];
  readonly season: number;
}

const today = "2026-11-16";
const week = 7 * 86_400_000;

/** Whole weeks before today, counted back. */
const weekOf = (date: unknown): number =>
  Math.floor((Date.parse(`${today}T00:00:00Z`) - Date.parse(String(date).slice(0, 10))) / week);

interface Event {
  readonly name: string;
  readonly on: unknown;
  readonly amount: number;
}

/** Sums by name and week; a name that appears in fewer than 40 weeks is no series. */
function summed(kind: SampleSeries["kind"], events: readonly Event[]): readonly SampleSeries[] {
  const weeks = events.map((it) => weekOf(it.on));
  // The oldest week may be a part of one.
  const oldest = Math.max(...weeks) - 1;
  return [...Map.groupBy(events.keys().toArray(), (index) => events[index]?.name ?? "")].flatMap(([name, indices]) => {
    const values = Array.from({ length: oldest }, () => 0);
    for (const index of indices) {
      const place = oldest - (weeks[index] ?? 0);
      if (place >= 0 && place < oldest) values[place] = (values[place] ?? 0) + (events[index]?.amount ?? 0);
    }
    return values.filter((it) => it > 0).length < 40 ? [] : [{ kind, name, values, season: 52 }];
  });
}

/** Of one company: by region, and by product line of an order. */
export function sampleSeries(seed: number): readonly SampleSeries[] {
  const company = generateCompany({ seed, today });
  const crm = (name: string) => company.crm.objects.find((it) => it.name === name)?.records ?? [];
  const erp = (name: string) => company.erp.sets.find((it) => it.name === name)?.rows ?? [];
  const regionOfAccount = new Map(crm("Account").map((it) => [it["Id"], String(it["Region__c"] ?? "")]));
  const regionOfUsage = new Map(crm("Account").map((it) => [it["Usage_Ref__c"], String(it["Region__c"] ?? "")]));
  const orders = new Map(erp("SalesOrders").map((it) => [it["SalesOrderID"], it["OrderDate"]]));
  const lines = new Map(erp("Products").map((it) => [it["ProductID"], String(it["ProductLine"])]));
  const items = erp("SalesOrderItems").map((it) => ({
    name: lines.get(it["ProductID"] ?? null) ?? "",
    on: orders.get(it["SalesOrderID"] ?? null),
    amount: Number(it["NetAmount"]),
  }));
  const usage = company.usage.find((it) => it.path.endsWith("weekly.parquet"));
  const column = (name: string) => usage?.columns.find((it) => it.name === name)?.values ?? [];
  const sessions = column("sessions");
  const weeks = column("week");
  return [
    ...summed(
      "orders",
      items.map((it) => ({ ...it, amount: 1 })),
    ),
    ...summed("sales", items),
    ...summed(
      "sessions",
      column("account_ref").map((ref, index) => ({
        name: regionOfUsage.get(typeof ref === "string" ? ref : null) ?? "",
        on: weeks[index],
        amount: Number(sessions[index]),
      })),
    ),
    ...summed(
      "tickets",
      crm("Case").map((it) => ({
        name: regionOfAccount.get(it["AccountId"] ?? null) ?? "",
        on: it["CreatedDate"],
        amount: 1,
      })),
    ),
  ].filter((it) => it.name !== "");
}
