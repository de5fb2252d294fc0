// A small ERP for tests: odd names, nulls, numbers past 2^53, and enough rows to page through.
import type { EntityRow, ErpData } from "./schema.ts";

export const products: readonly EntityRow[] = [
  {
    ProductId: "P-1001",
    Name: "Spectrometer S1",
    ListPrice: "12500.50",
    Serial: "9007199254740993",
    Weight: 12.5,
    Stock: 7,
    Active: true,
    Launched: "2024-02-29",
    ChangedAt: "2026-11-15T22:30:00Z",
  },
  {
    ProductId: "P-1002",
    Name: "O'Neill clamp, 50% off",
    ListPrice: "12.50",
    Serial: "9007199254740992",
    Weight: null,
    Stock: 0,
    Active: false,
    Launched: null,
    ChangedAt: "2026-11-16T00:00:00.123456Z",
  },
  {
    ProductId: "P-1003",
    Name: null,
    ListPrice: "-0.05",
    Serial: "-5",
    Weight: 0.1,
    Stock: null,
    Active: null,
    Launched: "2026-11-16",
    ChangedAt: "2026-11-16T00:00:00.1234561Z",
  },
];

const orders: EntityRow[] = Array.from({ length: 1203 }, (_, index) => ({
  OrderId: `O-${String(index + 1).padStart(5, "0")}`,
  ProductId: index % 100 === 99 ? null : `P-100${(index % 3) + 1}`,
  Quantity: (index * 7) % 11,
  OrderedOn: `2026-${String((index % 12) + 1).padStart(2, "0")}-15`,
}));

const items: EntityRow[] = orders.slice(0, 50).flatMap((order) =>
  [10, 20].map((position) => ({
    OrderId: order["OrderId"] ?? null,
    Position: position,
    Amount: "99.95",
  })),
);

export const erpFixture: ErpData = {
  namespace: "meridian.sales",
  sets: [
    {
      name: "Products",
      type: "Product",
      key: ["ProductId"],
      properties: [
        { name: "ProductId", type: "Edm.String", nullable: false, maxLength: 10 },
        { name: "Name", type: "Edm.String", nullable: true, maxLength: 80 },
        { name: "ListPrice", type: "Edm.Decimal", nullable: false, precision: 15, scale: 2 },
        { name: "Serial", type: "Edm.Int64", nullable: false },
        { name: "Weight", type: "Edm.Double", nullable: true },
        { name: "Stock", type: "Edm.Int32", nullable: true },
        { name: "Active", type: "Edm.Boolean", nullable: true },
        { name: "Launched", type: "Edm.Date", nullable: true },
        { name: "ChangedAt", type: "Edm.DateTimeOffset", nullable: false, precision: 7 },
      ],
      navigation: [{ name: "Orders", target: "Orders", collection: true, on: { ProductId: "ProductId" } }],
      rows: products,
    },
    {
      name: "Orders",
      type: "Order",
      key: ["OrderId"],
      properties: [
        { name: "OrderId", type: "Edm.String", nullable: false, maxLength: 10 },
        { name: "ProductId", type: "Edm.String", nullable: true, maxLength: 10 },
        { name: "Quantity", type: "Edm.Int32", nullable: false },
        { name: "OrderedOn", type: "Edm.Date", nullable: false },
      ],
      navigation: [
        { name: "Product", target: "Products", collection: false, on: { ProductId: "ProductId" } },
        { name: "Items", target: "OrderItems", collection: true, on: { OrderId: "OrderId" } },
      ],
      rows: orders,
    },
    {
      name: "OrderItems",
      type: "OrderItem",
      key: ["OrderId", "Position"],
      properties: [
        { name: "OrderId", type: "Edm.String", nullable: false, maxLength: 10 },
        { name: "Position", type: "Edm.Int32", nullable: false },
        { name: "Amount", type: "Edm.Decimal", nullable: false, precision: 15, scale: 2 },
      ],
      navigation: [],
      rows: items,
    },
  ],
};
