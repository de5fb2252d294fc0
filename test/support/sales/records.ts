// What sales are reckoned from, asked of CRM, ERP and billing over their own protocols.
import type { House, SystemEndpoint } from "../house.ts";
import { readRates } from "../retention/billing.ts";
import type { Rate } from "../retention/billing.ts";
import { openCrm } from "../retention/crm.ts";

export interface Buyer {
  readonly Id: string;
  readonly Region__c: string;
  readonly Segment__c: string;
  readonly Status__c: string;
  readonly Erp_Customer__c: string | null;
  readonly Customer_Since__c: string | null;
  readonly Churned_On__c: string | null;
  readonly Usage_Ref__c: string | null;
}

interface Product {
  readonly ProductID: string;
  readonly Name: string;
  readonly ProductLine: string;
  readonly Collection: string;
  readonly Discontinued: boolean;
}

interface Order {
  readonly SalesOrderID: string;
  readonly Customer: string;
  readonly OrderDate: string;
  readonly Currency: string;
  readonly Status: string;
  readonly NetAmount: string | number;
}

interface Item {
  readonly SalesOrderID: string;
  readonly ProductID: string;
  readonly Quantity: number;
  /** A decimal: its digits, or a number where the service writes it so. */
  readonly NetAmount: string | number;
}

export interface SalesRecords {
  readonly accounts: readonly Buyer[];
  readonly products: readonly Product[];
  readonly orders: readonly Order[];
  readonly items: readonly Item[];
  readonly rates: readonly Rate[];
}

/** Every entity of a set, page after page. */
export async function readSet<T>({ address, credentials }: SystemEndpoint, set: string): Promise<readonly T[]> {
  const login = `${credentials["username"] ?? credentials["user"]}:${credentials["password"]}`;
  const headers = { authorization: `Basic ${Buffer.from(login).toString("base64")}` };
  const found: T[] = [];
  let next: URL | undefined = new URL(set, address.endsWith("/") ? address : `${address}/`);
  while (next !== undefined) {
    const response: Response = await fetch(next, { headers });
    if (!response.ok) throw new Error(`ERP ${set}: ${response.status} ${await response.text()}`);
    const page = (await response.json()) as { readonly value: readonly T[]; readonly "@odata.nextLink"?: string };
    found.push(...page.value);
    next = page["@odata.nextLink"] === undefined ? undefined : new URL(page["@odata.nextLink"], next);
  }
  return found;
}

export async function readSales(house: House): Promise<SalesRecords> {
  const crm = await openCrm(await house.system("crm"));
  const erp = await house.system("erp");
  return {
    accounts: await crm.query<Buyer>(
      "SELECT Id, Region__c, Segment__c, Status__c, Erp_Customer__c, Customer_Since__c, Churned_On__c, Usage_Ref__c FROM Account",
    ),
    products: await readSet<Product>(erp, "Products"),
    orders: await readSet<Order>(erp, "SalesOrders"),
    items: await readSet<Item>(erp, "SalesOrderItems"),
    rates: await readRates(await house.system("billing")),
  };
}
