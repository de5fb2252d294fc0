// Which tables are about people, and what tells one person from another there.
import { GantryError } from "@gantry/contract";
import type { Catalog, Label, SourceColumn, Table } from "../../catalog/index.ts";

/** How many distinct people an aggregated value must cover before it may be given. */
export interface PeopleRule {
  readonly minimum: number;
  /** Higher ones by label: `person.health` or `person.*`. */
  readonly labels: Readonly<Record<Label, number>>;
  /** Columns of earlier steps, `<step>.<column>`, that hold values of people: whose they are is not known there any more. */
  readonly steps?: readonly SourceColumn[];
}

const isPersonal = (label: Label): boolean => label === "person" || label.startsWith("person.");
const holdsPersons = (table: Table | undefined): boolean =>
  table?.columns.some(({ labels }) => labels.some(isPersonal)) ?? false;

type Known = Pick<Catalog, "tables" | "subjects">;

interface People {
  readonly table: Table;
  /** Whether the catalog says so, and not just the labels. */
  readonly isStated: boolean;
}

/** Tables of the catalog's subjects that are people: those that say so, and those with a column labelled `person.*`. */
const peopleIn = (catalog: Known): readonly People[] =>
  catalog.subjects.flatMap(({ table: name, person }) => {
    const table = catalog.tables[name];
    return table !== undefined && (person ?? holdsPersons(table)) ? [{ table, isStated: person === true }] : [];
  });

/**
 * The columns by which a row of `name` says whose it is: the key of a subject's own table, or the column that refers to
 * one. A table without personal columns of its own is about the people it refers to where their subject says
 * `person: true`: an account isn't about its owner. Nothing for a table that isn't about people; none where it is and the
 * catalog doesn't say who.
 */
export const personKeyOf = (catalog: Known, name: string): readonly string[] | undefined => {
  const table = catalog.tables[name];
  if (table === undefined) return undefined;
  const people = peopleIn(catalog);
  if (people.some((each) => each.table === table)) return table.key;
  const isPersonal = holdsPersons(table);
  const keys = new Set(
    people
      .filter(({ isStated }) => isStated || isPersonal)
      .flatMap(({ table: of }) => (of.key.length === 1 ? [`${of.name}.${of.key[0] ?? ""}`] : [])),
  );
  const referring = table.columns.filter(({ references }) => references !== undefined && keys.has(references));
  if (referring.length > 0) return referring.length === 1 ? referring.map((column) => column.name) : [];
  return isPersonal ? [] : undefined;
};

const covers = (rule: Label, label: Label): boolean =>
  rule === label || (rule.endsWith(".*") && `${label}.`.startsWith(rule.slice(0, -1)));

/** The minimum that holds where `columns` are read: the highest that any of their labels asks for. */
export const minimumFor = (rule: PeopleRule, columns: Iterable<SourceColumn>, catalog: Catalog): number => {
  let minimum = rule.minimum;
  for (const name of columns) {
    const at = name.lastIndexOf(".");
    const column = catalog.tables[name.slice(0, at)]?.columns.find((each) => each.name === name.slice(at + 1));
    for (const label of column?.labels ?? [])
      for (const [of, least] of Object.entries(rule.labels)) if (covers(of, label)) minimum = Math.max(minimum, least);
  }
  return minimum;
};

/** A query whose aggregates over people can't be checked row by row. */
export const refuseAggregate = (what: string, remedy: string): never => {
  throw new GantryError("policy-breach", `an aggregate over people can't be given: ${what}`, { remedy });
};
