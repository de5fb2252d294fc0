import { expect, test } from "vitest";
import { defineCatalog, findColumn } from "./index.ts";
import type { CatalogDocument, CatalogLock } from "./index.ts";

const lock: CatalogLock = {
  crm: [
    {
      name: "account",
      native: "Account",
      key: ["id"],
      columns: [
        { name: "id", native: "Id", type: "varchar", nullable: false, operators: ["=", "in"] },
        { name: "name", native: "Name", type: "varchar", nullable: true, operators: [] },
        { name: "notes", native: "Notes__c", type: "varchar", nullable: true, operators: [] },
      ],
    },
  ],
};
const document: CatalogDocument = {
  sources: { crm: { connector: "salesforce", title: "CRM", connection: {} } },
  tables: { "crm.accounts": { of: "account", columns: { id: "public", name: "company.name" } } },
  calendar: { timeZone: "UTC", fiscalYearStart: 1 },
};

test("annotations label the columns that discovery found; the rest stays without a label", () => {
  const catalog = defineCatalog(document, lock);
  expect(findColumn(catalog, "crm.accounts.name")?.labels).toEqual(["company.name"]);
  expect(findColumn(catalog, "crm.accounts.notes")?.labels).toEqual([]);
  expect(findColumn(catalog, "crm.accounts.*")).toBeUndefined();
});

test("a changed label is another version of the catalog, a changed address is not", () => {
  const { version } = defineCatalog(document, lock);
  const labelled = {
    ...document,
    tables: { "crm.accounts": { of: "account", columns: { id: "public", name: "public" } } },
  };
  expect(defineCatalog(labelled, lock).version).not.toBe(version);
  const moved = { ...document, sources: { crm: { connector: "salesforce", title: "CRM", connection: { url: "x" } } } };
  expect(defineCatalog(moved, lock).version).toBe(version);
});

test("a column that the source does not have is refused by name", () => {
  const typo = { ...document, tables: { "crm.accounts": { of: "account", columns: { nmae: "company.name" } } } };
  expect(() => defineCatalog(typo, lock)).toThrow(/"crm\.accounts\.nmae"/);
  const reference = {
    ...document,
    tables: { "crm.accounts": { of: "account", columns: { id: { references: "crm.accounts.idd" } } } },
  };
  expect(() => defineCatalog(reference, lock)).toThrow(/"crm\.accounts\.idd", which does not exist/);
});
