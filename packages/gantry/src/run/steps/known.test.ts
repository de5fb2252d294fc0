import { expect, test } from "vitest";
import type { Catalog, Column, Table } from "../../catalog/index.ts";
import type { Shape } from "../../flow/index.ts";
import { knownValues } from "./known.ts";

const column = (name: string, ...labels: string[]): Column => ({
  name,
  native: name,
  type: "varchar",
  nullable: true,
  operators: [],
  labels,
  synonyms: [],
});

const contacts: Table = {
  name: "crm.contacts",
  source: "crm",
  local: "contacts",
  native: "Contact",
  key: ["id"],
  columns: [
    column("id", "public"),
    column("name", "person.name"),
    column("email", "person.email"),
    column("mood", "score"),
  ],
};

const catalog: Catalog = {
  version: "1",
  sources: {},
  tables: { "crm.contacts": contacts },
  subjects: [],
  measures: [],
  calendar: { timeZone: "UTC", fiscalYearStart: 1 },
};

const shape: Shape = {
  columns: [
    { name: "contact_id", type: "varchar", sources: { "crm.contacts.id": "copied" }, labels: [], endorsed: true },
    { name: "contact", type: "varchar", sources: { "crm.contacts.name": "copied" }, labels: [], endorsed: true },
    { name: "people", type: "json", sources: { "crm.contacts.name": "aggregated" }, labels: [], endorsed: true },
    { name: "mood", type: "varchar", sources: { "crm.contacts.mood": "copied" }, labels: [], endorsed: true },
  ],
  control: [],
};

test("people of a row are known by name, with the record that they are, and lists of them one by one", () => {
  const row = {
    contact_id: "003A",
    contact: "Ada Lovelace",
    people: ["Ada Lovelace", "Alan Turing", null],
    mood: "calm",
  };
  expect(knownValues(catalog, shape, row)).toEqual([
    {
      value: "Ada Lovelace",
      label: "person.name",
      reference: { label: "person.name", source: "crm", table: "contacts", id: "003A", column: "name" },
    },
    { value: "Ada Lovelace", label: "person.name" },
    { value: "Alan Turing", label: "person.name" },
  ]);
});

test("without the record's id there is no reference, and empty cells are no values", () => {
  expect(knownValues(catalog, shape, { contact: "Ada Lovelace", people: null })).toEqual([
    { value: "Ada Lovelace", label: "person.name" },
  ]);
  expect(knownValues(catalog, shape, { contact: " " })).toEqual([]);
});
