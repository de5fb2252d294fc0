import { expect, test } from "vitest";
import { defineCatalog, findColumn, leavesOpen, withAcceptedLabels } from "./index.ts";
import type { CatalogDocument, CatalogLock } from "./index.ts";

const column = (name: string) => ({ name, native: name, type: "varchar" as const, nullable: true, operators: [] });
const lock: CatalogLock = {
  hr: [{ name: "people", native: "people", key: ["id"], columns: ["id", "mail", "notes", "pay"].map(column) }],
};
const document: CatalogDocument = {
  sources: { hr: { connector: "files", title: "HR", connection: {} } },
  tables: {
    "hr.people": { columns: { id: "public", mail: "person.email?", notes: { labels: [], synonyms: ["remarks"] } } },
  },
  calendar: { timeZone: "UTC", fiscalYearStart: 1 },
};

test("a suggested label holds, and is marked as one", () => {
  const mail = findColumn(defineCatalog(document, lock), "hr.people.mail");
  expect(mail).toMatchObject({ labels: ["person.email"], suggested: true });
  expect(findColumn(defineCatalog(document, lock), "hr.people.id")).not.toHaveProperty("suggested");
});

test("a label given on the command line fills what the catalog leaves open, and nothing else", () => {
  expect(["id", "mail", "notes", "pay"].map((name) => leavesOpen(document, `hr.people.${name}`))).toEqual([
    false,
    true,
    true,
    true,
  ]);
  const accepted = {
    "hr.people.id": "secret",
    "hr.people.mail": "person.email",
    "hr.people.notes": "text.untrusted",
    "hr.people.pay": "financial",
  };
  const catalog = defineCatalog(withAcceptedLabels(document, accepted), lock);
  const labels = (name: string) => findColumn(catalog, `hr.people.${name}`)?.labels;
  expect(labels("id")).toEqual(["public"]);
  expect(findColumn(catalog, "hr.people.mail")).not.toHaveProperty("suggested");
  expect(findColumn(catalog, "hr.people.notes")).toMatchObject({ labels: ["text.untrusted"], synonyms: ["remarks"] });
  expect(labels("pay")).toEqual(["financial"]);
});

test("a label for a table that is not there, or of no form that labels have, is refused by name", () => {
  expect(() => withAcceptedLabels(document, { "hr.persons.pay": "financial" })).toThrow('no table "hr.persons"');
  expect(() => defineCatalog(withAcceptedLabels(document, { "hr.people.pay": "Financial!" }), lock)).toThrow(
    '"hr.people.pay"',
  );
});
