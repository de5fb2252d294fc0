// The ERP's entity sets: products, orders with their items, warranties.
import type { EdmType, EntityProperty, EntityRow, EntitySet, ErpData } from "../systems/erp/schema.ts";
import { isoDay } from "./calendar.ts";
import type { Customer } from "./customer.ts";
import type { Warranty } from "./installed.ts";
import type { Links } from "./links.ts";
import type { Order } from "./orders.ts";
import type { Product } from "./products/catalogue.ts";
import { picturePath } from "./products/pictures.ts";

const text = (name: string, maxLength: number, nullable = false): EntityProperty => ({
  name,
  type: "Edm.String",
  nullable,
  maxLength,
});
const plain = (name: string, type: EdmType, nullable = false): EntityProperty => ({ name, type, nullable });
const money = (name: string): EntityProperty => ({
  name,
  type: "Edm.Decimal",
  nullable: false,
  precision: 15,
  scale: 2,
});

function productSet(catalogue: readonly Product[]): EntitySet {
  return {
    name: "Products",
    type: "Product",
    key: ["ProductID"],
    properties: [
      text("ProductID", 10),
      text("Name", 80),
      text("Category", 40),
      text("ProductLine", 40),
      text("Collection", 40),
      money("ListPrice"),
      text("Currency", 3),
      plain("LaunchDate", "Edm.Date"),
      text("PictureUrl", 200),
      plain("Discontinued", "Edm.Boolean"),
    ],
    navigation: [
      { name: "SalesOrderItems", target: "SalesOrderItems", collection: true, on: { ProductID: "ProductID" } },
      { name: "Warranties", target: "Warranties", collection: true, on: { ProductID: "ProductID" } },
    ],
    rows: catalogue.map((product): EntityRow => ({
      ProductID: product.id,
      Name: product.name,
      Category: product.category,
      ProductLine: product.line,
      Collection: product.collection,
      ListPrice: product.listPrice.toFixed(2),
      Currency: "EUR",
      LaunchDate: isoDay(product.launched),
      PictureUrl: `/pictures/${picturePath(product)}`,
      Discontinued: product.discontinued,
    })),
  };
}

export interface ErpParts {
  readonly customers: readonly Customer[];
  readonly links: readonly Links[];
  readonly catalogue: readonly Product[];
  readonly orders: readonly Order[];
  readonly warranties: readonly Warranty[];
}

export function makeErp({ customers, links, catalogue, orders, warranties }: ErpParts): ErpData {
  const erpCustomer = (index: number) => links[index]?.erpCustomer ?? "";
  const orderRows = orders.map((order): EntityRow => ({
    SalesOrderID: order.id,
    Customer: erpCustomer(order.customer),
    OrderDate: isoDay(order.on),
    NetAmount: order.items.reduce((sum, item) => sum + item.net, 0).toFixed(2),
    Currency: customers[order.customer]?.place.currency ?? "EUR",
    Status: order.status,
  }));
  const itemRows = orders.flatMap((order) =>
    order.items.map((item, i): EntityRow => ({
      SalesOrderID: order.id,
      ItemNumber: (i + 1) * 10,
      ProductID: item.product.id,
      Quantity: item.quantity,
      NetAmount: item.net.toFixed(2),
    })),
  );
  const warrantyRows = warranties.map(({ unit, start, end, type }, i): EntityRow => ({
    WarrantyID: `W-${String(300_001 + i)}`,
    Customer: erpCustomer(unit.customer),
    ProductID: unit.product.id,
    SerialNumber: unit.serial,
    StartDate: isoDay(start),
    EndDate: isoDay(end),
    Type: type,
  }));
  const salesOrders: EntitySet = {
    name: "SalesOrders",
    type: "SalesOrder",
    key: ["SalesOrderID"],
    properties: [
      text("SalesOrderID", 10),
      text("Customer", 10),
      plain("OrderDate", "Edm.Date"),
      money("NetAmount"),
      text("Currency", 3),
      text("Status", 20),
    ],
    navigation: [{ name: "Items", target: "SalesOrderItems", collection: true, on: { SalesOrderID: "SalesOrderID" } }],
    rows: orderRows,
  };
  const items: EntitySet = {
    name: "SalesOrderItems",
    type: "SalesOrderItem",
    key: ["SalesOrderID", "ItemNumber"],
    properties: [
      text("SalesOrderID", 10),
      plain("ItemNumber", "Edm.Int32"),
      text("ProductID", 10),
      plain("Quantity", "Edm.Int32"),
      money("NetAmount"),
    ],
    navigation: [
      { name: "SalesOrder", target: "SalesOrders", collection: false, on: { SalesOrderID: "SalesOrderID" } },
      { name: "Product", target: "Products", collection: false, on: { ProductID: "ProductID" } },
    ],
    rows: itemRows,
  };
  const warrantySet: EntitySet = {
    name: "Warranties",
    type: "Warranty",
    key: ["WarrantyID"],
    properties: [
      text("WarrantyID", 10),
      text("Customer", 10),
      text("ProductID", 10),
      text("SerialNumber", 20),
      plain("StartDate", "Edm.Date"),
      plain("EndDate", "Edm.Date"),
      text("Type", 20),
    ],
    navigation: [{ name: "Product", target: "Products", collection: false, on: { ProductID: "ProductID" } }],
    rows: warrantyRows,
  };
  return { namespace: "Meridian.Sales", sets: [productSet(catalogue), salesOrders, items, warrantySet] };
}
