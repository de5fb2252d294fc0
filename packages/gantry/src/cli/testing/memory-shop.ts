// A catalog of one table in memory, for small houses of tests and measurements.
import { defineCatalog } from "../../catalog/index.ts";
import type { Catalog, CatalogDocument, Cell, Operator } from "../../catalog/index.ts";

/**
 * A catalog whose table `shop.customers` is read from memory.
 *
 * @param row one of its rows: numbers are doubles, all else is text
 */
export const shopCatalog = (
  row: Readonly<Record<string, Cell>>,
  labels: Readonly<Record<string, string>>,
  operators: readonly Operator[],
  more: CatalogDocument["sources"] = {},
): Catalog =>
  defineCatalog(
    {
      sources: { shop: { connector: "memory", title: "Shop", connection: {} }, ...more },
      tables: { "shop.customers": { columns: labels } },
      subjects: [],
      measures: [],
      calendar: { timeZone: "UTC", fiscalYearStart: 1 },
    },
    {
      shop: [
        {
          name: "customers",
          native: "customers",
          key: ["id"],
          columns: Object.entries(row).map(([name, value]) => ({
            name,
            native: name,
            type: typeof value === "number" ? "double" : "varchar",
            nullable: true,
            operators,
          })),
        },
      ],
    },
  );
