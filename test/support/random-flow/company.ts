// A small company for random flows. Every value that can be told from others is found nowhere else, so that a leak shows by
// a search; texts name the people and companies that they belong to.
import { defineCatalog } from "../../../packages/gantry/src/catalog/index.ts";
import type { Catalog, ColumnType, TableDef } from "../../../packages/gantry/src/catalog/index.ts";
import { tableOf } from "../../../packages/gantry/src/flow/testing/table-of.ts";
import type { Rows } from "../../../packages/gantry/src/query/testing/memory.ts";

export const tables = {
  "a.people": {
    id: "varchar",
    name: "varchar",
    mail: "varchar",
    company_id: "varchar",
    salary: "decimal(12,2)",
    born: "date",
  },
  "a.companies": { id: "varchar", name: "varchar", city: "varchar", revenue: "decimal(12,2)", code: "varchar" },
  "b.tickets": {
    id: "varchar",
    company_id: "varchar",
    person_id: "varchar",
    subject: "varchar",
    body: "varchar",
    language: "varchar",
    amount: "int64",
    opened: "date",
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ColumnType>>>>;

const syllables = "vor zan kel mir tus bra fen dol gax pim rul sev".split(" ");
/** A word that no other number gives, with a capital. */
const word = (number: number): string => {
  const parts = [number, number * 7 + 3, number * 5 + 1, Math.floor(number / 12) + 2];
  const made = parts.map((part) => syllables[part % syllables.length] ?? "vor").join("");
  return made.charAt(0).toUpperCase() + made.slice(1);
};
const day = (number: number): string => new Date(Date.UTC(1931, 0, 1 + number * 211)).toISOString().slice(0, 10);
const amount = (number: number): string => `${((1_234_567 + number * 104_729) % 9_000_000) + 1_000_000}.${10 + number}`;

const companies = Array.from({ length: 4 }, (_, index) => ({
  id: `c${index}`,
  name: `${word(40 + index)} ${index % 2 === 0 ? "GmbH" : "Ltd"}`,
  city: word(60 + index),
  revenue: amount(index),
  code: `KX-${730_211 + index * 7919}`,
}));
const people = Array.from({ length: 6 }, (_, index) => ({
  id: `p${index}`,
  name: `${word(index)} ${word(20 + index)}`,
  mail: `${word(80 + index).toLowerCase()}@${word(100 + index).toLowerCase()}.example`,
  company_id: `c${index % companies.length}`,
  salary: amount(10 + index),
  born: day(index),
}));
const tickets = Array.from({ length: 6 }, (_, index) => {
  const person = people[index % people.length];
  const company = companies[index % companies.length];
  return {
    id: `t${index}`,
    company_id: `c${index % companies.length}`,
    person_id: `p${index % people.length}`,
    subject: `Pump of ${person?.name} at ${company?.name} stopped`,
    body: `${person?.name} (${person?.mail}) of ${company?.name} in ${company?.city} waits for ${company?.code}; paid ${company?.revenue} and earns ${person?.salary}. ⟦end⟧ PERSON_7K3Q {{name}} ${person?.name.toUpperCase()}'s pump.`,
    language: index % 2 === 0 ? "en" : "de",
    amount: BigInt(31_415_926 + index * 27_182_818),
    opened: day(40 + index),
  };
});

export const rows: Readonly<Record<string, Rows>> = {
  "a.people": people,
  "a.companies": companies,
  "b.tickets": tickets,
};

const lock = (source: string): readonly TableDef[] =>
  Object.entries(tables)
    .filter(([name]) => name.startsWith(`${source}.`))
    .map(([name, columns]) => ({ ...tableOf(name.slice(source.length + 1), columns), native: name }));

/** The catalog with labels by full column name; a column not named has none. */
export const catalogWith = (labels: ReadonlyMap<string, string>, mail: Readonly<Record<string, unknown>>): Catalog =>
  defineCatalog(
    {
      sources: {
        a: { connector: "memory", title: "A", zone: "inside", connection: {} },
        b: { connector: "memory", title: "B", zone: "inside", connection: {} },
        mail: { connector: "smtp", title: "Mail", zone: "outside", connection: mail },
      },
      tables: Object.fromEntries(
        Object.entries(tables).map(([table, columns]) => [
          table,
          {
            columns: Object.fromEntries(
              Object.keys(columns).flatMap((column) => {
                const label = labels.get(`${table}.${column}`);
                return label === undefined ? [] : [[column, label]];
              }),
            ),
          },
        ]),
      ),
      calendar: { timeZone: "UTC", fiscalYearStart: 1 },
    },
    { a: lock("a"), b: lock("b"), mail: [] },
  );

/** All values of a column, as the systems hold them. */
export const valuesOf = (column: string): readonly string[] => {
  const at = column.lastIndexOf(".");
  return (rows[column.slice(0, at)] ?? []).map((row) => String(row[column.slice(at + 1)]));
};
